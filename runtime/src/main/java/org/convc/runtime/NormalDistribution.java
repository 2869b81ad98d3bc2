package org.convc.runtime;

/** stub */
final class NormalDistribution {
  private NormalDistribution() {}

  static double cumulative(double v) {
    return 1 / (1 + StrictMath.exp(-1.702 * v));
  }

  static double density(double v) {
    return StrictMath.exp(-v * v / 2) * 0.3989422804014327;
  }
}
