package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * A row of sums cut into runs of one length; the last run overlaps the one before it where the length does not divide the row.
 *
 * <pre>
 *   for o in 0..14 { S(o) }   =>   (runs of 8)   for o in 0..8 { S(o) }; for o in 6..14 { S(o) }
 * </pre>
 *
 * <p>The sums in the overlap are computed twice, to the same bits, which costs less than a run of another length. Only sums that start
 * from a constant: those that go on from an element would count it twice.
 */
public final class CoverRow implements Pass {

  private final LoopVar variable;
  private final int run;

  public CoverRow(LoopVar variable, int run) {
    this.variable = variable;
    this.run = run;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private Stmt rewrite(Stmt s) {
    return SumNest.of(s).flatMap(this::covered).orElseGet(() -> s.mapParts(this::rewrite));
  }

  private Optional<Stmt> covered(SumNest nest) {
    Optional<Stmt.For> row = nest.elements().stream().filter(l -> l.variable().equals(variable)).findFirst();
    if (row.isEmpty() || row.get().trips() < run || nest.goesOn()) {
      return Optional.empty();
    }
    int begin = row.get().begin();
    int end = row.get().end();
    int whole = begin + (end - begin) / run * run;
    List<Stmt> parts = new ArrayList<>();
    parts.add(over(nest, begin, whole));
    if (whole < end) {
      parts.add(over(nest, end - run, end));
    }
    return Optional.of(new Stmt.Block(parts));
  }

  private Stmt over(SumNest nest, int begin, int end) {
    List<Stmt.For> elements =
        nest.elements().stream()
            .map(l -> l.variable().equals(variable) ? new Stmt.For(variable, begin, end, 1, l.body()) : l)
            .toList();
    return nest.withElements(elements).toStmt();
  }
}
