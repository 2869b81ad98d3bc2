package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.ir.Access;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.Stmt;

/**
 * What a loop loads anew in every step though it is always the same is loaded once before it. HotSpot does not do this by itself where
 * the loop also stores: two arrays of one type might be the same one.
 *
 * <pre>
 *   for o { let v = w[c]; ...; y[o] = ... }   =>   let v = w[c]; for o { ...; y[o] = ... }
 * </pre>
 *
 * <p>Only loads of arguments, which are never written, and only as many as fit into registers.
 */
public final class HoistLoads implements Pass {

  private final int most;

  /**
   * @param most the most values that a loop may keep for itself
   */
  public HoistLoads(int most) {
    this.most = most;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private Stmt rewrite(Stmt s) {
    Stmt inner = s.mapParts(this::rewrite);
    if (!(inner instanceof Stmt.For) || !(((Stmt.For) inner).body() instanceof Stmt.Block)) {
      return inner;
    }
    Stmt.For loop = (Stmt.For) inner;
    List<Stmt> hoisted = new ArrayList<>();
    List<Stmt> kept = new ArrayList<>();
    for (Stmt part : ((Stmt.Block) loop.body()).statements()) {
      (isInvariant(part, loop) ? hoisted : kept).add(part);
    }
    if (hoisted.isEmpty() || hoisted.size() > most || kept.isEmpty()) {
      return inner;
    }
    hoisted.add(new Stmt.For(loop.variable(), loop.begin(), loop.end(), loop.step(), new Stmt.Block(kept)));
    return new Stmt.Block(hoisted);
  }

  private static boolean isInvariant(Stmt s, Stmt.For loop) {
    return s instanceof Stmt.Let
        && loaded(((Stmt.Let) s).value())
            .filter(a -> a.buffer().role() == Buffer.Role.INPUT && !a.mentions(loop.variable()))
            .isPresent();
  }

  private static Optional<Access> loaded(Expr e) {
    if (e instanceof Expr.Broadcast) {
      return loaded(((Expr.Broadcast) e).scalar());
    }
    if (e instanceof Expr.Load) {
      return Optional.of(((Expr.Load) e).access());
    }
    return e instanceof Expr.LoadVector ? Optional.of(((Expr.LoadVector) e).access()) : Optional.empty();
  }
}
