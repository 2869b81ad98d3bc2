package org.convc.pass;

import java.util.HashSet;
import java.util.Set;
import org.convc.ir.Access;
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
 * <p>Only loops that are a multiple of the lanes, around nothing but loops and such lines, whose results lie side by side. Values that are
 * named outside of the loop are the same in every lane.
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
          ? new Stmt.For(variable, loop.begin(), loop.end(), lanes, Vectorise.vector(spread(loop.body()), variable, lanes))
          : loop;
    }
    return s.mapParts(this::rewrite);
  }

  /** {@code body} with every local that it does not declare in all lanes. */
  private Stmt spread(Stmt body) {
    Set<String> inside = new HashSet<>();
    collect(body, inside);
    return Rewrite.locals(body, local -> inside.contains(local.name()) ? local : new Expr.Broadcast(local, lanes));
  }

  private static void collect(Stmt s, Set<String> declared) {
    if (s instanceof Stmt.Let let) {
      declared.add(let.local());
    }
    s.mapParts(
        part -> {
          collect(part, declared);
          return part;
        });
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
    return s instanceof Stmt.Let let && hasVectorForm(let.value())
        || s instanceof Stmt.Store store && steps(store.target()) == 1 && hasVectorForm(store.value());
  }

  private boolean hasVectorForm(Expr e) {
    boolean[] all = {
      !(e instanceof Expr.LoadVector)
          && !(e instanceof Expr.Load load && load.access().mentions(variable) && steps(load.access()) != 1)
          && !(e instanceof Expr.Activate activate && !Vectorise.suits(activate.activation()))
    };
    e.mapOperands(
        operand -> {
          all[0] &= hasVectorForm(operand);
          return operand;
        });
    return all[0];
  }

  /** How far apart in memory neighbouring values of the variable are. */
  private int steps(Access access) {
    return access.offset().terms().getOrDefault(variable, 0);
  }
}
