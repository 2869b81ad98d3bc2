package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.convc.ir.Affine;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * Short loops within a sum written out, innermost first, as long as the text stays within a budget.
 *
 * <pre>
 *   for k in 0..3 { a = fma(x[o + k], w[k], a) }
 *   =>
 *   a = fma(x[o], w[0], a); a = fma(x[o + 1], w[1], a); a = fma(x[o + 2], w[2], a)
 * </pre>
 */
public final class UnrollTaps implements Pass {

  private final Set<LoopVar> variables;
  private final int mostSteps;

  /**
   * @param variables the loops that may be unrolled
   * @param mostSteps most assignments that the unrolled text may have
   */
  public UnrollTaps(Set<LoopVar> variables, int mostSteps) {
    this.variables = Set.copyOf(variables);
    this.mostSteps = mostSteps;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private Stmt rewrite(Stmt s) {
    Stmt inner = s.mapParts(this::rewrite);
    if (!(inner instanceof Stmt.For)) {
      return inner;
    }
    Stmt.For loop = (Stmt.For) inner;
    List<Stmt> steps = loop.body() instanceof Stmt.Block ? ((Stmt.Block) loop.body()).statements() : List.of(loop.body());
    boolean straight = steps.stream().allMatch(step -> step instanceof Stmt.Assign);
    if (!variables.contains(loop.variable()) || !straight || (long) steps.size() * loop.trips() > mostSteps) {
      return inner;
    }
    List<Stmt> unrolled = new ArrayList<>();
    for (int value = loop.begin(); value < loop.end(); value += loop.step()) {
      for (Stmt step : steps) {
        unrolled.add(Rewrite.substitute(step, loop.variable(), Affine.constant(value)));
      }
    }
    return new Stmt.Block(unrolled);
  }
}
