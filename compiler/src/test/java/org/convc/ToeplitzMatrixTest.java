package org.convc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.convc.model.Layer;
import org.convc.runtime.Activation;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.ElementType;
import org.convc.testing.Calls;
import org.convc.testing.ConvText;
import org.convc.testing.LayerData;
import org.convc.testing.Layers;
import org.convc.testing.Numbers;
import org.convc.testing.RandomLayers;
import org.junit.jupiter.api.Test;

/** The matrix of a layer does what the layer does, and its transpose what the gradient and the transposed layer do. */
class ToeplitzMatrixTest {

  @Test
  void matrixAndItsTransposeAreTheKernels() {
    long seed = Long.getLong("convc.seed", 20261121L);
    for (int i = 0; i < 60; i++) {
      Layer drawn = RandomLayers.layer(seed, i, 20_000);
      Layer layer = withoutBias(Layers.withType(Layers.withActivation(drawn, Activation.NONE), ElementType.FLOAT));
      String text = ConvText.print(layer);
      LayerData data = LayerData.integers(layer, 1, i);
      float[] x = Numbers.floats(data.x());
      float[] w = Numbers.floats(data.w());
      float[] dy = Numbers.floats(data.dy());
      ConvModule module = Convc.compile("matrix.conv", text);
      ToeplitzMatrix matrix = module.toeplitz(layer.name());
      ConvLayer compiled = module.layer(layer.name());
      String message = "-Dconvc.seed=" + seed + ", layer " + i + "\n" + text;
      assertArrayEquals(times(matrix, w, x), Calls.forward(compiled, x, w), message);
      assertArrayEquals(transposedTimes(matrix, w, dy), Calls.backwardData(compiled, dy, w), message);
    }
  }

  @Test
  void transposeIsTheTransposedLayer() {
    ConvModule module =
        Convc.compile(
            "pair.conv",
            """
            conv Down { input 4 x 9 x 8; filters 6; kernel 3 x 2; stride 2 x 3; pad 1 x 0:1; groups 2; dilation 1 x 2; }
            transposed Up { input 6 x 5 x 3; filters 4; kernel 3 x 2; stride 2 x 3; pad 1 x 0:1; groups 2; dilation 1 x 2; output 9 x 8; }
            """);
    ConvLayer down = module.layer("Down");
    ConvLayer up = module.layer("Up");
    assertEquals(down.info().input(), up.info().output());
    assertEquals(down.info().output(), up.info().input());
    assertEquals(down.info().weights(), up.info().weights());
    float[] w = ascending(down.info().weightsLength());
    float[] y = ascending(down.info().outputLength(1));
    assertArrayEquals(transposedTimes(module.toeplitz("Down"), w, y), Calls.forward(up, y, w));
    float[][] a = module.toeplitz("Down").dense(w);
    float[][] t = module.toeplitz("Up").dense(w);
    for (int row = 0; row < a.length; row++) {
      for (int column = 0; column < a[row].length; column++) {
        assertEquals(a[row][column], t[column][row]);
      }
    }
  }

  @Test
  void denseHasTheEntries() {
    ToeplitzMatrix matrix =
        Convc.compile("m.conv", "conv M { input 2 x 5 x 4; filters 3; kernel 2; pad 1; }").toeplitz("M");
    double[] w = Numbers.doubles(ascending(24));
    double sum = 0;
    for (double[] row : matrix.dense(w)) {
      for (double v : row) {
        sum += v;
      }
    }
    double entries = 0;
    for (int i = 0; i < matrix.entries(); i++) {
      entries += w[matrix.weight(i)];
    }
    assertEquals(entries, sum);
  }

  @Test
  void largeLayersAreRefused() {
    ConvModule module = Convc.compile("m.conv", "conv Large { input 64 x 224 x 224; filters 64; kernel 3; }");
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> module.toeplitz("Large"));
    assertEquals(true, e.getMessage().contains("at most 20000000"), e.getMessage());
    ToeplitzMatrix small = Convc.compile("m.conv", "conv S { input 1 x 4; filters 1; kernel 2; }").toeplitz("S");
    assertThrows(IllegalArgumentException.class, () -> small.dense(new float[3]));
  }

  private static float[] ascending(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = i + 1;
    }
    return values;
  }

  private static Layer withoutBias(Layer l) {
    return new Layer(
        l.name(), l.javaPackage(), l.documentation(), l.origin(), l.kind(), l.type(), l.layout(), l.flipped(), l.groups(),
        l.inputChannels(), l.outputChannels(), l.axes(), false, l.activation(), l.accuracy());
  }

  private static float[] times(ToeplitzMatrix matrix, float[] w, float[] x) {
    float[] y = new float[matrix.rows()];
    for (int i = 0; i < matrix.entries(); i++) {
      y[matrix.row(i)] += w[matrix.weight(i)] * x[matrix.column(i)];
    }
    return y;
  }

  private static float[] transposedTimes(ToeplitzMatrix matrix, float[] w, float[] y) {
    float[] x = new float[matrix.columns()];
    for (int i = 0; i < matrix.entries(); i++) {
      x[matrix.column(i)] += w[matrix.weight(i)] * y[matrix.row(i)];
    }
    return x;
  }
}
