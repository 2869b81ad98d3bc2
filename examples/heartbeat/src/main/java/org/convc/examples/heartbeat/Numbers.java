package org.convc.examples.heartbeat;

import java.util.Arrays;

/** Arithmetic on arrays that are not tensors. */
final class Numbers {

  private Numbers() {}

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** Shifts to mean 0, then scales to norm 1; equal values become zeros. */
  static double[] normalised(double[] values) {
    double mean = mean(values);
    double spread = spread(values);
    return Arrays.stream(values).map(v -> spread == 0 ? 0 : (v - mean) / spread).toArray();
  }

  /** The norm of the distances from the mean. */
  static double spread(double[] values) {
    double mean = mean(values);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum());
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  /** Equal weights with sum 1. */
  static double[] even(int length) {
    double[] weights = new double[length];
    Arrays.fill(weights, 1.0 / length);
    return weights;
  }

  /** A bell curve with sum 1. */
  static double[] gaussian(int length, double sigma) {
    double[] bell = new double[length];
    Arrays.setAll(bell, i -> Math.exp(-0.5 * Math.pow((i - (length - 1) / 2.0) / sigma, 2)));
    double sum = Arrays.stream(bell).sum();
    return Arrays.stream(bell).map(v -> v / sum).toArray();
  }

  /** The {@code length} values around {@code centre}; beyond the ends, the first and the last. */
  static double[] around(double[] values, int centre, int length) {
    double[] part = new double[length];
    Arrays.setAll(part, i -> values[Math.min(Math.max(centre - length / 2 + i, 0), values.length - 1)]);
    return part;
  }

  /** Where the largest value is between {@code from} and {@code to}, both as far as they are indices. */
  static int argmax(double[] values, int from, int to) {
    int best = Math.max(0, from);
    for (int i = best; i <= Math.min(to, values.length - 1); i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
