package org.convc.emit;

import java.util.ArrayList;
import java.util.List;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Expr;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/** The body of a loop that adds terms to locals and writes nothing to memory. */
final class SumBody {

  private SumBody() {}

  static boolean is(Stmt body) {
    return statements(body).stream().allMatch(step -> step instanceof Stmt.Let || step instanceof Stmt.Assign);
  }

  static List<Stmt> statements(Stmt body) {
    return Stmt.Block.of(body).statements();
  }

  /** What it reads, in the order of the text. */
  static List<Access> accesses(Stmt body) {
    List<Access> accesses = new ArrayList<>();
    statements(body).forEach(step -> Accesses.forEachOwn(step, accesses::add));
    return accesses;
  }

  /** The same with a value in the place of a loop variable. */
  static Stmt at(Stmt s, LoopVar variable, Affine value) {
    if (s instanceof Stmt.Let let) {
      return new Stmt.Let(let.local(), at(let.value(), variable, value));
    }
    if (s instanceof Stmt.Assign assign) {
      return new Stmt.Assign(assign.local(), at(assign.value(), variable, value));
    }
    return s.mapParts(part -> at(part, variable, value));
  }

  private static Expr at(Expr e, LoopVar variable, Affine value) {
    if (e instanceof Expr.Load load) {
      return new Expr.Load(at(load.access(), variable, value));
    }
    if (e instanceof Expr.LoadVector load) {
      return load.at(at(load.access(), variable, value));
    }
    if (e instanceof Expr.Cosine cosine) {
      return new Expr.Cosine(cosine.part().substitute(variable, value), cosine.turn());
    }
    return e.mapOperands(operand -> at(operand, variable, value));
  }

  private static Access at(Access access, LoopVar variable, Affine value) {
    return access.map(subscript -> subscript.substitute(variable, value));
  }
}
