package org.convc.ir;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An integer expression {@code c1*v1 + c2*v2 + ... + constant}. Terms keep the order in which they were added, for printing; equality
 * does not look at it. No coefficient is 0.
 */
public record Affine(Map<LoopVar, Integer> terms, int constant) {

  public Affine {
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    if (terms.containsValue(0)) {
      throw new IllegalArgumentException("zero coefficient in " + terms);
    }
  }

  public static Affine constant(int value) {
    return new Affine(Map.of(), value);
  }

  public static Affine of(LoopVar variable) {
    return new Affine(Map.of(variable, 1), 0);
  }

  public Affine plus(int value) {
    return new Affine(terms, Math.addExact(constant, value));
  }

  public Affine plus(Affine other) {
    Map<LoopVar, Integer> sum = new LinkedHashMap<>(terms);
    other.terms.forEach((v, c) -> sum.merge(v, c, (a, b) -> a + b == 0 ? null : Integer.valueOf(Math.addExact(a, b))));
    return new Affine(sum, Math.addExact(constant, other.constant));
  }

  public Affine times(int factor) {
    if (factor == 0) {
      return constant(0);
    }
    Map<LoopVar, Integer> product = new LinkedHashMap<>();
    terms.forEach((v, c) -> product.put(v, Math.multiplyExact(c, factor)));
    return new Affine(product, Math.multiplyExact(constant, factor));
  }

  /** This expression with {@code replacement} for {@code variable}. */
  public Affine substitute(LoopVar variable, Affine replacement) {
    Integer coefficient = terms.get(variable);
    if (coefficient == null) {
      return this;
    }
    Affine result = constant(constant);
    for (Map.Entry<LoopVar, Integer> term : terms.entrySet()) {
      Affine factor = term.getKey().equals(variable) ? replacement : of(term.getKey());
      result = result.plus(factor.times(term.getValue()));
    }
    return result;
  }

  public boolean mentions(LoopVar variable) {
    return terms.containsKey(variable);
  }

  public boolean isConstant() {
    return terms.isEmpty();
  }

  /** The least and the greatest value while the variables run through {@code ranges}, which names all of them. */
  public Interval interval(Map<LoopVar, Interval> ranges) {
    Interval sum = new Interval(constant, constant);
    for (Map.Entry<LoopVar, Integer> term : terms.entrySet()) {
      sum = sum.plus(ranges.get(term.getKey()).times(term.getValue()));
    }
    return sum;
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
