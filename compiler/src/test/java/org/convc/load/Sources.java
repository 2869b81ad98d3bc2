package org.convc.load;

/** A layer written by hand, so that these tests need no emitter. */
final class Sources {

  private Sources() {}

  /** The source of a layer in {@code com.example}; line 12 holds {@code member}. */
  static String layer(String name, String member) {
    return layer(name, member, "");
  }

  /** With a member of the class of the kernels, too. */
  static String layer(String name, String member, String nested) {
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
        "            Shape.of(1, 5), Shape.of(2, 5), Shape.of(2, 1, 3), false, Activation.NONE), new Plain());",
        "  }",
        "",
        "  " + member,
        "",
        "  static final class Plain extends FloatKernels {",
        "  Plain() {",
        "    super(0, KernelMemory.none().readsWeights());",
        "  }",
        "",
        "  " + nested,
        "",
        "  @Override",
        "  protected void forwardKernel(int batch, float[] x, float[] w, float[] b, float[] y, float[][] packed,",
        "      float[][] scratch, Team team) {}",
        "",
        "  @Override",
        "  protected void backwardDataKernel(int batch, float[] dy, float[] w, float[] dx, float[][] packed,",
        "      float[][] scratch, Team team) {}",
        "",
        "  @Override",
        "  protected void backwardWeightsKernel(int batch, float[] x, float[] dy, float[] dw, float[][] scratch, Team team) {}",
        "",
        "  @Override",
        "  protected void backwardBiasKernel(int batch, float[] dy, float[] db, float[][] scratch, Team team) {}",
        "  }",
        "}",
        "");
  }
}
