package org.convc.load;

/** A layer written by hand, so that these tests need no emitter. */
final class Sources {

  private Sources() {}

  /** The source of a layer in {@code com.example}; line 12 holds {@code member}. */
  static String layer(String name, String member) {
    return String.join(
        "\n",
        "package com.example;",
        "",
        "import org.convc.runtime.*;",
        "",
        "public final class " + name + " extends FloatConvLayer {",
        "  public " + name + "() {",
        "    super(",
        "        new LayerInfo(\"" + name + "\", LayerKind.CONVOLUTION, ElementType.FLOAT, Layout.NCHW, 1,",
        "            Shape.of(1, 5), Shape.of(2, 5), Shape.of(2, 1, 3), false, Activation.NONE));",
        "  }",
        "",
        "  " + member,
        "",
        "  @Override",
        "  protected void forwardKernel(int batch, float[] x, float[] w, float[] b, float[] y, float[][] scratch) {}",
        "",
        "  @Override",
        "  protected void backwardDataKernel(int batch, float[] dy, float[] w, float[] dx, float[][] scratch) {}",
        "",
        "  @Override",
        "  protected void backwardWeightsKernel(int batch, float[] x, float[] dy, float[] dw, float[][] scratch) {}",
        "",
        "  @Override",
        "  protected void backwardBiasKernel(int batch, float[] dy, float[] db, float[][] scratch) {}",
        "}",
        "");
  }
}
