package org.convc.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import org.convc.runtime.npy.Tensor;

/** A tensor in one line. */
final class Summary {

  private static final MathContext DIGITS = new MathContext(6);

  /** From here on with an exponent. */
  private static final double LARGE = 1e9;

  private static final double SMALL = 1e-6;

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
    String range = notNumbers == tensor.length() ? "" : ", from " + text(least) + " to " + text(most);
    return tensor + range + (notNumbers == 0 ? "" : ", " + notNumbers + " NaN");
  }

  /** The same on every release of Java, whose own way to write such numbers has changed. */
  private static String text(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinity" : "-infinity";
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    boolean plain = Math.abs(value) < LARGE && (Math.abs(value) > SMALL || value == 0);
    return plain ? rounded.toPlainString() : rounded.toString();
  }
}
