package org.convc.emit;

import java.util.function.Consumer;
import org.convc.ir.Access;
import org.convc.ir.Expr;
import org.convc.ir.Stmt;

/** The accesses of a statement that are not in statements within it. */
final class Accesses {

  private Accesses() {}

  /** Loads first, then the element that is stored. */
  static void forEachOwn(Stmt s, Consumer<Access> action) {
    if (s instanceof Stmt.Store store) {
      forEach(store.value(), action);
      action.accept(store.target());
    } else if (s instanceof Stmt.Let let) {
      forEach(let.value(), action);
    } else if (s instanceof Stmt.Assign assign) {
      forEach(assign.value(), action);
    } else if (s instanceof Stmt.Fence fence) {
      action.accept(fence.read());
    }
  }

  private static void forEach(Expr e, Consumer<Access> action) {
    if (e instanceof Expr.Load load) {
      action.accept(load.access());
    } else if (e instanceof Expr.LoadVector load) {
      action.accept(load.access());
    }
    e.mapOperands(
        operand -> {
          forEach(operand, action);
          return operand;
        });
  }
}
