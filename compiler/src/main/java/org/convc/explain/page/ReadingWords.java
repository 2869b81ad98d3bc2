package org.convc.explain.page;

import java.util.ArrayList;
import java.util.List;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.runtime.LayerKind;

/** In words and a formula, which elements of x an element of y is made of. */
final class ReadingWords {

  private ReadingWords() {}

  static String of(Layer layer) {
    boolean convolution = layer.kind() == LayerKind.CONVOLUTION;
    List<String> axes = new ArrayList<>();
    for (int i = 0; i < layer.rank(); i++) {
      Relation.Axis axis = layer.relation().axes().get(i);
      String right = term("o", axis.stride()) + " + " + term("k", axis.dilation())
          + (axis.padBefore() == 0 ? "" : axis.padBefore() > 0 ? " - " + axis.padBefore() : " + " + -(long) axis.padBefore());
      axes.add(layer.axes().get(i).name() + ": i = " + right + " for taps k from 0 to " + (axis.taps() - 1));
    }
    return (convolution
            ? "Element o of y adds up the elements i of x, each times the weight of its tap k; what lies outside x is padding and counts as 0. "
            : "Element i of y adds up those elements o of x that reach it, each times the weight of its tap k. ")
        + String.join("; ", axes) + ". Channels: each of the " + layer.outputChannels() + " of y reads "
        + (layer.groups() == 1 ? "all " + layer.inputChannels() : layer.inputChannels() / layer.groups() + " of the " + layer.inputChannels())
        + " of x" + (layer.groups() == 1 ? "." : ", those of its own group.")
        + (layer.flipped() ? " Tap k takes the weight from the other end of the kernel." : "");
  }

  private static String term(String variable, int factor) {
    return factor == 1 ? variable : variable + " * " + factor;
  }
}
