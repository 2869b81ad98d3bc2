package org.convc.pass;

import java.util.Map;
import org.convc.ir.Affine;
import org.convc.ir.Interval;
import org.convc.ir.LoopVar;

/**
 * The values {@code min, min + step, ..., max} that a subscript takes, or some more.
 *
 * @param step 0 for a single value
 */
record Span(long min, long max, int step) {

  /** What a subscript takes while the variables run through {@code ranges}. */
  static Span of(Affine subscript, Map<LoopVar, Interval> ranges) {
    Interval values = subscript.interval(ranges);
    int step = 0;
    for (Map.Entry<LoopVar, Integer> term : subscript.terms().entrySet()) {
      Interval range = ranges.get(term.getKey());
      step = range.min() == range.max() ? step : gcd(step, term.getValue());
    }
    return new Span(values.min(), values.max(), step);
  }

  /** The one that holds both. */
  Span union(Span other) {
    long least = Math.min(min, other.min);
    int between = gcd(Math.toIntExact(min - least), Math.toIntExact(other.min - least));
    return new Span(least, Math.max(max, other.max), gcd(gcd(step, other.step), between));
  }

  /** The same with all values between. */
  Span dense() {
    return new Span(min, max, 1);
  }

  /** How far values are apart: 1 where there is only one. */
  int pace() {
    return Math.max(1, step);
  }

  /** How many values there are. */
  int count() {
    return Math.toIntExact((max - min) / pace() + 1);
  }

  /** The number, from 0 on, of the value that a subscript takes. */
  Affine number(Affine subscript, Map<LoopVar, Interval> ranges) {
    if (pace() == 1) {
      return subscript.plus(Math.toIntExact(-min));
    }
    long constant = subscript.constant() - min;
    Affine number = Affine.constant(0);
    for (Map.Entry<LoopVar, Integer> term : subscript.terms().entrySet()) {
      Interval range = ranges.get(term.getKey());
      if (range.min() == range.max()) {
        constant += range.min() * term.getValue();
      } else {
        number = number.plus(Affine.of(term.getKey()).times(term.getValue() / pace()));
      }
    }
    return number.plus(Math.toIntExact(constant / pace()));
  }

  private static int gcd(int a, int b) {
    return b == 0 ? Math.abs(a) : gcd(b, a % b);
  }
}
