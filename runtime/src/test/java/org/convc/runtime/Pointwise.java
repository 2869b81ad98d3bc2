package org.convc.runtime;

import java.util.Random;

/** A 1 x 1 layer written by hand for both types, as a generated class would be, and calls that do not name the type. */
final class Pointwise {

  static final int CHANNELS = 3;
  static final int FILTERS = 4;
  static final int PIXELS = 2 * 5;

  private Pointwise() {}

  static LayerInfo info(ElementType type, boolean bias, Activation activation) {
    return new LayerInfo("Mix", LayerKind.CONVOLUTION, type, Layout.NCHW, 1, Shape.of(CHANNELS, 2, 5),
        Shape.of(FILTERS, 2, 5), Shape.of(FILTERS, CHANNELS, 1, 1), bias, activation);
  }

  static ConvLayer layer(ElementType type, boolean bias, Activation activation) {
    return layer(type, bias, activation, () -> {});
  }

  /** @param inKernel run at the start of every kernel */
  static ConvLayer layer(ElementType type, boolean bias, Activation activation, Runnable inKernel) {
    LayerInfo info = info(type, bias, activation);
    return type == ElementType.FLOAT ? new PointwiseFloat(info, inKernel) : new PointwiseDouble(info, inKernel);
  }

  /** @return a {@code float[]} or {@code double[]} of zeros */
  static Object array(ElementType type, int length) {
    return type == ElementType.FLOAT ? new float[length] : new double[length];
  }

  /** @return numbers of a fixed sequence in -1 to 1 */
  static Object numbers(ElementType type, int length, long seed) {
    double[] values = new Random(seed).doubles(length, -1, 1).toArray();
    return of(type, values);
  }

  static Object of(ElementType type, double... values) {
    if (type == ElementType.DOUBLE) {
      return values;
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  static double[] doubles(Object array) {
    if (array instanceof double[]) {
      return (double[]) array;
    }
    float[] floats = (float[]) array;
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  static void forward(ConvLayer layer, int batch, Object x, Object weights, Object bias, Object y,
      Workspace workspace) {
    if (layer instanceof FloatConvLayer) {
      layer.forward(batch, (float[]) x, (float[]) weights, (float[]) bias, (float[]) y, workspace);
    } else {
      layer.forward(batch, (double[]) x, (double[]) weights, (double[]) bias, (double[]) y, workspace);
    }
  }

  static void backwardData(ConvLayer layer, int batch, Object dy, Object weights, Object dx, Workspace workspace) {
    if (layer instanceof FloatConvLayer) {
      layer.backwardData(batch, (float[]) dy, (float[]) weights, (float[]) dx, workspace);
    } else {
      layer.backwardData(batch, (double[]) dy, (double[]) weights, (double[]) dx, workspace);
    }
  }

  static PackedWeights packWeights(ConvLayer layer, Object weights) {
    return layer instanceof FloatConvLayer
        ? layer.packWeights((float[]) weights)
        : layer.packWeights((double[]) weights);
  }

  static void repackWeights(ConvLayer layer, Object weights, PackedWeights packed) {
    if (layer instanceof FloatConvLayer) {
      layer.repackWeights((float[]) weights, packed);
    } else {
      layer.repackWeights((double[]) weights, packed);
    }
  }

  static void forwardPacked(ConvLayer layer, int batch, Object x, PackedWeights weights, Object bias, Object y,
      Workspace workspace) {
    if (layer instanceof FloatConvLayer) {
      layer.forward(batch, (float[]) x, weights, (float[]) bias, (float[]) y, workspace);
    } else {
      layer.forward(batch, (double[]) x, weights, (double[]) bias, (double[]) y, workspace);
    }
  }

  static void backwardDataPacked(ConvLayer layer, int batch, Object dy, PackedWeights weights, Object dx,
      Workspace workspace) {
    if (layer instanceof FloatConvLayer) {
      layer.backwardData(batch, (float[]) dy, weights, (float[]) dx, workspace);
    } else {
      layer.backwardData(batch, (double[]) dy, weights, (double[]) dx, workspace);
    }
  }

  static void backwardWeights(ConvLayer layer, int batch, Object x, Object dy, Object dWeights, Workspace workspace) {
    if (layer instanceof FloatConvLayer) {
      layer.backwardWeights(batch, (float[]) x, (float[]) dy, (float[]) dWeights, workspace);
    } else {
      layer.backwardWeights(batch, (double[]) x, (double[]) dy, (double[]) dWeights, workspace);
    }
  }

  static void backwardBias(ConvLayer layer, int batch, Object dy, Object dBias, Workspace workspace) {
    if (layer instanceof FloatConvLayer) {
      layer.backwardBias(batch, (float[]) dy, (float[]) dBias, workspace);
    } else {
      layer.backwardBias(batch, (double[]) dy, (double[]) dBias, workspace);
    }
  }
}
