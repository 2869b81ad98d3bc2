package org.convc.emit;

import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Stmt;

/**
 * Short loops over terms, one directly within the other, that go through memory as a single loop would, are counted as one: an innermost
 * loop of few trips costs as much as its body.
 *
 * <pre>
 *   for ky { for kx in 0..7 { for ic in 0..3 { a = fma(x[3*kx + ic], w[3*kx + ic], a) } } }
 *   =>
 *   for ky { for ic in 0..21 { a = fma(x[ic], w[ic], a) } }
 * </pre>
 *
 * <p>The terms keep their order. This is a matter of indices into flat arrays alone: as a subscript the variable would leave its axis. A
 * loop stays around the merged one, for C2 of JDK 17 keeps the sums of a single loop in registers in some compilations only.
 */
final class MergedLoops {

  /** Trips of a loop beyond which nothing is gained. */
  private static final int ENOUGH = 64;

  private MergedLoops() {}

  static Stmt in(Stmt s) {
    return in(s, false);
  }

  private static Stmt in(Stmt s, boolean looped) {
    if (!(s instanceof Stmt.For loop)) {
      return s.mapParts(part -> in(part, false));
    }
    if (!(only(loop.body()) instanceof Stmt.For)) {
      return loop.mapParts(part -> in(part, false));
    }
    Stmt.For within = (Stmt.For) in(only(loop.body()), loop.trips() > 1 || looped);
    boolean merge = looped && SumBody.is(within.body()) && loop.trips() * within.trips() <= ENOUGH && fromZero(loop) && fromZero(within);
    return merge && SumBody.accesses(within.body()).stream().allMatch(access -> follows(access, loop, within))
        ? Stmt.For.of(within.variable(), loop.trips() * within.trips(), SumBody.at(within.body(), loop.variable(), Affine.constant(0)))
        : loop.mapParts(part -> within);
  }

  private static Stmt only(Stmt s) {
    return s instanceof Stmt.Block block && block.statements().size() == 1 ? block.statements().get(0) : s;
  }

  private static boolean fromZero(Stmt.For loop) {
    return loop.begin() == 0 && loop.step() == 1;
  }

  /** Whether a step of the outer loop goes where one more step of the inner loop would. */
  private static boolean follows(Access access, Stmt.For outer, Stmt.For inner) {
    Affine offset = access.offset();
    return offset.terms().getOrDefault(outer.variable(), 0) == inner.trips() * offset.terms().getOrDefault(inner.variable(), 0);
  }
}
