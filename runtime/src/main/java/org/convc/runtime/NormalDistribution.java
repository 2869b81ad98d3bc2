package org.convc.runtime;

/**
 * The standard normal distribution, to about three units in the last place: Φ(v) = erfc(-v / √2) / 2 and φ(v) = exp(-v²/2) / √(2π), for
 * gelu. Working in v itself instead of v / √2 keeps the rounding of the quotient out of the exponential.
 *
 * <p>The tail Φ(-t), t >= 0, is exp(-t²/2) * m(t), where m(t) = exp(t²/2) erfc(t / √2) / 2 falls smoothly from 1/2 like 1 / (t √(2π)), so
 * (1 + t) m(t) is expanded in Chebyshev polynomials of (t - k) / (t + k), which maps t >= 0 to [-1, 1]. The form of the expansion is that
 * of M. M. Shepherd and J. G. Laframboise, Chebyshev approximation of (1 + 2x) exp(x²) erfc x in 0 <= x < ∞, Math. Comp. 36 (1981)
 * 249-253; the coefficients were computed from the definition, by interpolation at 80 Chebyshev nodes with 60 digits.
 */
final class NormalDistribution {

  /** Beyond this the tail is 0 in double. */
  private static final double TAIL_VANISHES = 39;

  private static final double ONE_OVER_SQRT_2_PI = 0.39894228040143267794;

  /** k of the expansion: with it the coefficients fall fastest. */
  private static final double MIDDLE = 3.5;

  /** Coefficients of T0, T1, ...; the next one is 2e-18. */
  private static final double[] CHEBYSHEV = {
    0.46771731867783406,
    -0.06337832515540938,
    -0.014556420121564542,
    0.012347639538094809,
    -0.0037058786575806997,
    0.0005177413475424317,
    1.543177054460162e-05,
    -1.642420363107426e-05,
    7.246605646446258e-07,
    5.285434929829385e-07,
    -3.722736675432072e-08,
    -2.077693648267431e-08,
    1.0993631683039614e-09,
    9.509490635380923e-10,
    2.4806737949274606e-12,
    -4.5278172414794005e-11,
    -3.954213933773821e-12,
    1.9487166951726235e-12,
    4.252450115481185e-13,
    -5.562487128856437e-14,
    -3.1490299413903197e-14,
    -1.2541442823237343e-15,
    1.6941174297442796e-15,
    3.5167578126238955e-16,
    -4.629231365791562e-17,
    -3.092450409643027e-17,
    -2.7747385795688855e-18,
  };

  private NormalDistribution() {}

  /** Φ(v): the probability of a value below v. */
  static double cumulative(double v) {
    double t = Math.abs(v);
    double tail = t > TAIL_VANISHES ? 0 : bell(t) * scaledTail(t);
    return v < 0 ? tail : 1 - tail;
  }

  /** φ(v). */
  static double density(double v) {
    double t = Math.abs(v);
    return t > TAIL_VANISHES ? 0 : bell(t) * ONE_OVER_SQRT_2_PI;
  }

  /**
   * exp(-t²/2). The square is taken exactly, as the rounding of t² would show in the result t² times as large: with h the upper 26 bits of
   * t, h² is exact and t² = h² + (t - h)(t + h), as in W. J. Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23
   * (1969) 631-637. The second factor is within 3e-5 of 1, where three terms of the series of exp suffice.
   */
  private static double bell(double t) {
    double h = Double.longBitsToDouble(Double.doubleToRawLongBits(t) & -1L << 27);
    double d = (t - h) * (t + h) / -2;
    return StrictMath.exp(h * h / -2) * (1 + d * (1 + d / 2 * (1 + d / 3)));
  }

  /** m(t), by the recurrence of C. W. Clenshaw, A note on the summation of Chebyshev series, MTAC 9 (1955) 118-120. */
  private static double scaledTail(double t) {
    double s = (t - MIDDLE) / (t + MIDDLE);
    double next = 0;
    double afterNext = 0;
    for (int k = CHEBYSHEV.length - 1; k > 0; k--) {
      double current = 2 * s * next - afterNext + CHEBYSHEV[k];
      afterNext = next;
      next = current;
    }
    return (s * next - afterNext + CHEBYSHEV[0]) / (1 + t);
  }
}
