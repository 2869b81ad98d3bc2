package org.convc.pass;

import org.convc.ir.Affine;
import org.convc.ir.Kernel;
import org.convc.ir.Stmt;

/**
 * Loops that run once.
 *
 * <pre>
 *   for g in 0..1 { S(g) }   =>   S(0)
 * </pre>
 */
public final class DropSingleTrips implements Pass {

  private final boolean later;

  /** All of them. */
  public DropSingleTrips() {
    this(true);
  }

  /**
   * @param later whether to drop loops that do not begin at 0 too: the ends of rows, which share a routine with the rest of the row as
   *     long as they are loops
   */
  public DropSingleTrips(boolean later) {
    this.later = later;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private Stmt rewrite(Stmt s) {
    Stmt inner = s.mapParts(this::rewrite);
    if (inner instanceof Stmt.For && ((Stmt.For) inner).trips() == 1 && (later || ((Stmt.For) inner).begin() == 0)) {
      Stmt.For loop = (Stmt.For) inner;
      return Rewrite.substitute(loop.body(), loop.variable(), Affine.constant(loop.begin()));
    }
    return inner;
  }
}
