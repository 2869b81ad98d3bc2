package org.convc.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.convc.ir.Interval;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * Conditions that the ranges of the loop variables decide.
 *
 * <pre>
 *   for i in 0..4 { if 0 <= i < 9 and 0 <= i + k - 1 < 3 { S } }   =>   for i in 0..4 { if 0 <= i + k - 1 < 3 { S } }
 *   for i in 0..4 { if 0 <= i + 9 < 9 { S } }                      =>   nothing
 * </pre>
 */
public final class DropDecidedConditions implements Pass {

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body(), new HashMap<>()));
  }

  private static Stmt rewrite(Stmt s, Map<LoopVar, Interval> ranges) {
    if (s instanceof Stmt.For) {
      Stmt.For loop = (Stmt.For) s;
      Map<LoopVar, Interval> inner = new HashMap<>(ranges);
      inner.put(loop.variable(), loop.interval());
      Stmt body = rewrite(loop.body(), inner);
      return isEmpty(body) ? body : s.mapParts(part -> body);
    }
    if (s instanceof Stmt.If) {
      return rewrite((Stmt.If) s, ranges);
    }
    return s.mapParts(part -> rewrite(part, ranges));
  }

  private static Stmt rewrite(Stmt.If test, Map<LoopVar, Interval> ranges) {
    List<Stmt.Condition> open = new ArrayList<>();
    for (Stmt.Condition c : test.conditions()) {
      Interval values = c.value().interval(ranges);
      if (values.max() < 0 || values.min() >= c.bound()) {
        return Stmt.Block.of();
      }
      if (!values.within(0, c.bound() - 1L)) {
        open.add(c);
      }
    }
    Stmt body = rewrite(test.body(), ranges);
    return open.isEmpty() || isEmpty(body) ? body : new Stmt.If(open, body);
  }

  private static boolean isEmpty(Stmt s) {
    return s instanceof Stmt.Block && ((Stmt.Block) s).statements().isEmpty();
  }
}
