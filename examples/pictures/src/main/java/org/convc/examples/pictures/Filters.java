package org.convc.examples.pictures;

/** The weights of the layers, in the order {@code filters x channels x taps}. */
final class Filters {

  /** Sobel, 1968: how steeply the brightness changes to the right, and then downwards. */
  static final float[] SOBEL = {
    1, 0, -1,
    2, 0, -2,
    1, 0, -1,

    1, 2, 1,
    0, 0, 0,
    -1, -2, -1,
  };

  private Filters() {}

  /** Sums to 1. The standard deviation is in pixels. */
  static float[] gaussian(int taps, double deviation) {
    double[] line = new double[taps];
    for (int k = 0; k < taps; k++) {
      double distance = k - (taps - 1) / 2.0;
      line[k] = StrictMath.exp(-distance * distance / (2 * deviation * deviation));
    }
    return product(line, 1);
  }

  /** The mean of 3 x 3 pixels with the weights 1 2 1 in both directions. */
  static float[] mean() {
    return product(new double[] {1, 2, 1}, 1);
  }

  /** Puts a pixel into the middle of 3 x 3 and halves and quarters of it around: straight lines from pixel to pixel. */
  static float[] interpolation() {
    return product(new double[] {1, 2, 1}, 4);
  }

  /** What a pixel has beyond a mean of its 5 x 5 surroundings; sums to 0. */
  static float[] detail() {
    float[] detail = product(new double[] {1, 4, 6, 4, 1}, -1);
    detail[detail.length / 2] += 1;
    return detail;
  }

  /** The same filter for each colour. */
  static float[] forColours(float[] filter) {
    float[] all = new float[3 * filter.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = filter[i % filter.length];
    }
    return all;
  }

  /** All products of two elements of a line, scaled so that they add up to {@code sum}. */
  private static float[] product(double[] line, double sum) {
    double total = 0;
    for (double value : line) {
      total += value;
    }
    float[] square = new float[line.length * line.length];
    for (int i = 0; i < square.length; i++) {
      square[i] = (float) (line[i / line.length] * line[i % line.length] * sum / (total * total));
    }
    return square;
  }
}
