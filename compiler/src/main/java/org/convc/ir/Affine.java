package org.convc.ir;

import java.util.Map;

/**
 * An integer expression {@code c1*v1 + c2*v2 + ... + constant}. Terms keep the order in which they were added, for printing; equality
 * does not look at it. No coefficient is 0.
 */
public record Affine(Map<LoopVar, Integer> terms, int constant) {

  public Affine {
    terms = Terms.copyOf(terms);
  }

  public static Affine constant(int value) {
    return new Affine(Terms.NONE, value);
  }

  public static Affine of(LoopVar variable) {
    return new Affine(Terms.of(variable), 0);
  }

  public Affine plus(int value) {
    return value == 0 ? this : new Affine(terms, Math.addExact(constant, value));
  }

  public Affine plus(Affine other) {
    return new Affine(compact().plus(other.compact()), Math.addExact(constant, other.constant));
  }

  public Affine times(int factor) {
    return factor == 0 ? constant(0) : new Affine(compact().times(factor), Math.multiplyExact(constant, factor));
  }

  /** This expression with {@code replacement} for {@code variable}. */
  public Affine substitute(LoopVar variable, Affine replacement) {
    Integer coefficient = terms.get(variable);
    if (coefficient == null) {
      return this;
    }
    Affine before = new Affine(compact().before(variable), constant);
    Affine after = new Affine(compact().after(variable), 0);
    return before.plus(replacement.times(coefficient)).plus(after);
  }

  private Terms compact() {
    return (Terms) terms;
  }

  public boolean mentions(LoopVar variable) {
    return terms.containsKey(variable);
  }

  public boolean isConstant() {
    return terms.isEmpty();
  }

  /** The least and the greatest value while the variables run through {@code ranges}, which names all of them. */
  public Interval interval(Map<LoopVar, Interval> ranges) {
    long min = constant;
    long max = constant;
    for (Map.Entry<LoopVar, Integer> term : terms.entrySet()) {
      Interval scaled = ranges.get(term.getKey()).times(term.getValue());
      min = Math.addExact(min, scaled.min());
      max = Math.addExact(max, scaled.max());
    }
    return new Interval(min, max);
  }

  /** For example {@code 2*oy + ky - 3}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    terms.forEach((v, c) -> append(text, c, (Math.abs(c) == 1 ? "" : Math.abs(c) + "*") + v));
    if (constant != 0 || text.length() == 0) {
      append(text, constant, Integer.toString(Math.abs(constant)));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, int sign, String magnitude) {
    if (text.length() == 0) {
      text.append(sign < 0 ? "-" : "");
    } else {
      text.append(sign < 0 ? " - " : " + ");
    }
    text.append(magnitude);
  }
}
