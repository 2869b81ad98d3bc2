package org.convc.pass;

import java.util.List;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * The loops over the terms of a sum in another order. Changes the order of additions, and so the last bits of sums that round.
 *
 * <pre>
 *   for c, k { a = fma(x[c, o + k], w[c, k], a) }   =>   for k, c { a = fma(x[c, o + k], w[c, k], a) }
 * </pre>
 */
public final class OrderTerms implements Pass {

  private final List<LoopVar> innermost;

  /**
   * @param innermost the variables that go innermost, the last one last; the others keep their order
   */
  public OrderTerms(List<LoopVar> innermost) {
    this.innermost = List.copyOf(innermost);
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private Stmt rewrite(Stmt s) {
    return SumNest.of(s)
        .map(nest -> nest.withTerms(Nest.withInnermost(nest.terms(), innermost)).toStmt())
        .orElseGet(() -> s.mapParts(this::rewrite));
  }
}
