package org.convc.pass;

import java.util.List;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * The loops over the elements of a result in another order, so that what one tile has read is read again soon.
 *
 * <pre>
 *   for c, o { let a = 0; for k { a = fma(x[o + k], w[c, k], a) }; y[c, o] = a }
 *   =>
 *   for o, c { let a = 0; for k { a = fma(x[o + k], w[c, k], a) }; y[c, o] = a }
 * </pre>
 *
 * <p>Every element is still the same sum, so the result keeps its bits.
 */
public final class OrderElements implements Pass {

  private final List<LoopVar> innermost;

  /**
   * @param innermost the variables that go innermost, the last one last; the others keep their order
   */
  public OrderElements(List<LoopVar> innermost) {
    this.innermost = List.copyOf(innermost);
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private Stmt rewrite(Stmt s) {
    return SumNest.of(s)
        .map(nest -> nest.withElements(Nest.withInnermost(nest.elements(), innermost)).toStmt())
        .orElseGet(() -> s.mapParts(this::rewrite));
  }
}
