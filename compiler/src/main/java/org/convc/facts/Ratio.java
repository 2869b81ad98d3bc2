package org.convc.facts;

import java.math.BigInteger;

/** A positive fraction in lowest terms: how far apart in one tensor the neighbours of another look. */
public record Ratio(BigInteger numerator, BigInteger denominator) {

  public static final Ratio ONE = new Ratio(BigInteger.ONE, BigInteger.ONE);

  public Ratio {
    BigInteger divisor = numerator.gcd(denominator);
    numerator = numerator.divide(divisor);
    denominator = denominator.divide(divisor);
  }

  Ratio times(long factor) {
    return new Ratio(numerator.multiply(BigInteger.valueOf(factor)), denominator);
  }

  Ratio dividedBy(long divisor) {
    return new Ratio(numerator, denominator.multiply(BigInteger.valueOf(divisor)));
  }

  /** {@code 4}, or {@code 1/2}. */
  @Override
  public String toString() {
    return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
  }
}
