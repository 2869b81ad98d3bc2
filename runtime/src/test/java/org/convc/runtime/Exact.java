package org.convc.runtime;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.UnaryOperator;

/**
 * The functions from their definitions, in decimal arithmetic of 360 digits beyond the decimal point: a reference that shares nothing with
 * what it judges.
 */
final class Exact {

  private static final int DIGITS = 360;
  private static final MathContext MC = new MathContext(DIGITS + 20);
  private static final MathContext WIDE = new MathContext(DIGITS + 60);
  private static final BigDecimal END_OF_SERIES = BigDecimal.ONE.movePointLeft(DIGITS + 15);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal THREE = BigDecimal.valueOf(3);
  private static final BigDecimal SIX = BigDecimal.valueOf(6);

  /** Machin: π = 16 arctan(1/5) - 4 arctan(1/239). */
  static final BigDecimal PI =
      BigDecimal.valueOf(16).multiply(arctanOfInverse(5))
          .subtract(BigDecimal.valueOf(4).multiply(arctanOfInverse(239)));

  private Exact() {}

  static BigDecimal apply(Activation activation, BigDecimal v) {
    BigDecimal a = new BigDecimal(activation.a());
    BigDecimal b = new BigDecimal(activation.b());
    switch (activation.function()) {
      case IDENTITY:
        return v;
      case RELU:
        return v.max(BigDecimal.ZERO);
      case LEAKY_RELU:
        return v.signum() >= 0 ? v : a.multiply(v);
      case SIGMOID:
        return sigmoid(v);
      case TANH:
        return BigDecimal.ONE.subtract(TWO.multiply(sigmoid(v.multiply(TWO).negate())));
      case SOFTPLUS:
        return log(BigDecimal.ONE.add(exp(v)));
      case ELU:
        return v.signum() > 0 ? v : a.multiply(exp(v).subtract(BigDecimal.ONE));
      case GELU:
        return v.multiply(cumulative(v));
      case GELU_TANH:
        BigDecimal u = TWO.divide(PI, MC).sqrt(MC).multiply(v.add(new BigDecimal("0.044715").multiply(v.pow(3))));
        return v.multiply(sigmoid(u.multiply(TWO)));
      case SILU:
        return v.multiply(sigmoid(v));
      case HARD_SIGMOID:
        return v.add(THREE).max(BigDecimal.ZERO).min(SIX).divide(SIX, MC);
      case HARD_SWISH:
        return v.multiply(v.add(THREE).max(BigDecimal.ZERO).min(SIX)).divide(SIX, MC);
      case CLIP:
        return v.max(a).min(b);
      default:
        throw new AssertionError(activation);
    }
  }

  /** The central difference with a step of 1e-30, which is exact to more than 40 digits where the function is smooth. */
  static BigDecimal derivative(Activation activation, BigDecimal v) {
    return derivative(z -> apply(activation, z), v);
  }

  private static BigDecimal derivative(UnaryOperator<BigDecimal> function, BigDecimal v) {
    BigDecimal h = BigDecimal.ONE.movePointLeft(30);
    return function.apply(v.add(h)).subtract(function.apply(v.subtract(h))).divide(h.multiply(TWO), MC);
  }

  /** Φ(v) = (1 + erf(v / √2)) / 2, erf from NIST DLMF 7.6.2: erf(x) = 2/√π exp(-x²) Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 ··· (2n + 1)). */
  static BigDecimal cumulative(BigDecimal v) {
    BigDecimal square = v.multiply(v);
    BigDecimal term = v;
    BigDecimal sum = v;
    for (int n = 1; term.abs().compareTo(END_OF_SERIES) > 0 && term.signum() != 0; n++) {
      term = fixed(term.multiply(square).divide(BigDecimal.valueOf(2L * n + 1), MC));
      sum = sum.add(term);
    }
    BigDecimal density = exp(square.negate().divide(TWO)).divide(TWO.multiply(PI).sqrt(MC), MC);
    return fixed(HALF.add(sum.multiply(density)));
  }

  private static BigDecimal sigmoid(BigDecimal v) {
    return BigDecimal.ONE.divide(BigDecimal.ONE.add(exp(v.negate())), MC);
  }

  /** exp(v) = exp(v / 2ᵏ) to the 2ᵏ-th, the inner one by its series. */
  static BigDecimal exp(BigDecimal v) {
    int halvings = Math.max(0, v.abs().toBigInteger().bitLength() + 8);
    BigDecimal small = v.divide(new BigDecimal(BigInteger.ONE.shiftLeft(halvings)), WIDE);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int n = 1; term.abs().compareTo(END_OF_SERIES.movePointLeft(20)) > 0; n++) {
      term = term.multiply(small, WIDE).divide(BigDecimal.valueOf(n), WIDE);
      sum = sum.add(term);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum, WIDE);
    }
    return sum;
  }

  /** Newton's iteration on exp, y += 2 (v - exp(y)) / (v + exp(y)), which triples the digits each time. */
  static BigDecimal log(BigDecimal v) {
    double start = v.compareTo(new BigDecimal("1e300")) < 0 ? StrictMath.log(v.doubleValue()) : 690;
    BigDecimal y = new BigDecimal(start);
    for (int i = 0; i < 6; i++) {
      BigDecimal e = exp(y);
      y = fixed(y.add(TWO.multiply(v.subtract(e)).divide(v.add(e), MC)));
    }
    return y;
  }

  private static BigDecimal arctanOfInverse(long denominator) {
    BigDecimal square = BigDecimal.valueOf(denominator * denominator);
    BigDecimal power = BigDecimal.ONE.divide(BigDecimal.valueOf(denominator), MC);
    BigDecimal sum = power;
    for (int n = 3; power.abs().compareTo(END_OF_SERIES) > 0; n += 2) {
      power = power.divide(square, MC).negate();
      sum = sum.add(power.divide(BigDecimal.valueOf(n), MC));
    }
    return sum;
  }

  /** Rounded to a number of digits after the point, so that sums keep their absolute precision. */
  private static BigDecimal fixed(BigDecimal v) {
    return v.setScale(DIGITS + 15, RoundingMode.HALF_EVEN);
  }
}
