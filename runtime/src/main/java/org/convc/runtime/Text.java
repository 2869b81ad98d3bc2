package org.convc.runtime;

import java.math.BigDecimal;
import java.math.MathContext;

/** Wording of numbers in messages. */
final class Text {

  private static final int DIGITS_OF_ANY_DOUBLE = 17;

  private Text() {}

  /** {@code 1 item}, {@code 2 items}. */
  static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /**
   * The shortest decimal that reads back as the number: {@code 6}, {@code 0.01}, {@code 1E-7}. Unlike {@link Double#toString(double)},
   * which became shortest with Java 19, it is the same text on every JDK.
   */
  static String number(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < DIGITS_OF_ANY_DOUBLE; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.doubleValue() == value) {
        return plain(rounded);
      }
    }
    return plain(exact.round(new MathContext(DIGITS_OF_ANY_DOUBLE)));
  }

  /** Without an exponent where that is short. */
  private static String plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    boolean large = stripped.precision() - stripped.scale() > DIGITS_OF_ANY_DOUBLE;
    boolean small = stripped.scale() > DIGITS_OF_ANY_DOUBLE;
    return large || small ? stripped.toString() : stripped.toPlainString();
  }
}
