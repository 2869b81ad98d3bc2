package org.convc.examples.heartbeat;

import java.util.Arrays;

/**
 * What was found.
 *
 * @param times of the main waves, in seconds, ascending
 * @param similarity of each beat to the typical one: 1 for the same shape at any size, 0 for nothing in common
 * @param typical the typical beat, 120 samples a second, with mean 0 and norm 1
 */
record Beats(double[] times, double[] similarity, double[] typical) {

  private static final double UNUSUAL = 0.8;

  int count() {
    return times.length;
  }

  /** Beats a minute from the first to the last; NaN for fewer than two. */
  double perMinute() {
    return times.length < 2 ? Double.NaN : 60 * (times.length - 1) / (times[times.length - 1] - times[0]);
  }

  /** The interval between neighbours that half of all intervals are below, in seconds; NaN for fewer than two beats. */
  double medianInterval() {
    if (times.length < 2) {
      return Double.NaN;
    }
    double[] intervals = new double[times.length - 1];
    Arrays.setAll(intervals, i -> times[i + 1] - times[i]);
    return Numbers.median(intervals);
  }

  /** How many beats have another shape than the typical one. */
  long unusual() {
    return Arrays.stream(similarity).filter(s -> s < UNUSUAL).count();
  }
}
