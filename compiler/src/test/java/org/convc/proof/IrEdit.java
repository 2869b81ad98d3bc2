package org.convc.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/** Changes to a kernel, right or wrong: nothing is verified. */
final class IrEdit {

  private IrEdit() {}

  /** Every statement, parts first, in the routines, in the packing and in the body. */
  static Kernel statements(Kernel kernel, UnaryOperator<Stmt> f) {
    List<Kernel.Routine> routines = new ArrayList<>();
    for (Kernel.Routine r : kernel.routines()) {
      routines.add(new Kernel.Routine(r.name(), r.purpose(), r.parameters(), statement(r.body(), f)));
    }
    return kernel
        .withRoutines(routines)
        .withPacking(kernel.packed(), statement(kernel.packing(), f))
        .withBody(statement(kernel.body(), f));
  }

  /** Every expression, operands first. */
  static Kernel expressions(Kernel kernel, UnaryOperator<Expr> f) {
    return statements(
        kernel,
        s -> {
          if (s instanceof Stmt.Let let) {
            return new Stmt.Let(let.local(), expression(let.value(), f));
          }
          if (s instanceof Stmt.Assign assign) {
            return new Stmt.Assign(assign.local(), expression(assign.value(), f));
          }
          return s instanceof Stmt.Store store ? new Stmt.Store(store.target(), expression(store.value(), f)) : s;
        });
  }

  /** Every load of some buffers. */
  static Kernel loads(Kernel kernel, Predicate<Buffer> which, UnaryOperator<Access> f) {
    return expressions(
        kernel,
        e -> e instanceof Expr.Load load && which.test(load.access().buffer()) ? new Expr.Load(f.apply(load.access())) : e);
  }

  /** The first statement that {@code f} changes, and no other. */
  static Kernel first(Kernel kernel, UnaryOperator<Stmt> f) {
    boolean[] done = {false};
    return statements(
        kernel,
        s -> {
          Stmt changed = done[0] ? s : f.apply(s);
          done[0] |= !changed.equals(s);
          return changed;
        });
  }

  /** One subscript of an access, counted from the last one. */
  static Access subscript(Access access, int fromLast, BiFunction<Affine, Integer, Affine> f) {
    int i = access.subscripts().size() - 1 - fromLast;
    int extent = access.buffer().axes().get(i - (access.buffer().batched() ? 1 : 0)).extent();
    List<Affine> subscripts = new ArrayList<>(access.subscripts());
    subscripts.set(i, f.apply(subscripts.get(i), extent));
    return new Access(access.buffer(), subscripts);
  }

  /** Without its term in one variable. */
  static Affine without(Affine affine, String variable) {
    return affine.substitute(new LoopVar(variable), Affine.constant(0));
  }

  private static Stmt statement(Stmt s, UnaryOperator<Stmt> f) {
    return f.apply(s.mapParts(part -> statement(part, f)));
  }

  private static Expr expression(Expr e, UnaryOperator<Expr> f) {
    return f.apply(e.mapOperands(operand -> expression(operand, f)));
  }
}
