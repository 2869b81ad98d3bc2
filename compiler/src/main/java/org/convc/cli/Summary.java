package org.convc.cli;

import org.convc.runtime.ElementType;
import org.convc.runtime.npy.Tensor;

/** A tensor in one line. */
final class Summary {

  private Summary() {}

  /** For example {@code float 64 x 112 x 112, from -1.5 to 2.25}, and how many numbers are NaN if any are. */
  static String of(Tensor tensor) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    int notNumbers = 0;
    for (int i = 0; i < tensor.length(); i++) {
      double value = tensor.value(i);
      notNumbers += Double.isNaN(value) ? 1 : 0;
      least = value < least ? value : least;
      most = value > most ? value : most;
    }
    String range = notNumbers == tensor.length() ? "" : ", from " + text(tensor, least) + " to " + text(tensor, most);
    return tensor + range + (notNumbers == 0 ? "" : ", " + notNumbers + " NaN");
  }

  private static String text(Tensor tensor, double value) {
    String text = tensor.type() == ElementType.FLOAT ? Float.toString((float) value) : Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
