package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import org.convc.ir.Affine;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * A loop over terms becomes two, the inner one short enough to be written out.
 *
 * <pre>
 *   for o in 0..12 { a = fma(x[o], w, a) }   =>   (by 4)   for ob in 0..3, oi in 0..4 { a = fma(x[4*ob + oi], w, a) }
 * </pre>
 */
public final class SplitTerms implements Pass {

  private final LoopVar variable;
  private final int inner;

  /**
   * @param inner trips of the inner loop; a loop of which it is no divisor stays as it is
   */
  public SplitTerms(LoopVar variable, int inner) {
    this.variable = variable;
    this.inner = inner;
  }

  /** The variable of the inner loop. */
  public static LoopVar innerOf(LoopVar variable) {
    return new LoopVar(variable.name() + "i");
  }

  /** The variable of the outer loop. */
  public static LoopVar outerOf(LoopVar variable) {
    return new LoopVar(variable.name() + "b");
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private Stmt rewrite(Stmt s) {
    return SumNest.of(s)
        .filter(nest -> nest.terms().stream().anyMatch(this::isSplit))
        .map(this::split)
        .orElseGet(() -> s.mapParts(this::rewrite));
  }

  private boolean isSplit(Stmt.For loop) {
    return loop.variable().equals(variable) && loop.begin() == 0 && loop.step() == 1 && loop.trips() % inner == 0;
  }

  private Stmt split(SumNest nest) {
    LoopVar outerVariable = outerOf(variable);
    Affine value = Affine.of(outerVariable).times(inner).plus(Affine.of(innerOf(variable)));
    Stmt.Assign step = (Stmt.Assign) Rewrite.substitute(nest.step(), variable, value);
    List<Stmt.For> terms = new ArrayList<>();
    for (Stmt.For loop : nest.terms()) {
      if (isSplit(loop)) {
        terms.add(Stmt.For.of(outerVariable, loop.trips() / inner, loop.body()));
      } else {
        terms.add(loop);
      }
    }
    terms.add(Stmt.For.of(innerOf(variable), inner, nest.step()));
    return new SumNest(nest.elements(), nest.start(), terms, step, nest.end()).toStmt();
  }
}
