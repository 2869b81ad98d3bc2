package org.convc.runtime.npy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;

/**
 * How a file writes a number.
 *
 * @param kind a letter of NumPy: {@code f} for binary floating point, {@code i} and {@code u} for integers with and without a sign,
 *     {@code b} for booleans
 * @param size in bytes
 */
record NumberType(char kind, int size, ByteOrder order) {

  static final NumberType FLOAT = new NumberType('f', Float.BYTES, ByteOrder.LITTLE_ENDIAN);
  static final NumberType DOUBLE = new NumberType('f', Double.BYTES, ByteOrder.LITTLE_ENDIAN);

  private static final Map<Character, String> SIZES = Map.of('f', "248", 'i', "1248", 'u', "1248", 'b', "1");

  private static final Map<Character, String> OTHERS = Map.of(
      'c', "complex numbers", 'O', "Python objects", 'S', "bytes", 'U', "text", 'V', "raw memory", 'M', "dates", 'm', "times");

  private static final int FLOAT_DIGITS = 24;
  private static final int DOUBLE_DIGITS = 53;

  /** From NumPy's text, such as {@code <f4}; empty where that is not a number that fits into a float or double. */
  static Optional<NumberType> of(String text) {
    if (text.length() != 3 || SIZES.getOrDefault(text.charAt(1), "").indexOf(text.charAt(2)) < 0) {
      return Optional.empty();
    }
    int size = text.charAt(2) - '0';
    char order = text.charAt(0);
    // One byte has no order, and NumPy says so; more bytes always have one.
    if (size == 1 ? order != '|' : order != '<' && order != '>') {
      return Optional.empty();
    }
    return Optional.of(new NumberType(text.charAt(1), size, order == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN));
  }

  /** What is not read, in words. */
  static String unknown(String text) {
    String words = text.length() > 1 ? OTHERS.get(text.charAt(1)) : null;
    return "type '" + text + "'" + (words == null ? "" : ", " + words) + ": read are f2, f4, f8, i1 to i8, u1 to u8 and b1";
  }

  /** NumPy's text, such as {@code <f4}. */
  String text() {
    return (size == 1 ? "|" : order == ByteOrder.BIG_ENDIAN ? ">" : "<") + kind + size;
  }

  /**
   * Floating-point numbers are rounded to the nearest float; integers are taken as they are.
   *
   * @throws ArithmeticException if an integer is not a float, or a finite number is beyond the largest one
   */
  float nextFloat(ByteBuffer from) {
    if (kind != 'f') {
      return (float) exact(nextInteger(from), FLOAT_DIGITS);
    }
    if (size == Float.BYTES) {
      return from.getFloat();
    }
    double value = nextReal(from);
    float rounded = (float) value;
    if (Float.isInfinite(rounded) && !Double.isInfinite(value)) {
      throw new ArithmeticException(value + " is beyond the largest float");
    }
    return rounded;
  }

  /**
   * @throws ArithmeticException if an integer is not a double
   */
  double nextDouble(ByteBuffer from) {
    return kind == 'f' ? nextReal(from) : exact(nextInteger(from), DOUBLE_DIGITS);
  }

  private double nextReal(ByteBuffer from) {
    switch (size) {
      case Double.BYTES:
        return from.getDouble();
      case Float.BYTES:
        return from.getFloat();
      default:
        return half(from.getShort());
    }
  }

  private long nextInteger(ByteBuffer from) {
    boolean signed = kind == 'i';
    switch (size) {
      case Byte.BYTES:
        byte small = from.get();
        if (kind == 'b' && small >> 1 != 0) {
          throw new ArithmeticException("a boolean of " + (small & 0xff));
        }
        return signed ? small : small & 0xff;
      case Short.BYTES:
        return signed ? from.getShort() : from.getShort() & 0xffff;
      case Integer.BYTES:
        return signed ? from.getInt() : from.getInt() & 0xffff_ffffL;
      default:
        long large = from.getLong();
        if (!signed && large < 0) {
          throw new ArithmeticException(Long.toUnsignedString(large) + " is beyond the integers that are read");
        }
        return large;
    }
  }

  private static double exact(long value, int digits) {
    int used = Long.SIZE - Long.numberOfLeadingZeros(Math.abs(value)) - Long.numberOfTrailingZeros(value);
    if (used > digits) {
      throw new ArithmeticException("the integer " + value + " is not a " + (digits == FLOAT_DIGITS ? "float" : "double"));
    }
    return value;
  }

  /** IEEE 754 binary16: 1 bit of sign, 5 of exponent with bias 15, 10 of fraction. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude;
    if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((double) fraction, -24);
    } else {
      magnitude = Math.scalb((double) (fraction | 0x400), exponent - 25);
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}
