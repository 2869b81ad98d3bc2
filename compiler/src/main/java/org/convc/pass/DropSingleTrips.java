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

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private static Stmt rewrite(Stmt s) {
    Stmt inner = s.mapParts(DropSingleTrips::rewrite);
    if (inner instanceof Stmt.For && ((Stmt.For) inner).trips() == 1) {
      Stmt.For loop = (Stmt.For) inner;
      return Rewrite.substitute(loop.body(), loop.variable(), Affine.constant(loop.begin()));
    }
    return inner;
  }
}
