package org.convc.examples.benchmarks;

import java.util.SplittableRandom;

/**
 * What the peers compute with: uniformly random in (-1, 1). Zeros would flatter whoever skips them, and numbers of one sign would hide
 * errors of rounding behind large sums.
 *
 * @param x input of the layer
 * @param dy gradient by its output
 */
public record Operands(float[] x, float[] weights, float[] dy) {

  public static Operands random(LayerSpec layer, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Operands(
        numbers(layer.inputLength(), random),
        numbers(layer.weightsLength(), random),
        numbers(layer.outputLength(), random));
  }

  private static float[] numbers(int length, SplittableRandom random) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      // Odd multiples of 2^-24, so that none is zero.
      numbers[i] = (2 * random.nextInt(-(1 << 23), 1 << 23) + 1) * 0x1p-24f;
    }
    return numbers;
  }
}
