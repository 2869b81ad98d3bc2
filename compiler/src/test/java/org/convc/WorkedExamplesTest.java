package org.convc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.Workspace;
import org.convc.testing.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples that textbooks and papers work out by hand, with their numbers. */
class WorkedExamplesTest {

  @Test
  void correlationOfASignal() {
    ConvLayer layer = Calls.layer("conv Signal { input 1 x 4; filters 1; kernel 2; }");
    assertArrayEquals(floats(2, 5, 8), Calls.forward(layer, floats(0, 1, 2, 3), floats(1, 2)));
  }

  @Test
  void trueConvolutionOfAStep() {
    ConvLayer layer = Calls.layer("conv Step { input 1 x 6; filters 1; kernel 3; pad full; mode convolution; }");
    float[] y = Calls.forward(layer, floats(0, 0, 1, 1, 0, 0), floats(3, 2, 1));
    assertArrayEquals(floats(0, 0, 3, 5, 3, 1), Arrays.copyOf(y, 6));
    assertArrayEquals(floats(0, 0), Arrays.copyOfRange(y, 6, 8));
  }

  @Test
  void correlationOfASmallPicture() {
    ConvLayer layer = Calls.layer("conv Picture { input 1 x 3 x 3; filters 1; kernel 2; }");
    float[] y = Calls.forward(layer, floats(0, 1, 2, 3, 4, 5, 6, 7, 8), floats(0, 1, 2, 3));
    assertArrayEquals(floats(19, 25, 37, 43), y);
  }

  @Test
  void diagonalKernelOnASymmetricPicture() {
    ConvLayer layer = Calls.layer("conv Diagonal { input 1 x 4 x 4; filters 1; kernel 2; }");
    float[] x = floats(0, 10, 10, 0, 20, 30, 30, 20, 10, 20, 20, 10, 0, 5, 5, 0);
    assertArrayEquals(floats(60, 70, 50, 60, 70, 50, 20, 30, 20), Calls.forward(layer, x, floats(1, 0, 0, 2)));
  }

  @ParameterizedTest
  @CsvSource({"valid, 8", "same, 10", "full, 12"})
  void lengthsOfTheOutput(String padding, int length) {
    ConvLayer layer = Calls.layer("conv Length { input 1 x 10; filters 1; kernel 3; pad " + padding + "; }");
    assertEquals("1 x " + length, layer.info().output().toString());
  }

  @Test
  void dataGradientOfThreeTaps() {
    ConvLayer layer = Calls.layer("conv Taps { input 1 x 4; filters 1; kernel 3; }");
    float d1 = 2;
    float d2 = 3;
    float[] w = floats(5, 7, 11);
    assertArrayEquals(
        floats(d1 * w[0], d1 * w[1] + d2 * w[0], d1 * w[2] + d2 * w[1], d2 * w[2]),
        Calls.backwardData(layer, floats(d1, d2), w));
  }

  @Test
  void matrixOfATwoByTwoKernel() {
    ToeplitzMatrix matrix =
        Convc.compile("matrix.conv", "conv Small { input 1 x 3 x 3; filters 1; kernel 2; }").toeplitz("Small");
    float[][] expected = {
      {1, 2, 0, 3, 4, 0, 0, 0, 0},
      {0, 1, 2, 0, 3, 4, 0, 0, 0},
      {0, 0, 0, 1, 2, 0, 3, 4, 0},
      {0, 0, 0, 0, 1, 2, 0, 3, 4},
    };
    assertArrayEquals(expected, matrix.dense(floats(1, 2, 3, 4)));
    assertEquals(16, matrix.entries());
  }

  @Test
  void firstLayerOfAColourNetwork() {
    ConvLayer layer = Calls.layer("conv Colours { input 3 x 32 x 32; filters 64; kernel 5; }");
    assertEquals("64 x 28 x 28", layer.info().output().toString());
    assertEquals(4_800, layer.info().weightsLength());
  }

