package org.convc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.convc.runtime.ConvLayer;
import org.convc.testing.Calls;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** The laws of convolution, on integers and so to the bit: the compiled layers obey them. */
class ConvolutionLawsTest {

  private static final int TIMES = 5;

  private Random random;

  private Random random(RepetitionInfo info) {
    random = new Random(20261121L + info.getCurrentRepetition());
    return random;
  }

  /** conv(a·x + b·u, w) = a·conv(x, w) + b·conv(u, w), and the same in w. */
  @RepeatedTest(TIMES)
  void linearInBothOperands(RepetitionInfo info) {
    random(info);
    ConvLayer layer =
        Calls.layer("conv Linear { input 4 x 9 x 7; filters 6; kernel 3 x 2; stride 2 x 1; pad 1:0 x 2; groups 2; dilation 1 x 2; }");
    float[] x = integers(layer.info().inputLength(1));
    float[] u = integers(layer.info().inputLength(1));
    float[] w = integers(layer.info().weightsLength());
    float[] v = integers(layer.info().weightsLength());
    assertArrayEquals(
        combine(3, Calls.forward(layer, x, w), -2, Calls.forward(layer, u, w)),
        Calls.forward(layer, combine(3, x, -2, u), w));
    assertArrayEquals(
        combine(3, Calls.forward(layer, x, w), -2, Calls.forward(layer, x, v)),
        Calls.forward(layer, x, combine(3, w, -2, v)));
  }

  /** a * b = b * a */
  @RepeatedTest(TIMES)
  void commutative(RepetitionInfo info) {
    random(info);
    float[] a = integers(1 + random.nextInt(12));
    float[] b = integers(1 + random.nextInt(12));
    assertArrayEquals(full(a, b), full(b, a));
  }

  /** (a * b) * c = a * (b * c) */
  @RepeatedTest(TIMES)
  void associative(RepetitionInfo info) {
    random(info);
    float[] a = integers(1 + random.nextInt(9));
    float[] b = integers(1 + random.nextInt(9));
    float[] c = integers(1 + random.nextInt(9));
    assertArrayEquals(full(full(a, b), c), full(a, full(b, c)));
  }

  /** a * (b + c) = a * b + a * c */
  @RepeatedTest(TIMES)
  void distributive(RepetitionInfo info) {
    random(info);
    float[] a = integers(1 + random.nextInt(9));
    float[] b = integers(5);
    float[] c = integers(5);
    assertArrayEquals(combine(1, full(a, b), 1, full(a, c)), full(a, combine(1, b, 1, c)));
  }

  /** Moving the picture moves the result: away from the edges, by as many windows as the stride fits into the way. */
  @RepeatedTest(TIMES)
  void translationEquivariant(RepetitionInfo info) {
    random(info);
    int height = 13;
    int width = 11;
    int stride = 2;
    ConvLayer layer = Calls.layer("conv Moved { input 1 x 13 x 11; filters 1; kernel 3; stride 2; pad 1; }");
    float[] w = integers(9);
    float[] x = new float[height * width];
    float[] moved = new float[height * width];
    for (int r = 2; r < 6; r++) {
      for (int c = 2; c < 5; c++) {
        x[r * width + c] = random.nextInt(15) - 7;
        moved[(r + 2 * stride) * width + c + stride] = x[r * width + c];
      }
    }
    float[] y = Calls.forward(layer, x, w);
    float[] z = Calls.forward(layer, moved, w);
    int rows = layer.info().output().size(1);
    int columns = layer.info().output().size(2);
    float[] expected = new float[rows * columns];
    for (int r = 2; r < rows; r++) {
      for (int c = 1; c < columns; c++) {
        expected[r * columns + c] = y[(r - 2) * columns + c - 1];
      }
    }
    assertArrayEquals(expected, z);
  }

  /** (x * w)' = x' * w, with the difference [1, -1] for the derivative. */
  @RepeatedTest(TIMES)
  void derivativeRule(RepetitionInfo info) {
    random(info);
    float[] x = integers(2 + random.nextInt(12));
    float[] w = integers(1 + random.nextInt(7));
    float[] difference = {1, -1};
    assertArrayEquals(full(full(x, w), difference), full(full(x, difference), w));
    assertArrayEquals(full(full(x, w), difference), full(x, full(w, difference)));
  }

  /** a * b, all of it. */
  private static float[] full(float[] a, float[] b) {
    ConvLayer layer =
        Calls.layer("conv Full { input 1 x " + a.length + "; filters 1; kernel " + b.length + "; pad full; mode convolution; }");
    return Calls.forward(layer, a, b);
  }

  private static float[] combine(float a, float[] x, float b, float[] u) {
    float[] sum = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      sum[i] = a * x[i] + b * u[i];
    }
    return sum;
  }

  private float[] integers(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextInt(11) - 5;
    }
    return values;
  }
}
