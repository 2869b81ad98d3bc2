package org.convc.emit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Expr;
import org.convc.ir.Stmt;

/**
 * Two terms of each sum in a turn of the innermost loop of a register tile, with a fence between them, and an odd one behind the loop:
 *
 * <pre>
 *   for ic in 0..21 { let x0 = x[ic]'8; a0 = fma(w[ic], x0, a0); ... }
 *   =>
 *   for ic in 0..20 by 2 { let x0 = x[ic]'8; ...; fence x[ic]; let x0Next = x[ic + 1]'8; ... }
 *   let x0 = x[20]'8; ...
 * </pre>
 *
 * <p>The terms of a sum keep their order. Counting, comparing and working out addresses are a fourth to a third of the instructions of a
 * turn with one term, which matters most where a core is shared (KERNELS.md). Follows {@link MergedLoops}, whose loops are no loops of the
 * IR any more, and is a part of emission for that reason.
 */
final class PairedTerms {

  /** Terms below which what is around the loop costs more than is gained: 5 and 16 lose a quarter, 21 gain. */
  private static final int FEWEST_TURNS = 20;

  /** Of fewer sums C2 takes several turns at once by itself. */
  private static final int FEWEST_SUMS = 6;

  /** The sums of a tile for sixteen registers; tiles for more registers were not measured. */
  private static final int MOST_SUMS = 16;

  /** With a single vector C2 of JDK 17 loads whatever is broadcast in front of it, into as many registers. */
  private static final int FEWEST_VECTORS = 2;

  private PairedTerms() {}

  static Stmt in(Stmt s) {
    return s instanceof Stmt.For loop && isTile(loop) && !turnsShareValues(loop) ? paired(loop) : s.mapParts(PairedTerms::in);
  }

  private static boolean isTile(Stmt.For loop) {
    List<String> sums = SumBody.statements(loop.body()).stream().filter(PairedTerms::addsProduct).map(s -> ((Stmt.Assign) s).local()).toList();
    boolean oneTermEach = Set.copyOf(sums).size() == sums.size();
    return SumBody.is(loop.body()) && loop.trips() >= FEWEST_TURNS && sums.size() >= FEWEST_SUMS && sums.size() <= MOST_SUMS && oneTermEach
        && vectorsAlong(loop).size() >= FEWEST_VECTORS;
  }

  private static boolean addsProduct(Stmt step) {
    return step instanceof Stmt.Assign assign && assign.value() instanceof Expr.Fma;
  }

  /** The places that change with each turn and that vectors are loaded from. */
  private static List<Access> vectorsAlong(Stmt.For loop) {
    return SumBody.statements(loop.body()).stream()
        .filter(step -> step instanceof Stmt.Let let && let.value() instanceof Expr.LoadVector)
        .map(step -> ((Expr.LoadVector) ((Stmt.Let) step).value()).access())
        .filter(access -> access.mentions(loop.variable()))
        .toList();
  }

  /** Whether a turn reads what the one before has read: C2 of JDK 17 would keep it in registers from one term to the next. */
  private static boolean turnsShareValues(Stmt.For loop) {
    List<Access> next = SumBody.accesses(SumBody.at(loop.body(), loop.variable(), next(loop)));
    return SumBody.accesses(loop.body()).stream().anyMatch(next::contains);
  }

  private static Affine next(Stmt.For loop) {
    return Affine.of(loop.variable()).plus(loop.step());
  }

  private static Stmt paired(Stmt.For loop) {
    boolean odd = loop.trips() % 2 == 1;
    int end = odd ? loop.end() - loop.step() : loop.end();
    Stmt next = renamed(SumBody.at(loop.body(), loop.variable(), next(loop)));
    Stmt.Block turn = Stmt.Block.of(loop.body(), new Stmt.Fence(vectorsAlong(loop).get(0)), next);
    List<Stmt> parts = new ArrayList<>(List.of(new Stmt.For(loop.variable(), loop.begin(), end, 2 * loop.step(), turn)));
    if (odd) {
      parts.add(SumBody.at(loop.body(), loop.variable(), Affine.constant(end)));
    }
    return new Stmt.Block(parts);
  }

  /** The same with other names for the locals that it declares. */
  private static Stmt renamed(Stmt body) {
    Set<String> declared = new HashSet<>();
    List<Stmt> steps = new ArrayList<>();
    for (Stmt step : SumBody.statements(body)) {
      if (step instanceof Stmt.Let let) {
        Expr value = renamed(let.value(), declared);
        declared.add(let.local());
        steps.add(new Stmt.Let(let.local() + "Next", value));
      } else {
        Stmt.Assign assign = (Stmt.Assign) step;
        String local = declared.contains(assign.local()) ? assign.local() + "Next" : assign.local();
        steps.add(new Stmt.Assign(local, renamed(assign.value(), declared)));
      }
    }
    return new Stmt.Block(steps);
  }

  private static Expr renamed(Expr e, Set<String> declared) {
    return e instanceof Expr.Local local && declared.contains(local.name())
        ? new Expr.Local(local.name() + "Next")
        : e.mapOperands(operand -> renamed(operand, declared));
  }
}
