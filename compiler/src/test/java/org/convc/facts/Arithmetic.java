package org.convc.facts;

/** Evaluates the arithmetic that explanations show, up to the equals sign: sums, products, quotients, brackets and floor. */
final class Arithmetic {

  private final String text;
  private int at;

  private Arithmetic(String text) {
    this.text = text;
  }

  static long value(String shown) {
    Arithmetic arithmetic = new Arithmetic(shown.substring(0, shown.indexOf('=')).replace(" ", ""));
    double value = arithmetic.sum();
    if (arithmetic.at != arithmetic.text.length() || value != Math.rint(value)) {
      throw new AssertionError(shown + ": " + value + " at " + arithmetic.at);
    }
    return (long) value;
  }

  private double sum() {
    double value = product();
    while (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      value += text.charAt(at++) == '+' ? product() : -product();
    }
    return value;
  }

  private double product() {
    double value = factor();
    while (at < text.length() && (text.charAt(at) == '*' || text.charAt(at) == '/')) {
      value = text.charAt(at++) == '*' ? value * factor() : value / factor();
    }
    return value;
  }

  private double factor() {
    if (text.startsWith("floor(", at)) {
      at += "floor".length();
      return Math.floor(factor());
    }
    if (text.charAt(at) == '(') {
      at++;
      double value = sum();
      at++;
      return value;
    }
    int begin = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return Long.parseLong(text.substring(begin, at));
  }
}
