package org.convc.testing;

import org.convc.model.Layer;

/**
 * Sums of products to about 106 bits, with the sums S of the magnitudes of their terms. Products are split exactly by {@code fma}, sums by
 * Knuth's two-sum (Dekker 1971; Ogita, Rump and Oishi 2005, algorithm 5.3).
 */
public final class PreciseSums {

  private final double[] high;
  private final double[] low;
  private final double[] magnitude;

  private PreciseSums(int length) {
    this.high = new double[length];
    this.low = new double[length];
    this.magnitude = new double[length];
  }

  /** y without an activation. */
  public static PreciseSums forward(Layer layer, LayerData data) {
    PreciseSums sums = new PreciseSums(data.dy().length);
    ReferenceLoop.terms(layer, data.batch(), (i, k, o) -> sums.add(o, data.x()[i], data.w()[k]));
    int[] filters = ReferenceLoop.filters(layer, data.batch());
    for (int o = 0; data.b() != null && o < sums.high.length; o++) {
      sums.add(o, data.b()[filters[o]], 1);
    }
    return sums;
  }

  public static PreciseSums backwardData(Layer layer, LayerData data) {
    PreciseSums sums = new PreciseSums(data.x().length);
    ReferenceLoop.terms(layer, data.batch(), (i, k, o) -> sums.add(i, data.dy()[o], data.w()[k]));
    return sums;
  }

  public static PreciseSums backwardWeights(Layer layer, LayerData data) {
    PreciseSums sums = new PreciseSums(data.w().length);
    ReferenceLoop.terms(layer, data.batch(), (i, k, o) -> sums.add(k, data.dy()[o], data.x()[i]));
    return sums;
  }

  public static PreciseSums backwardBias(Layer layer, LayerData data) {
    PreciseSums sums = new PreciseSums(layer.outputChannels());
    int[] filters = ReferenceLoop.filters(layer, data.batch());
    for (int o = 0; o < data.dy().length; o++) {
      sums.add(filters[o], data.dy()[o], 1);
    }
    return sums;
  }

  private void add(int i, double a, double b) {
    double product = a * b;
    double rest = Math.fma(a, b, -product);
    double sum = high[i] + product;
    double z = sum - high[i];
    low[i] += (high[i] - (sum - z)) + (product - z) + rest;
    high[i] = sum;
    magnitude[i] += Math.abs(product);
  }

  /**
   * The largest error of {@code actual} in units of u·S.
   *
   * @param u half the distance of 1 and the next number of the type
   */
  public double worst(double[] actual, double u) {
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      double error = Math.abs((actual[i] - high[i]) - low[i]);
      if (error > 0 || actual[i] != actual[i]) {
        worst = Math.max(worst, magnitude[i] == 0 || actual[i] != actual[i] ? Double.POSITIVE_INFINITY : error / (u * magnitude[i]));
      }
    }
    return worst;
  }

  /** The largest error of {@code actual}. */
  public double largestError(double[] actual) {
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs((actual[i] - high[i]) - low[i]));
    }
    return worst;
  }

  /** The largest distance of two results in units of u·S. */
  public double distance(double[] expected, double[] actual, double u) {
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      double error = Math.abs(actual[i] - expected[i]);
      worst = Math.max(worst, error == 0 ? 0 : error / (u * magnitude[i]));
    }
    return worst;
  }
}
