package org.convc.testing;

import org.convc.CompileOptions;
import org.convc.Convc;
import org.convc.runtime.ConvLayer;

/** One call with arrays made for it, as a test or a first example writes it. Batch 1. */
public final class Calls {

  /** The same kernels on every machine: plain arrays, or vectors as wide as {@code -Dconvc.proof.bits} says. */
  public static final CompileOptions SAME_EVERYWHERE =
      CompileOptions.defaults().withVectorBits(Integer.getInteger("convc.proof.bits", 0));

  private Calls() {}

  /** The only layer of a text. */
  public static ConvLayer layer(String text) {
    var module = Convc.compile("example.conv", text);
    return module.layer(module.layerNames().get(0));
  }

  public static float[] forward(ConvLayer layer, float[] x, float[] w) {
    return forward(layer, x, w, null);
  }

  public static float[] forward(ConvLayer layer, float[] x, float[] w, float[] bias) {
    float[] y = Numbers.nan(new float[layer.info().outputLength(1)]);
    layer.forward(1, x, w, bias, y, layer.newWorkspace(1));
    return y;
  }

  public static float[] backwardData(ConvLayer layer, float[] dy, float[] w) {
    float[] dx = Numbers.nan(new float[layer.info().inputLength(1)]);
    layer.backwardData(1, dy, w, dx, layer.newWorkspace(1));
    return dx;
  }

  public static float[] backwardWeights(ConvLayer layer, float[] x, float[] dy) {
    float[] dw = Numbers.nan(new float[layer.info().weightsLength()]);
    layer.backwardWeights(1, x, dy, dw, layer.newWorkspace(1));
    return dw;
  }
}