  /** A transposed layer is the true convolution of its input with s - 1 zeros between the elements, padded by k - p - 1. */
  @ParameterizedTest
  @CsvSource({"5, 3, 2, 1", "14, 4, 2, 1", "7, 3, 1, 0", "9, 5, 4, 2", "33, 3, 4, 1", "6, 2, 2, 0"})
  void sizeOfTransposedLayers(int i, int k, int s, int p) {
    int o = (i + 2 * p - k) / s + 1;
    ConvLayer down = Calls.layer("conv Down { input 1 x " + i + "; filters 1; kernel " + k + "; stride " + s + "; pad " + p + "; }");
    assertEquals("1 x " + o, down.info().output().toString());
    ConvLayer up = Calls.layer("transposed Up { input 1 x " + o + "; filters 1; kernel " + k + "; stride " + s + "; pad " + p + "; }");
    assertEquals("1 x " + i, up.info().output().toString());
    int zeros = s - 1;
    int spread = o + (o - 1) * zeros;
    int edge = k - p - 1;
    ConvLayer direct = Calls.layer("conv Direct { input 1 x " + spread + "; filters 1; kernel " + k + "; pad " + edge + "; mode convolution; }");
    float[] w = new float[k];
    float[] x = new float[o];
    float[] between = new float[spread];
    for (int j = 0; j < k; j++) {
      w[j] = j + 1;
    }
    for (int j = 0; j < o; j++) {
      x[j] = 3 * j - 4;
      between[j * s] = x[j];
    }
    assertArrayEquals(Calls.forward(direct, between, w), Calls.forward(up, x, w));
  }

  /**
   * Two layers with one kernel, strides s and s', paddings p and p': {@code o' = (i + 2p - k) / (s·s') + (2p' - k + 1) / s' + 1}. For s' =
   * 1/s the second is the transposed layer of the first.
   */
  @ParameterizedTest
  @CsvSource({"17, 3, 2, 1, 2, 1", "33, 5, 2, 2, 2, 2", "16, 1, 3, 0, 1, 0", "29, 5, 4, 2, 2, 2"})
  void sizeAfterTwoStrides(int i, int k, int s, int p, int s2, int p2) {
    ConvLayer first = Calls.layer("conv First { input 1 x " + i + "; filters 1; kernel " + k + "; stride " + s + "; pad " + p + "; }");
    int o = first.info().output().size(1);
    double formula = (i + 2 * p - k) / (double) (s * s2) + (2 * p2 - k + 1) / (double) s2 + 1;
    ConvLayer second =
        Calls.layer("conv Second { input 1 x " + o + "; filters 1; kernel " + k + "; stride " + s2 + "; pad " + p2 + "; }");
    assertEquals("1 x " + (int) formula, second.info().output().toString());
  }

  /** One step of w := w - rate · dE/dw on E = ½(t - o)², o = sigmoid(w·x + b), for which dE/dw = -(t - o)·o·(1 - o)·x. */
  @Test
  void oneStepOfDescentThroughASigmoid() {
    ConvLayer layer = Calls.layer("conv Neuron { input 1 x 2; filters 1; kernel 2; bias; activation sigmoid; type double; }");
    double[] x = {0.5, -1};
    double[] w = {0.8, 0.2};
    double[] b = {0.1};
    double target = 1;
    double rate = 0.5;
    Workspace training = layer.newTrainingWorkspace(1);
    double[] o = new double[1];
    layer.forward(1, x, w, b, o, training);
    double expected = 1 / (1 + Math.exp(-(0.8 * 0.5 - 0.2 + 0.1)));
    assertEquals(expected, o[0], 1e-15);

    double[] dE = {o[0] - target};
    double[] dw = new double[2];
    double[] db = new double[1];
    double[] dx = new double[2];
    layer.backwardWeights(1, x, dE, dw, training);
    layer.backwardBias(1, dE, db, training);
    layer.backwardData(1, dE, w, dx, training);
    double delta = (expected - target) * expected * (1 - expected);
    assertArrayEquals(new double[] {delta * 0.5, delta * -1}, dw, 1e-15);
    assertArrayEquals(new double[] {delta}, db, 1e-15);
    assertArrayEquals(new double[] {delta * 0.8, delta * 0.2}, dx, 1e-15);

    double before = 0.5 * dE[0] * dE[0];
    for (int i = 0; i < 2; i++) {
      w[i] -= rate * dw[i];
    }
    b[0] -= rate * db[0];
    layer.forward(1, x, w, b, o, training);
    assertEquals(before - rate * delta * delta * 2.25, 0.5 * (target - o[0]) * (target - o[0]), 1e-3);
    assertEquals(true, 0.5 * (target - o[0]) * (target - o[0]) < before);
  }

  private static float[] floats(float... values) {
    return values;
  }
}
