package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * Neighbouring terms of a sum become the lanes of a vector; the lanes are added at the end.
 *
 * <pre>
 *   for k { let a = d[k]; for o in 0..64 { a = fma(x[o + k], y[o], a) }; d[k] = a }
 *   =>   (16 lanes)
 *   for k { let a = all(0); for o in 0..64 by 16 { a = fma(x[o + k]'16, y[o]'16, a) }; t[k, 0]'16 = a }
 *   for k { d[k] = d[k] + (t[k, 0] + t[k, 1] + ... + t[k, 15]) }
 * </pre>
 *
 * <p>Loops over blocks of terms go outside of the sums, which then rest in memory between one block and the next: a tile that ran through
 * all terms of a large map would be called too rarely for HotSpot to compile it as a method.
 *
 * <p>The lanes are added pairwise in plain code: the order in which the Vector API adds them is not specified, and would not be the same
 * before and after HotSpot has compiled a method. Only sums both of whose operands go along a row.
 */
public final class LanesAlongTerms implements Pass {

  private static final LoopVar LANE = new LoopVar("lane");

  private final LoopVar variable;
  private final LoopVar outermost;
  private final Set<LoopVar> blocks;
  private final int lanes;

  /**
   * @param variable the loop over terms
   * @param outermost a loop over elements for whose every value the sums are finished before the next; others are staged together
   * @param blocks the loops over blocks of terms
   */
  public LanesAlongTerms(LoopVar variable, LoopVar outermost, Set<LoopVar> blocks, int lanes) {
    this.variable = variable;
    this.outermost = outermost;
    this.blocks = Set.copyOf(blocks);
    this.lanes = lanes;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return Rewrite.withScratch(kernel, this::rewrite);
  }

  private Stmt rewrite(Stmt s, List<Buffer> scratch) {
    return SumNest.of(s).flatMap(nest -> lanes(nest, scratch)).orElseGet(() -> s.mapParts(part -> rewrite(part, scratch)));
  }

  private Optional<Stmt> lanes(SumNest nest, List<Buffer> scratch) {
    Optional<Stmt.For> loop =
        nest.terms().stream().filter(l -> l.variable().equals(variable) && l.step() == 1 && l.trips() % lanes == 0).findFirst();
    if (loop.isEmpty() || !row(nest.product().a()) || !row(nest.product().b())) {
      return Optional.empty();
    }
    List<Stmt.For> outer = new ArrayList<>();
    List<Stmt.For> inner = new ArrayList<>();
    nest.elements().forEach(l -> (inner.isEmpty() && l.variable().equals(outermost) ? outer : inner).add(l));
    List<String> labels = new ArrayList<>(inner.stream().map(l -> l.variable().name()).toList());
    List<Integer> extents = new ArrayList<>(inner.stream().map(Stmt.For::end).toList());
    labels.add(LANE.name());
    extents.add(lanes);
    Buffer stage =
        Buffer.rowMajor(nest.end().target().buffer().name() + "t", Buffer.Role.SCRATCH, false, labels, extents);
    scratch.add(stage);
    Stmt reduce =
        new Stmt.Section(
            SectionNames.of("addLanes", stage.name()),
            "Adds up the lanes of each sum.",
            Nest.wrap(inner, finish(nest, stage, inner)));
    List<Stmt.For> blockLoops =
        nest.terms().stream().filter(l -> blocks.contains(l.variable()) && l.trips() > 1).toList();
    if (blockLoops.isEmpty()) {
      Expr zero = new Expr.Broadcast(new Expr.Literal(0), lanes);
      return Optional.of(Nest.wrap(outer, Stmt.Block.of(Nest.wrap(inner, sum(nest, stage, inner, zero)), reduce)));
    }
    Stmt.For lane = Stmt.For.of(LANE, lanes, nest.core());
    Stmt.Store clear = new Stmt.Store(lane(stage, inner, Affine.of(LANE)), new Expr.Literal(0));
    Stmt clears =
        new Stmt.Section(SectionNames.of("clear", stage.name()), "Sets all sums to zero.", Nest.wrap(inner, Nest.wrap(List.of(lane), clear)));
    Expr before = new Expr.LoadVector(lane(stage, inner, Affine.constant(0)), lanes);
    Stmt sums = Nest.wrap(blockLoops, Nest.wrap(inner, sum(nest, stage, inner, before)));
    return Optional.of(Nest.wrap(outer, Stmt.Block.of(clears, sums, reduce)));
  }

  /** Whether the terms are elements of a row, neighbours or a stride apart. */
  private boolean row(Expr e) {
    if (!(e instanceof Expr.Load)) {
      return false;
    }
    Access access = ((Expr.Load) e).access();
    Integer inRow = access.subscripts().get(access.subscripts().size() - 1).terms().get(variable);
    Integer step = access.offset().terms().get(variable);
    return step != null && (step == 1 || step > 1 && step.equals(inRow));
  }

  private Stmt sum(SumNest nest, Buffer stage, List<Stmt.For> inner, Expr start) {
    String local = nest.step().local();
    List<Stmt.For> terms =
        nest.terms().stream()
            .filter(l -> !blocks.contains(l.variable()) || l.trips() == 1)
            .map(l -> l.variable().equals(variable) ? new Stmt.For(variable, l.begin(), l.end(), lanes, l.body()) : l)
            .toList();
    Expr.Fma product = nest.product();
    Expr step = new Expr.Fma(vector(product.a()), vector(product.b()), new Expr.Local(local));
    return Stmt.Block.of(
        new Stmt.Let(local, start),
        Nest.wrap(terms, new Stmt.Assign(local, step)),
        new Stmt.Store(lane(stage, inner, Affine.constant(0)), new Expr.Local(local)));
  }

  private Expr vector(Expr load) {
    Access access = ((Expr.Load) load).access();
    return new Expr.LoadVector(access, lanes, access.offset().terms().get(variable));
  }

  private Stmt finish(SumNest nest, Buffer stage, List<Stmt.For> inner) {
    Expr sum = pairwise(stage, inner, 0, lanes);
    Expr start = nest.start().value();
    Expr all = start.equals(new Expr.Literal(0)) ? sum : new Expr.Add(start, sum);
    Expr value = Rewrite.replace(nest.end().value(), new Expr.Local(nest.step().local()), all);
    return new Stmt.Store(nest.end().target(), value);
  }

  private static Expr pairwise(Buffer stage, List<Stmt.For> inner, int from, int to) {
    if (to - from == 1) {
      return new Expr.Load(lane(stage, inner, Affine.constant(from)));
    }
    int middle = (from + to) / 2;
    return new Expr.Add(pairwise(stage, inner, from, middle), pairwise(stage, inner, middle, to));
  }

  private static Access lane(Buffer stage, List<Stmt.For> inner, Affine lane) {
    List<Affine> subscripts = new ArrayList<>(inner.stream().map(l -> Affine.of(l.variable())).toList());
    subscripts.add(lane);
    return new Access(stage, subscripts);
  }
}
