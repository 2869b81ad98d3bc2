package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.ir.Affine;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * The loop over some terms of a sum goes on to a multiple of the lanes; a condition says which of them there are.
 *
 * <pre>
 *   for k, o in 0..14 { S }   =>   (16 lanes)   for k, o in 0..16 { if 0 <= o < 14 { S } }
 * </pre>
 *
 * <p>{@link PadOperand} then turns the condition into zeros behind each row.
 */
public final class RoundUpTerms implements Pass {

  private final LoopVar variable;
  private final int multiple;

  public RoundUpTerms(LoopVar variable, int multiple) {
    this.variable = variable;
    this.multiple = multiple;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private Stmt rewrite(Stmt s) {
    if (!(s instanceof Stmt.For)) {
      return s.mapParts(this::rewrite);
    }
    Nest nest = Nest.of(s);
    Optional<Stmt.For> loop = nest.loops().stream().filter(l -> l.variable().equals(variable)).findFirst();
    boolean isTerm = nest.store().filter(store -> !store.target().mentions(variable)).isPresent();
    if (loop.isEmpty() || !isTerm || loop.get().trips() % multiple == 0) {
      return s;
    }
    int trips = loop.get().trips();
    int rounded = (trips + multiple - 1) / multiple * multiple;
    List<Stmt.For> loops =
        nest.loops().stream().map(l -> l.variable().equals(variable) ? Stmt.For.of(variable, rounded, l.body()) : l).toList();
    List<Stmt.Condition> conditions = new ArrayList<>(nest.conditions());
    conditions.add(new Stmt.Condition(Affine.of(variable), trips));
    return new Nest(loops, conditions, nest.core()).toStmt();
  }
}
