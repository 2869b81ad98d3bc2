package org.convc.pass;

import java.util.List;
import java.util.Optional;
import org.convc.ir.Expr;
import org.convc.ir.Stmt;

/**
 * A nest that computes one sum of products an element, as {@link AccumulateInLocal} leaves it:
 *
 * <pre>  for elements { let sum = start; for terms { sum = fma(a, b, sum) }; target = finish(sum) }</pre>
 *
 * @param elements the loops over the elements, outermost first
 * @param terms the loops over the terms of a sum, outermost first
 */
record SumNest(List<Stmt.For> elements, Stmt.Let start, List<Stmt.For> terms, Stmt.Assign step, Stmt.Store end) {

  /** {@code s} seen so, if it is such a nest and no condition is left in it. */
  static Optional<SumNest> of(Stmt s) {
    Nest outer = Nest.of(s);
    if (!outer.conditions().isEmpty() || !(outer.core() instanceof Stmt.Block)) {
      return Optional.empty();
    }
    List<Stmt> parts = ((Stmt.Block) outer.core()).statements();
    if (parts.size() != 3 || !(parts.get(0) instanceof Stmt.Let) || !(parts.get(2) instanceof Stmt.Store)) {
      return Optional.empty();
    }
    Nest inner = Nest.of(parts.get(1));
    boolean product = inner.core() instanceof Stmt.Assign && ((Stmt.Assign) inner.core()).value() instanceof Expr.Fma;
    if (!product || !inner.conditions().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SumNest(
            outer.loops(), (Stmt.Let) parts.get(0), inner.loops(), (Stmt.Assign) inner.core(), (Stmt.Store) parts.get(2)));
  }

  Expr.Fma product() {
    return (Expr.Fma) step.value();
  }

  /** Whether the sum adds to what is there already. */
  boolean goesOn() {
    return !(start.value() instanceof Expr.Literal);
  }

  /** The statements within the loops over the elements. */
  Stmt.Block core() {
    return Stmt.Block.of(start, Nest.wrap(terms, step), end);
  }

  Stmt toStmt() {
    return Nest.wrap(elements, core());
  }

  SumNest withElements(List<Stmt.For> newElements) {
    return new SumNest(newElements, start, terms, step, end);
  }

  SumNest withTerms(List<Stmt.For> newTerms) {
    return new SumNest(elements, start, newTerms, step, end);
  }
}
