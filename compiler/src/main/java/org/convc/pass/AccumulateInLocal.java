package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import org.convc.ir.Access;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.Stmt;

/**
 * A sum in memory becomes a sum in a local, with the loops over its terms innermost.
 *
 * <pre>
 *   for o, k { y[o] = fma(x[o + k], w[k], y[o]) }
 *   =>
 *   for o { let a = y[o]; for k { a = fma(x[o + k], w[k], a) }; y[o] = a }
 * </pre>
 *
 * <p>The terms of one element keep their order, so the result keeps its bits.
 */
public final class AccumulateInLocal implements Pass {

  /** The local that holds the sum. */
  static final String SUM = "a";

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private static Stmt rewrite(Stmt s) {
    if (!(s instanceof Stmt.For)) {
      return s.mapParts(AccumulateInLocal::rewrite);
    }
    Nest nest = Nest.of(s);
    return nest.store().filter(store -> sumsInto(store.target(), store.value())).map(st -> inLocal(nest, st)).orElse(s);
  }

  private static boolean sumsInto(Access target, Expr value) {
    return Rewrite.contains(value, new Expr.Load(target));
  }

  private static Stmt inLocal(Nest nest, Stmt.Store store) {
    Access target = store.target();
    List<Stmt.For> elements = new ArrayList<>();
    List<Stmt.For> terms = new ArrayList<>();
    nest.loops().forEach(l -> (target.mentions(l.variable()) ? elements : terms).add(l));
    if (terms.isEmpty()) {
      return nest.toStmt();
    }
    boolean conditionsOnTerms =
        nest.conditions().stream().anyMatch(c -> terms.stream().anyMatch(l -> c.value().mentions(l.variable())));
    Expr sum = new Expr.Local(SUM);
    Stmt step = new Stmt.Assign(SUM, Rewrite.replace(store.value(), new Expr.Load(target), sum));
    if (conditionsOnTerms) {
      step = new Stmt.If(nest.conditions(), step);
    }
    Stmt element =
        Stmt.Block.of(
            new Stmt.Let(SUM, new Expr.Load(target)), Nest.wrap(terms, step), new Stmt.Store(target, sum));
    if (!conditionsOnTerms && !nest.conditions().isEmpty()) {
      element = new Stmt.If(nest.conditions(), element);
    }
    return Nest.wrap(elements, element);
  }
}
