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
 * Rows of sums whose elements lie apart in the result are summed side by side and moved to their places afterwards.
 *
 * <pre>
 *   for q { let a = 0; for k { a = fma(x[q - k], w[k], a) }; y[2*q] = a }
 *   =>
 *   for q { let a = 0; for k { a = fma(x[q - k], w[k], a) }; t[q] = a };  for q { y[2*q] = t[q] }
 * </pre>
 *
 * <p>What is done with a sum at the end, such as adding the bias, is done before it is moved: there it takes a vector at a time.
 */
public final class StageRow implements Pass {

  private final LoopVar row;
  private final List<LoopVar> together;

  /**
   * @param row the variable that is to step through neighbours
   * @param together the loops over elements that are staged at a time, the row among them
   */
  public StageRow(LoopVar row, List<LoopVar> together) {
    this.row = row;
    this.together = List.copyOf(together);
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return Rewrite.withScratch(kernel, this::rewrite);
  }

  private Stmt rewrite(Stmt s, List<Buffer> scratch) {
    return SumNest.of(s).flatMap(nest -> staged(nest, scratch)).orElseGet(() -> s.mapParts(part -> rewrite(part, scratch)));
  }

  private Optional<Stmt> staged(SumNest nest, List<Buffer> scratch) {
    Integer step = nest.end().target().offset().terms().get(row);
    if (step == null || step == 1 || nest.goesOn()) {
      return Optional.empty();
    }
    List<Stmt.For> outer = new ArrayList<>();
    List<Stmt.For> inner = new ArrayList<>();
    nest.elements().forEach(l -> (together.contains(l.variable()) ? inner : outer).add(l));
    List<Stmt.For> axes = new ArrayList<>(inner);
    axes.removeIf(l -> l.variable().equals(row));
    inner.stream().filter(l -> l.variable().equals(row)).forEach(axes::add);
    Buffer stage = stage(nest, axes, scratch);
    Access staged = new Access(stage, axes.stream().map(l -> Affine.of(l.variable())).toList());
    Stmt sums = new SumNest(inner, nest.start(), nest.terms(), nest.step(), new Stmt.Store(staged, nest.end().value())).toStmt();
    Stmt.Section unstage =
        new Stmt.Section(
            SectionNames.of("unpack", stage.name()),
            "Moves sums to their places in the result.",
            Nest.wrap(axes, new Stmt.Store(nest.end().target(), new Expr.Load(staged))));
    return Optional.of(Nest.wrap(outer, Stmt.Block.of(sums, unstage)));
  }

  private static Buffer stage(SumNest nest, List<Stmt.For> axes, List<Buffer> scratch) {
    String stem = nest.end().target().buffer().name() + "t";
    List<String> labels = axes.stream().map(l -> l.variable().name()).toList();
    List<Integer> extents = axes.stream().map(Stmt.For::end).toList();
    String name = stem;
    for (int i = 2; ; i++) {
      Buffer stage = Buffer.rowMajor(name, Buffer.Role.SCRATCH, false, labels, extents);
      if (scratch.contains(stage)) {
        return stage;
      }
      String candidate = name;
      if (scratch.stream().noneMatch(b -> b.name().equals(candidate))) {
        scratch.add(stage);
        return stage;
      }
      name = stem + i;
    }
  }
}
