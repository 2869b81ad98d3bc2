package org.convc.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An access of a statement, seen from outside: the statement's loop variables with their ranges, parameters of
 * routines replaced by what the calls pass.
 *
 * @param width neighbours that are touched
 * @param ranges of the variables that the statement binds around the access
 * @param loops the innermost loops around it whose iterations threads share
 */
public record Touch(
    Access access, int width, boolean written, Map<LoopVar, Interval> ranges, Optional<Stmt.ForParts> loops) {

  /** All accesses of a statement, in the order of the text, those of the routines that it calls among them. */
  public static List<Touch> of(Kernel kernel, Stmt s) {
    List<Touch> touches = new ArrayList<>();
    new Collector(kernel, touches, Map.of(), Map.of(), Optional.empty(), new HashMap<>()).visit(s);
    return touches;
  }

  /**
   * The subscripts along an axis, apart from terms of {@code variables}; a variable from outside of the statement has
   * any value.
   */
  Interval rest(int subscript, List<LoopVar> variables) {
    Affine value = access.subscripts().get(subscript);
    Interval sum = new Interval(value.constant(), value.constant());
    for (Map.Entry<LoopVar, Integer> term : value.terms().entrySet()) {
      if (!variables.contains(term.getKey())) {
        sum = sum.plus(ranges.getOrDefault(term.getKey(), ANY).times(term.getValue()));
      }
    }
    boolean alongVector = width > 1 && access.buffer().stride(subscript) == 1;
    return alongVector ? sum.plus(new Interval(0, width - 1L)) : sum;
  }

  private static final Interval ANY = new Interval(Integer.MIN_VALUE, Integer.MAX_VALUE);

  private record Collector(
      Kernel kernel,
      List<Touch> touches,
      Map<LoopVar, Interval> ranges,
      Map<LoopVar, Affine> parameters,
      Optional<Stmt.ForParts> loops,
      Map<String, Integer> lanes) {

    void visit(Stmt s) {
      if (s instanceof Stmt.Let let) {
        visit(let.value());
        lanes.put(let.local(), let.value().lanes(lanes));
      } else if (s instanceof Stmt.Assign assign) {
        visit(assign.value());
      } else if (s instanceof Stmt.Store store) {
        visit(store.value());
        add(store.target(), store.value().lanes(lanes), true);
      } else if (s instanceof Stmt.Call call) {
        Kernel.Routine routine = kernel.routine(call.routine()).orElseThrow();
        Map<LoopVar, Affine> passed = new HashMap<>();
        for (int i = 0; i < call.arguments().size(); i++) {
          passed.put(routine.parameters().get(i), replaced(call.arguments().get(i)));
        }
        new Collector(kernel, touches, ranges, passed, loops, new HashMap<>()).visit(routine.body());
      } else {
        Collector inner = inner(s);
        s.mapParts(
            part -> {
              inner.visit(part);
              return part;
            });
      }
    }

    private Collector inner(Stmt s) {
      List<LoopVar> bound = s.binds();
      if (bound.isEmpty()) {
        return this;
      }
      Map<LoopVar, Interval> all = new HashMap<>(ranges);
      Map<LoopVar, Affine> outer = parameters;
      if (bound.stream().anyMatch(parameters::containsKey)) {
        outer = new HashMap<>(parameters);
        outer.keySet().removeAll(bound);
      }
      if (s instanceof Stmt.For loop) {
        all.put(loop.variable(), loop.interval());
      } else if (s instanceof Stmt.ForParts parts) {
        parts.loops().forEach(l -> all.put(l.variable(), l.interval()));
        return new Collector(kernel, touches, all, outer, Optional.of(parts), lanes);
      } else {
        bound.forEach(all::remove);
      }
      return new Collector(kernel, touches, all, outer, loops, lanes);
    }

    private void visit(Expr e) {
      if (e instanceof Expr.Load load) {
        add(load.access(), 0, false);
      } else if (e instanceof Expr.LoadVector load) {
        add(load.access(), load.span(), false);
      }
      e.mapOperands(
          operand -> {
            visit(operand);
            return operand;
          });
    }

    private void add(Access access, int lanesOfValue, boolean written) {
      Access seen = parameters.isEmpty() ? access : access.map(this::replaced);
      touches.add(new Touch(seen, Math.max(1, lanesOfValue), written, ranges, loops));
    }

    private Affine replaced(Affine value) {
      Affine sum = Affine.constant(value.constant());
      for (Map.Entry<LoopVar, Integer> term : value.terms().entrySet()) {
        sum = sum.plus(parameters.getOrDefault(term.getKey(), Affine.of(term.getKey())).times(term.getValue()));
      }
      return sum;
    }
  }
}
