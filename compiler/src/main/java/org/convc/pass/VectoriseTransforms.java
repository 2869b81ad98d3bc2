package org.convc.pass;

import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * Straight lines of named values, computed for neighbouring channels, are computed for a vector of them at a time.
 *
 * <pre>
 *   for c in 0..16, x { let d0 = p[x, c]; let d2 = p[x + 2, c]; q[x, c] = d2 - d0 }
 *   =>
 *   for c in 0..16 by 8, x { let d0 = p[x, c]'8; let d2 = p[x + 2, c]'8; q[x, c]'8 = d2 - d0 }
 * </pre>
 *
 * <p>Only loops that are a multiple of the lanes, around nothing but loops and such lines, whose results lie side by side.
 */
public final class VectoriseTransforms implements Pass {

  private final LoopVar variable;
  private final int lanes;

  /**
   * @param variable the loop over the channels
   */
  public VectoriseTransforms(LoopVar variable, int lanes) {
    this.variable = variable;
    this.lanes = lanes;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private Stmt rewrite(Stmt s) {
    if (s instanceof Stmt.For loop && loop.variable().equals(variable)) {
      boolean whole = loop.step() == 1 && loop.trips() % lanes == 0;
      return whole && isTransform(loop.body())
          ? new Stmt.For(variable, loop.begin(), loop.end(), lanes, Vectorise.vector(loop.body(), variable, lanes))
          : loop;
    }
    return s.mapParts(this::rewrite);
  }

  private boolean isTransform(Stmt s) {
    if (s instanceof Stmt.For loop) {
      return isTransform(loop.body());
    }
    return s instanceof Stmt.Block block
        && block.statements().get(0) instanceof Stmt.Let
        && block.statements().stream().allMatch(this::isLine);
  }

  private boolean isLine(Stmt s) {
    return s instanceof Stmt.Let let && !(let.value() instanceof Expr.LoadVector)
        || s instanceof Stmt.Store store && Integer.valueOf(1).equals(store.target().offset().terms().get(variable));
  }
}
