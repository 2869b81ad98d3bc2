package org.convc.document;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.runtime.LayerKind;

/**
 * Drawings of which elements are tied to which, in letters.
 *
 * <pre>
 *       .  x0 x1 x2 x3 .
 *   y0  w0 w1 w2
 *   y1        w0 w1 w2
 * </pre>
 */
final class WindowPicture {

  private static final int CELL = 3;
  private static final int FIRST_CELL = 6;

  private WindowPicture() {}

  /** The only axis of a layer: a line a window, the weight below the element that it multiplies; points are padding, or are cropped. */
  static String ofAxis(Layer layer) {
    Relation.Axis axis = layer.relation().axes().get(0);
    boolean convolution = layer.kind() == LayerKind.CONVOLUTION;
    String position = convolution ? "x" : "y";
    String window = convolution ? "y" : "x";
    int first = -Math.max(0, axis.padBefore());
    int last = (int) Math.max(axis.positions() - 1, axis.position(axis.windows() - 1, axis.taps() - 1));
    StringBuilder picture = new StringBuilder();
    String head = IntStream.rangeClosed(first, last)
        .mapToObj(i -> cell(i < 0 || i >= axis.positions() ? "." : position + i))
        .collect(Collectors.joining());
    line(picture, "", head);
    for (int o = 0; o < axis.windows(); o++) {
      char[] taps = " ".repeat(head.length()).toCharArray();
      for (int k = 0; k < axis.taps(); k++) {
        int column = ((int) axis.position(o, k) - first) * CELL;
        String weight = "w" + axis.weight(k);
        if (column >= 0) {
          weight.getChars(0, weight.length(), taps, column);
        }
      }
      line(picture, window + o, new String(taps));
    }
    return picture.toString();
  }

  /** A line an output channel, a star below each input channel that it is made of. */
  static String ofGroups(Layer layer) {
    int inputs = layer.inputChannels() / layer.groups();
    int outputs = layer.outputChannels() / layer.groups();
    StringBuilder picture = new StringBuilder();
    line(picture, "", IntStream.range(0, layer.inputChannels()).mapToObj(i -> cell("x" + i)).collect(Collectors.joining()));
    for (int o = 0; o < layer.outputChannels(); o++) {
      int group = o / outputs;
      line(picture, "y" + o, " ".repeat(CELL * group * inputs) + cell("*").repeat(inputs));
    }
    return picture.toString();
  }

  private static String cell(String text) {
    return text + " ".repeat(Math.max(1, CELL - text.length()));
  }

  private static void line(StringBuilder picture, String head, String cells) {
    picture.append(("  " + head + " ".repeat(FIRST_CELL - 2 - head.length()) + cells).stripTrailing()).append('\n');
  }
}
