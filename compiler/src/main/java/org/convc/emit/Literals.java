package org.convc.emit;

import java.math.BigDecimal;
import java.math.MathContext;
import org.convc.ir.CompilerDefect;
import org.convc.runtime.ElementType;

/**
 * Numbers as typed Java literals: {@code 0f}, {@code 0.01f}, {@code 1.5d}. The shortest decimal that reads back as the number, which
 * {@link Double#toString(double)} gives only since Java 19, so that every JDK emits the same text.
 */
final class Literals {

  private static final int DIGITS_OF_ANY_DOUBLE = 17;

  /** Below this many digits a number is written without an exponent. */
  private static final int PLAIN_DIGITS = 9;

  private Literals() {}

  static Fragment of(ElementType type, double value) {
    double rounded = type == ElementType.FLOAT ? (float) value : value;
    if (!Double.isFinite(rounded)) {
      throw new CompilerDefect("emission: no literal for a number that is not finite", type.word() + " " + value);
    }
    String sign = rounded < 0 || 1 / rounded < 0 ? "-" : "";
    return Fragment.of("$L$L$L", sign, digits(type, Math.abs(rounded)), type == ElementType.FLOAT ? "f" : "d");
  }

  private static String digits(ElementType type, double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < DIGITS_OF_ANY_DOUBLE; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (readsBack(type, rounded.toString(), value)) {
        return text(rounded);
      }
    }
    return text(exact.round(new MathContext(DIGITS_OF_ANY_DOUBLE)));
  }

  private static boolean readsBack(ElementType type, String text, double value) {
    return type == ElementType.FLOAT ? Float.parseFloat(text) == (float) value : Double.parseDouble(text) == value;
  }

  private static String text(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    int integerDigits = stripped.precision() - stripped.scale();
    boolean plain = Math.abs(integerDigits) <= PLAIN_DIGITS && stripped.scale() <= PLAIN_DIGITS;
    return plain ? stripped.toPlainString() : stripped.toString();
  }
}
