package org.convc.explain;

import java.util.List;
import org.convc.CompileOptions;
import org.convc.Convc;
import org.convc.ConvModule;

/** Files to explain. */
final class Examples {

  static final String LENET = String.join("\n",
      "package com.example.lenet;",
      "accuracy exact;",
      "",
      "/** First maps: strokes of a digit. */",
      "conv C1 {",
      "  input   1 x 28 x 28;",
      "  filters 6;",
      "  kernel  5;",
      "  pad     same;",
      "  bias;",
      "  activation tanh;",
      "}",
      "",
      "/** Halves the maps, as trained pooling does. */",
      "conv S2 { input 6 x 28 x 28; filters 6; groups 6; kernel 2; stride 2; bias; }",
      "",
      "conv C3 {",
      "  input   6 x 14 x 14;",
      "  filters 16;",
      "  kernel  5;",
      "  bias;",
      "  activation tanh;",
      "}",
      "",
      "transposed Up {",
      "  input   16 x 10 x 10;",
      "  filters 6;",
      "  kernel  4;",
      "  stride  2;",
      "  pad     1;",
      "}",
      "");

  static final String OTHERS = String.join("\n",
      "conv Wave { input 16 x 16000; filters 16; kernel 3; dilation 512; pad causal; }",
      "conv Volume { input 2 x 9 x 10 x 11; filters 4; kernel 3; stride 2 x 1 x 2; pad 1; mode convolution; }",
      "conv Photo { input 3 x 224 x 224; filters 8; kernel 7; stride 2; pad 3; }",
      "");

  private Examples() {}

  /** The same on every machine. */
  static ConvModule plain(String name, String text) {
    return Convc.compile(name, text, CompileOptions.defaults().withTwins(List.of()));
  }
}
