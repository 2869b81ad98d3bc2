package org.convc.examples.pictures;

import java.util.Arrays;
import java.util.Random;

/** Pictures for tests. */
final class Pictures {

  private Pictures() {}

  /** Independent values, as a PNG file holds them. */
  static Picture noise(int height, int width, long seed) {
    Random random = new Random(seed);
    float[] values = new float[3 * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256) / 255f;
    }
    return new Picture(3, height, width, values);
  }

  static Picture constant(int height, int width, float value) {
    float[] values = new float[3 * height * width];
    Arrays.fill(values, value);
    return new Picture(3, height, width, values);
  }

  /** Every row like the one above. */
  static Picture stripes(int height, int width) {
    Picture noise = noise(1, width, 5);
    float[] values = new float[3 * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = noise.at(i / (height * width), 0, i % width);
    }
    return new Picture(3, height, width, values);
  }
}
