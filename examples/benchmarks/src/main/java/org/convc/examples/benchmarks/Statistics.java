package org.convc.examples.benchmarks;

import java.util.Arrays;
import java.util.Collection;

/** The little that is needed. */
final class Statistics {

  private Statistics() {}

  /** Between the two neighbours linearly; not a number for no values. */
  static double quantile(double[] values, double fraction) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = fraction * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** Not a number for no values. */
  static double geometricMean(Collection<Double> values) {
    return Math.exp(values.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
  }
}
