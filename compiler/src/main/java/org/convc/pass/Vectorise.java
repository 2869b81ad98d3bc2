package org.convc.pass;

import java.util.List;
import org.convc.ir.Access;
import org.convc.ir.CompilerDefect;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Printer;
import org.convc.ir.Stmt;
import org.convc.runtime.Activation;

/**
 * Neighbouring sums become the lanes of a vector.
 *
 * <pre>
 *   for c in 0..32 { let a = 0; for k { a = fma(x[k], w[k, c], a) }; y[c] = a }
 *   =>
 *   for c in 0..32 by 16 { let a = all(0); for k { a = fma(all(x[k]), w[k, c]'16, a) }; y[c]'16 = a }
 * </pre>
 *
 * <p>Only nests whose loop over the variable is a multiple of the lanes, in which the variable moves what is stored by one element. What is
 * loaded may be moved by a stride.
 */
public final class Vectorise implements Pass {

  private final LoopVar variable;
  private final int lanes;

  public Vectorise(LoopVar variable, int lanes) {
    this.variable = variable;
    this.lanes = lanes;
  }

  /** Whether an activation has a form that works on vectors. */
  public static boolean suits(Activation activation) {
    return activation.function() == Activation.Function.RELU || activation.equals(Activation.NONE);
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private Stmt rewrite(Stmt s) {
    return SumNest.of(s).filter(this::applies).map(this::vectorised).orElseGet(() -> s.mapParts(this::rewrite));
  }

  private boolean applies(SumNest nest) {
    return nest.elements().stream()
        .anyMatch(l -> l.variable().equals(variable) && l.step() == 1 && l.trips() % lanes == 0);
  }

  private Stmt vectorised(SumNest nest) {
    Stmt core = vector(nest.core(), variable, lanes);
    List<Stmt.For> elements =
        nest.elements().stream()
            .map(l -> l.variable().equals(variable) ? new Stmt.For(variable, l.begin(), l.end(), lanes, l.body()) : l)
            .toList();
    return Nest.wrap(elements, core);
  }

  /** {@code s} for as many neighbouring values of {@code variable} as there are lanes. */
  static Stmt vector(Stmt s, LoopVar variable, int lanes) {
    if (s instanceof Stmt.Let) {
      return new Stmt.Let(((Stmt.Let) s).local(), vector(((Stmt.Let) s).value(), variable, lanes));
    }
    if (s instanceof Stmt.Assign) {
      return new Stmt.Assign(((Stmt.Assign) s).local(), vector(((Stmt.Assign) s).value(), variable, lanes));
    }
    if (s instanceof Stmt.Store) {
      Stmt.Store store = (Stmt.Store) s;
      requireNeighbours(store.target(), variable);
      return new Stmt.Store(store.target(), vector(store.value(), variable, lanes));
    }
    return s.mapParts(part -> vector(part, variable, lanes));
  }

  private static Expr vector(Expr e, LoopVar variable, int lanes) {
    if (e instanceof Expr.Literal || e instanceof Expr.Cosine cosine && !cosine.part().mentions(variable)) {
      return new Expr.Broadcast(e, lanes);
    }
    if (e instanceof Expr.Load) {
      Access access = ((Expr.Load) e).access();
      if (!access.mentions(variable)) {
        return new Expr.Broadcast(e, lanes);
      }
      return new Expr.LoadVector(access, lanes, step(access, variable));
    }
    return e.mapOperands(operand -> vector(operand, variable, lanes));
  }

  /** How far apart the elements of neighbouring lanes are along a row. */
  private static int step(Access access, LoopVar variable) {
    Integer step = access.subscripts().get(access.subscripts().size() - 1).terms().get(variable);
    if (step == null || step < 2 || !step.equals(access.offset().terms().get(variable))) {
      requireNeighbours(access, variable);
      return 1;
    }
    return step;
  }

  private static void requireNeighbours(Access access, LoopVar variable) {
    if (!Integer.valueOf(1).equals(access.offset().terms().get(variable))) {
      throw new CompilerDefect(
          "Vectorise: " + variable + " does not step through neighbours in " + access, Printer.print(new Expr.Load(access)));
    }
  }
}
