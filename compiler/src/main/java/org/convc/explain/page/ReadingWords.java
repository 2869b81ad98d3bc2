package org.convc.explain.page;

import java.util.ArrayList;
import java.util.List;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.runtime.LayerKind;

/** In words and formulas, which elements of x an element of y is made of. */
final class ReadingWords {

  private ReadingWords() {}

  static String sum(Layer layer) {
    return layer.kind() == LayerKind.CONVOLUTION
        ? "Element o of y adds up the elements i of x, each times the weight of its tap k. What lies outside x is padding and counts as 0."
        : "Element i of y adds up the elements o of x that reach it, each times the weight of its tap k.";
  }

  /** One line an axis. */
  static List<String> relation(Layer layer) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < layer.rank(); i++) {
      Relation.Axis axis = layer.relation().axes().get(i);
      String pad = axis.padBefore() == 0 ? "" : axis.padBefore() > 0 ? " - " + axis.padBefore() : " + " + -(long) axis.padBefore();
      lines.add(layer.axes().get(i).name() + ": i = " + term("o", axis.stride()) + " + " + term("k", axis.dilation()) + pad
          + ", k from 0 to " + (axis.taps() - 1));
    }
    return lines;
  }

  static String channels(Layer layer) {
    int read = layer.inputChannels() / layer.groups();
    String which = layer.inputChannels() == 1
        ? "the only one of x"
        : layer.groups() == 1 ? "all " + read + " of x" : read + " of the " + layer.inputChannels() + " of x, those of its group";
    return "Each of the " + layer.outputChannels() + " channels of y reads " + which + "."
        + (layer.flipped() ? " The kernel is flipped: tap k takes the weight from its other end." : "");
  }

  private static String term(String variable, int factor) {
    return factor == 1 ? variable : variable + " * " + factor;
  }
}
