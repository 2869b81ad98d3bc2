package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * Two phases whose results are in turn every second element of a row move them there together, so that whole runs of the row are stored.
 *
 * <pre>
 *   section phase0 { S0(t); for q in 0..14 { y[2*q] = t[q] } }; section phase1 { S1(t); for q in 0..14 { y[2*q + 1] = t[q] } }
 *   =>
 *   section phase0 { S0(t) }; section phase1 { S1(u) }; for q in 0..14 { y[2*q] = t[q]; y[2*q + 1] = u[q] }
 * </pre>
 *
 * <p>Only where phases follow each other, their rows are as long as each other and at least a vector long, and results are moved as they are.
 */
public final class InterleavePhases implements Pass {

  private final int fewest;

  /**
   * @param fewest results of a row, for it to be worth it
   */
  public InterleavePhases(int fewest) {
    this.fewest = fewest;
  }

  /** A phase in two parts: the sums, and the loops that move them. */
  private record Phase(Stmt.Section section, List<Stmt> sums, Stmt.Section move, List<Stmt.For> loops, Access target, Access staged) {

    static Optional<Phase> of(Stmt s) {
      if (!(s instanceof Stmt.Section section) || !(section.body() instanceof Stmt.Block body)) {
        return Optional.empty();
      }
      List<Stmt> parts = body.statements();
      int last = parts.size() - 1;
      if (last < 1 || !(parts.get(last) instanceof Stmt.Section move)) {
        return Optional.empty();
      }
      Nest nest = Nest.of(move.body());
      return nest.store()
          .filter(store -> store.value() instanceof Expr.Load && nest.conditions().isEmpty())
          .map(store -> new Phase(section, parts.subList(0, last), move, nest.loops(), store.target(), ((Expr.Load) store.value()).access()));
    }

    /** Whether {@code next} has the elements behind those of this one. */
    boolean isBefore(Phase next) {
      LoopVar along = loops.get(loops.size() - 1).variable();
      List<Affine> subscripts = new ArrayList<>(target.subscripts());
      int row = subscripts.size() - 1;
      boolean everySecond = subscripts.get(row).terms().getOrDefault(along, 0) == 2;
      subscripts.set(row, subscripts.get(row).plus(1));
      return everySecond && Nest.sameHeaders(loops, next.loops) && next.target.equals(new Access(target.buffer(), subscripts))
          && next.staged.equals(staged);
    }

    int trips() {
      return loops.isEmpty() ? 0 : loops.get(loops.size() - 1).trips();
    }
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return Rewrite.withScratch(kernel, this::rewrite);
  }

  private Stmt rewrite(Stmt s, List<Buffer> scratch) {
    if (!(s instanceof Stmt.Block block)) {
      return s.mapParts(part -> rewrite(part, scratch));
    }
    List<Stmt> statements = block.statements();
    List<Stmt> result = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      Optional<Phase> first = Phase.of(statements.get(i)).filter(phase -> phase.trips() >= fewest);
      Optional<Phase> second = i + 1 < statements.size() ? Phase.of(statements.get(i + 1)) : Optional.empty();
      if (first.isPresent() && second.isPresent() && first.get().isBefore(second.get())) {
        interleave(first.get(), second.get(), scratch, result);
        i++;
      } else {
        result.add(rewrite(statements.get(i), scratch));
      }
    }
    return new Stmt.Block(result);
  }

  private static void interleave(Phase first, Phase second, List<Buffer> scratch, List<Stmt> into) {
    Buffer stage = first.staged().buffer();
    Buffer other = new Buffer(stage.name() + "Odd", stage.role(), stage.batched(), stage.axes());
    if (!scratch.contains(other)) {
      scratch.add(other);
    }
    Stmt odd = Rewrite.buffers(new Stmt.Block(second.sums()), b -> b.equals(stage) ? other : b);
    into.add(new Stmt.Section(first.section().name(), first.section().purpose(), new Stmt.Block(first.sums())));
    into.add(new Stmt.Section(second.section().name(), second.section().purpose(), odd));
    Stmt even = new Stmt.Store(first.target(), new Expr.Load(first.staged()));
    Stmt next = new Stmt.Store(second.target(), new Expr.Load(new Access(other, second.staged().subscripts())));
    into.add(new Stmt.Section(first.move().name(), first.move().purpose(), Nest.wrap(first.loops(), Stmt.Block.of(even, next))));
  }
}
