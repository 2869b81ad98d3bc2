package org.convc.ir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether different iterations of loops touch different elements. */
public final class Disjoint {

  private Disjoint() {}

  /**
   * Whether no element is touched by two iterations.
   *
   * <p>A subscript {@code c1*v1 + c2*v2 + rest} tells iterations apart as digits do: where {@code |c1|} is at least
   * as large as the range of the rest, and {@code |c2|} as the range of all that.
   *
   * @param touches all accesses to one buffer in the iterations
   */
  public static boolean disjoint(List<Touch> touches, List<Stmt.Header> loops) {
    Set<LoopVar> apart = new HashSet<>();
    for (int i = 0; i < touches.get(0).access().subscripts().size(); i++) {
      apart.addAll(toldApart(touches, i, loops));
    }
    return loops.stream().allMatch(l -> l.trips() == 1 || apart.contains(l.variable()));
  }

  /** The variables whose values a subscript determines. */
  private static List<LoopVar> toldApart(List<Touch> touches, int subscript, List<Stmt.Header> loops) {
    List<LoopVar> variables = loops.stream().map(Stmt.Header::variable).toList();
    Affine first = touches.get(0).access().subscripts().get(subscript);
    Interval rest = null;
    for (Touch touch : touches) {
      Affine value = touch.access().subscripts().get(subscript);
      for (LoopVar variable : variables) {
        if (coefficient(value, variable) != coefficient(first, variable)) {
          return List.of();
        }
      }
      Interval range = touch.rest(subscript, variables);
      rest = rest == null ? range : rest.union(range);
    }
    List<Stmt.Header> digits = new ArrayList<>(loops);
    digits.removeIf(l -> coefficient(first, l.variable()) == 0);
    digits.sort(Comparator.comparingLong(l -> step(first, l)));
    long width = rest.max() - rest.min() + 1;
    for (Stmt.Header digit : digits) {
      if (step(first, digit) < width) {
        return List.of();
      }
      width += step(first, digit) * (digit.trips() - 1);
    }
    return digits.stream().map(Stmt.Header::variable).toList();
  }

  private static int coefficient(Affine value, LoopVar variable) {
    return value.terms().getOrDefault(variable, 0);
  }

  private static long step(Affine value, Stmt.Header loop) {
    return Math.abs((long) coefficient(value, loop.variable())) * loop.step();
  }
}
