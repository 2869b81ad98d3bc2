package org.convc.examples.benchmarks;

/** A layer in convc's own language. */
final class ConvText {

  private ConvText() {}

  /** What the layer is called there: suites name layers more freely than the language does. */
  static String name(LayerSpec layer) {
    return "Layer_" + layer.name().replaceAll("[^A-Za-z0-9_]", "_");
  }

  static String of(LayerSpec s) {
    boolean flat = s.oneDimensional();
    StringBuilder text = new StringBuilder("package bench;\n\n");
    text.append(s.transposed() ? "transposed " : "conv ").append(name(s)).append(" {\n");
    line(text, "input", s.inputChannels() + " x " + sizes(flat, s.inputHeight(), s.inputWidth()));
    line(text, "filters", s.outputChannels());
    line(text, "kernel", sizes(flat, s.kernelHeight(), s.kernelWidth()));
    line(text, "stride", sizes(flat, s.strideHeight(), s.strideWidth()));
    line(text, "dilation", sizes(flat, s.dilationHeight(), s.dilationWidth()));
    line(text, "pad", sizes(flat, s.padHeight(), s.padWidth()));
    if (s.transposed()) {
      line(text, "output_pad", sizes(flat, s.outputPadHeight(), s.outputPadWidth()));
    }
    line(text, "groups", s.groups());
    return text.append("}\n").toString();
  }

  private static void line(StringBuilder text, String property, Object value) {
    text.append("  ").append(property).append(' ').append(value).append(";\n");
  }

  private static String sizes(boolean flat, int height, int width) {
    return flat ? Integer.toString(width) : height + " x " + width;
  }
}
