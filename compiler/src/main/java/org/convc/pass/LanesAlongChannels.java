package org.convc.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
 * Brings the channels of a result next to each other in memory, block by block, so that they can become the lanes of vectors.
 *
 * <pre>
 *   for c in 0..C, o { let a = 0; for k { a = fma(x[o + k], w[c, k], a) }; y[c, o] = f(a, c) }
 *   =>   (blocks of 32)
 *   for cb, k, c in 0..32 { wp[cb, k, c] = w[32*cb + c, k] }
 *   for cb { for o, c in 0..32 { let a = 0; for k { a = fma(x[o + k], wp[cb, k, c], a) }; yt[o, c] = a }
 *            for c in 0..32, o { y[32*cb + c, o] = f(yt[o, c], 32*cb + c) } }
 * </pre>
 *
 * <p>The operand that depends on the channel is packed once a call, or once an item if it is batched. The last block is filled up with
 * zeros where the channels are no multiple of the block. One row of results is staged at a time, so the stage stays in the first-level
 * cache; where terms go by blocks whose weights are too many to be read again for every row, all rows of a block of channels are. A sum
 * that goes on over the batch is staged as a whole instead, from the start of the kernel to its end; its operand is packed for as many
 * terms at a time as stay in the first-level cache while all sums of a block of channels go on by them.
 */
public final class LanesAlongChannels implements Pass {

  private static final double MOST_GROWTH = 4;
  private static final double SMALL_COPY = 1 << 20;

  /** Weights of a block of channels that stay in the second-level cache, so that every row may read them again. */
  private static final double ROW_BY_ROW = 1 << 16;

  /** Sums of a row that are copied together into the order of the result. */
  private static final int COLUMNS = 16;

  private final LoopVar channel;
  private final int block;
  private final List<LoopVar> termOrder;
  private final Set<LoopVar> termBlocks;
  private final int mostTerms;

  /**
   * @param channel the loop variable over the channels of the result within a group
   * @param block channels of a block, a multiple of the lanes
   * @param termOrder the order of the axes of the packed operand that are loops over terms, as far as named; others go before
   * @param termBlocks loops over blocks of terms, which go outside of the sums of a block of channels: the sums rest in memory meanwhile,
   *     and what one block of terms reads stays in the first-level cache
   * @param mostTerms terms of a sum that goes on over the batch that are packed at a time
   */
  public LanesAlongChannels(LoopVar channel, int block, List<LoopVar> termOrder, Set<LoopVar> termBlocks, int mostTerms) {
    this.channel = channel;
    this.block = block;
    this.termOrder = List.copyOf(termOrder);
    this.termBlocks = Set.copyOf(termBlocks);
    this.mostTerms = mostTerms;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return new Rewriter(kernel).apply();
  }

  private LoopVar blockVariable() {
    return new LoopVar(channel.name() + "b");
  }

  /** The channel within its group, from block and lane. */
  private Affine unblocked() {
    return Affine.of(blockVariable()).times(block).plus(Affine.of(channel));
  }

  /** The state of one application: what is put before, and the scratch that it takes. */
  private final class Rewriter {
    private final Kernel kernel;
    private final List<Buffer> scratch;
    private final List<Stmt> beforeAll = new ArrayList<>();
    private final List<Stmt> beforeItem = new ArrayList<>();
    private final List<Stmt> afterAll = new ArrayList<>();

    Rewriter(Kernel kernel) {
      this.kernel = kernel;
      this.scratch = new ArrayList<>(kernel.scratch());
    }

    Kernel apply() {
      Stmt body = perItem(rewrite(kernel.body()));
      List<Stmt> all = new ArrayList<>();
      for (Stmt part : body instanceof Stmt.Block ? ((Stmt.Block) body).statements() : List.of(body)) {
        if (part instanceof Stmt.ForBatch) {
          // What is packed may itself be a copy that stands before the batch.
          all.addAll(beforeAll);
        }
        all.add(part);
      }
      all.addAll(afterAll);
      return kernel.withScratch(scratch).withBody(new Stmt.Block(all));
    }

    private Stmt perItem(Stmt s) {
      if (s instanceof Stmt.ForBatch) {
        List<Stmt> parts = new ArrayList<>(beforeItem);
        parts.add(((Stmt.ForBatch) s).body());
        return new Stmt.ForBatch(((Stmt.ForBatch) s).item(), new Stmt.Block(parts));
      }
      return s.mapParts(this::perItem);
    }

    private Stmt rewrite(Stmt s) {
      return SumNest.of(s).flatMap(this::lanes).orElseGet(() -> s.mapParts(this::rewrite));
    }

    private Optional<Stmt> lanes(SumNest nest) {
      Optional<Stmt.For> loop = nest.elements().stream().filter(l -> l.variable().equals(channel)).findFirst();
      boolean goesOn = !(nest.start().value() instanceof Expr.Literal);
      // A sum that goes on within one item is pushed, and several windows push to one position.
      if (loop.isEmpty() || goesOn && nest.end().target().buffer().batched()) {
        return Optional.empty();
      }
      int channels = loop.get().trips();
      List<Stmt.For> outer = new ArrayList<>();
      for (Stmt.For l : nest.elements()) {
        outer.add(
            l.variable().equals(channel) ? Stmt.For.of(blockVariable(), (channels + block - 1) / block, nest.core()) : l);
      }
      Stmt.For lane = Stmt.For.of(channel, block, nest.core());
      Expr.Fma product = nest.product();
      Expr moving = mentionsChannel(product.a()) ? product.a() : product.b();
      if (goesOn) {
        return Optional.of(stagedAsWhole(nest, ((Expr.Load) moving).access(), outer, lane, channels));
      }
      List<Stmt.For> axes = axes(((Expr.Load) moving).access(), nest, outer, lane);
      if (!worthPacking(((Expr.Load) moving).access(), axes)) {
        return Optional.empty();
      }
      Expr packed = pack(((Expr.Load) moving).access(), axes, channels);
      Stmt.Assign step =
          new Stmt.Assign(nest.step().local(), Rewrite.replace(nest.step().value(), moving, packed));
      boolean blocked = nest.terms().stream().anyMatch(l -> termBlocks.contains(l.variable()));
      return Optional.of(
          blocked
              ? stagedByBlock(nest, outer, lane, step, channels)
              : stagedByRow(nest, outer, lane, step, channels));
    }

    private boolean mentionsChannel(Expr e) {
      return e instanceof Expr.Load && ((Expr.Load) e).access().mentions(channel);
    }

    /** The loops that an operand depends on, in the order in which they run, the lanes innermost. */
    private List<Stmt.For> axes(Access access, SumNest nest, List<Stmt.For> outer, Stmt.For lane) {
      List<Stmt.For> axes = new ArrayList<>();
      for (Stmt.For l : outer) {
        if (l.variable().equals(blockVariable()) || access.mentions(l.variable())) {
          axes.add(l);
        }
      }
      List<Stmt.For> terms = new ArrayList<>(nest.terms());
      terms.sort(Comparator.comparingInt(l -> termOrder.indexOf(l.variable())));
      terms.stream().filter(l -> access.mentions(l.variable())).forEach(axes::add);
      axes.add(lane);
      return axes;
    }

    /** Whether a copy in the order of the loops is about as large as the operand: windows that overlap would multiply it. */
    private boolean worthPacking(Access access, List<Stmt.For> axes) {
      return trips(axes) <= MOST_GROWTH * (double) access.buffer().elements() + SMALL_COPY;
    }

    /** Copies what the nest reads of an operand into the order of the loops. */
    private Expr pack(Access access, List<Stmt.For> axes, int channels) {
      String name = fresh(access.buffer().name() + "p");
      List<String> labels = axes.stream().map(l -> l.variable().name()).toList();
      List<Integer> extents = axes.stream().map(Stmt.For::trips).toList();
      Buffer buffer = Buffer.rowMajor(name, Buffer.Role.SCRATCH, false, labels, extents);
      scratch.add(buffer);
      Access target = new Access(buffer, axes.stream().map(l -> Affine.of(l.variable())).toList());
      Stmt zero = new Stmt.Store(target, new Expr.Literal(0));
      Stmt copy = new Stmt.Store(target, new Expr.Load(access.map(a -> a.substitute(channel, unblocked()))));
      boolean partial = channels % block != 0;
      // The lanes lie far apart in the operand, a page or more: what is near goes innermost.
      List<Stmt.For> order = new ArrayList<>(axes);
      Collections.swap(order, order.size() - 1, order.size() - 2);
      Stmt copies = Nest.wrap(order, partial ? Stmt.Block.of(zero, onlyValid(channels, copy)) : copy);
      String purpose =
          "Copies " + access.buffer().name() + " into the order in which it is read, " + block + " channels side by side.";
      Stmt section = new Stmt.Section(SectionNames.of("pack", name), purpose, copies);
      (access.buffer().batched() ? beforeItem : beforeAll).add(section);
      return new Expr.Load(target);
    }

    private Stmt stagedByRow(SumNest nest, List<Stmt.For> outer, Stmt.For lane, Stmt.Assign step, int channels) {
      Stmt.For last = outer.get(outer.size() - 1);
      Buffer stage = stage(nest, List.of(last, lane));
      Access staged = new Access(stage, List.of(Affine.of(last.variable()), Affine.of(channel)));
      Stmt.Store end = new Stmt.Store(staged, new Expr.Local(step.local()));
      Stmt sums = new SumNest(List.of(last, lane), nest.start(), nest.terms(), step, end).toStmt();
      Stmt finish =
          new Stmt.Section(
              SectionNames.of("unpack", stage.name()),
              "Copies a row of sums into the order of the result.",
              unstage(nest, staged, List.of(lane, last), channels));
      return Nest.wrap(outer.subList(0, outer.size() - 1), Stmt.Block.of(sums, finish));
    }

    private Stmt stagedByBlock(SumNest nest, List<Stmt.For> outer, Stmt.For lane, Stmt.Assign step, int channels) {
      int inner = outer.indexOf(
          outer.stream().filter(l -> l.variable().equals(blockVariable())).findFirst().orElseThrow()) + 1;
      if (trips(nest.terms()) * block <= ROW_BY_ROW) {
        inner = Math.max(inner, outer.size() - 1);
      }
      List<Stmt.For> plane = new ArrayList<>(outer.subList(inner, outer.size()));
      List<Stmt.For> all = new ArrayList<>(plane);
      all.add(lane);
      Buffer stage = stage(nest, all);
      Access staged = new Access(stage, all.stream().map(l -> Affine.of(l.variable())).toList());
      Stmt clear =
          new Stmt.Section(
              SectionNames.of("clear", stage.name()),
              "Sets all sums of a block to zero.",
              Nest.wrap(all, new Stmt.Store(staged, new Expr.Literal(0))));
      List<Stmt.For> blocks = nest.terms().stream().filter(l -> termBlocks.contains(l.variable())).toList();
      List<Stmt.For> within = nest.terms().stream().filter(l -> !termBlocks.contains(l.variable())).toList();
      Stmt.Let start = new Stmt.Let(step.local(), new Expr.Load(staged));
      Stmt.Store end = new Stmt.Store(staged, new Expr.Local(step.local()));
      Stmt sums = Nest.wrap(blocks, new SumNest(all, start, within, step, end).toStmt());
      List<Stmt.For> order = new ArrayList<>(List.of(lane));
      order.addAll(plane);
      Stmt finish =
          new Stmt.Section(
              SectionNames.of("unpack", stage.name()),
              "Copies a block of sums into the order of the result.",
              unstage(nest, staged, order, channels));
      return Nest.wrap(outer.subList(0, inner), Stmt.Block.of(clear, sums, finish));
    }

    private double trips(List<Stmt.For> loops) {
      return loops.stream().mapToDouble(Stmt.For::trips).reduce(1, (a, b) -> a * b);
    }

    private Stmt stagedAsWhole(SumNest nest, Access moving, List<Stmt.For> outer, Stmt.For lane, int channels) {
      List<Stmt.For> all = new ArrayList<>(outer);
      all.add(lane);
      Buffer stage = stage(nest, all);
      Access staged = new Access(stage, all.stream().map(l -> Affine.of(l.variable())).toList());
      Stmt clear = Nest.wrap(all, new Stmt.Store(staged, new Expr.Literal(0)));
      beforeAll.add(new Stmt.Section(SectionNames.of("clear", stage.name()), "Sets all sums to zero.", clear));
      Stmt unpack = unstage(nest, staged, all, channels);
      afterAll.add(new Stmt.Section(SectionNames.of("unpack", stage.name()), "Copies the sums into the order of the result.", unpack));
      Stmt.Let start = new Stmt.Let(nest.step().local(), new Expr.Load(staged));
      Stmt.Store end = new Stmt.Store(staged, new Expr.Local(nest.step().local()));

      TermBlocks blocks = new TermBlocks(nest.terms(), mostTerms);
      Buffer packed = block(moving.buffer().name() + "p", blocks.largest(), lane);
      List<Stmt.For> around = outer.stream().filter(l -> isOfBlock(l, moving)).toList();
      List<Stmt.For> elements = new ArrayList<>(all);
      elements.removeAll(around);
      Stmt sums =
          blocks.each(
              part -> {
                List<Stmt.For> axes = new ArrayList<>(part.terms());
                axes.add(lane);
                Access side = new Access(packed, axes.stream().map(l -> Affine.of(l.variable())).toList());
                Access from = moving.map(part.place());
                Expr product = Rewrite.affines(nest.step().value(), part.place());
                Expr step = Rewrite.replace(product, new Expr.Load(from), new Expr.Load(side));
                Stmt.Assign sum = new Stmt.Assign(nest.step().local(), step);
                return Stmt.Block.of(
                    packBlock(side, from, part.terms(), channels), new SumNest(elements, start, part.terms(), sum, end).toStmt());
              });
      return Nest.wrap(around, sums);
    }

    /** Whether a loop over elements chooses what is packed, or stands around one that does. */
    private boolean isOfBlock(Stmt.For loop, Access moving) {
      return loop.variable().equals(blockVariable()) || moving.mentions(loop.variable());
    }

    private Buffer block(String name, List<Stmt.For> terms, Stmt.For lane) {
      List<Stmt.For> axes = new ArrayList<>(terms);
      axes.add(lane);
      List<String> labels = axes.stream().map(l -> l.variable().name()).toList();
      Buffer buffer = Buffer.rowMajor(fresh(name), Buffer.Role.SCRATCH, false, labels, axes.stream().map(Stmt.For::trips).toList());
      scratch.add(buffer);
      return buffer;
    }

    /** Copies what a block of terms reads, all lanes written out, so that what is written lies side by side. */
    private Stmt packBlock(Access side, Access from, List<Stmt.For> terms, int channels) {
      List<Stmt> copies = new ArrayList<>();
      Stmt copy = new Stmt.Store(side, new Expr.Load(from.map(a -> a.substitute(channel, unblocked()))));
      Stmt zero = new Stmt.Store(side, new Expr.Literal(0));
      for (int lane = 0; lane < block; lane++) {
        copies.add(Rewrite.substitute(channels % block == 0 ? copy : Stmt.Block.of(zero, onlyValid(channels, copy)), channel, Affine.constant(lane)));
      }
      String purpose = "Copies " + block + " channels of some terms of " + from.buffer().name() + " side by side.";
      return new Stmt.Section(SectionNames.of("pack", side.buffer().name()), purpose, Nest.wrap(terms, new Stmt.Block(copies)));
    }

    private Buffer stage(SumNest nest, List<Stmt.For> axes) {
      String name = fresh(nest.end().target().buffer().name() + "t");
      List<String> labels = axes.stream().map(l -> l.variable().name()).toList();
      Buffer stage =
          Buffer.rowMajor(name, Buffer.Role.SCRATCH, false, labels, axes.stream().map(Stmt.For::trips).toList());
      scratch.add(stage);
      return stage;
    }

    private Stmt unstage(SumNest nest, Access staged, List<Stmt.For> loops, int channels) {
      Expr sum = new Expr.Local(nest.step().local());
      Expr value = Rewrite.replace(nest.end().value(), sum, new Expr.Load(staged));
      Stmt store = counted(new Stmt.Store(nest.end().target(), value), staged);
      Stmt valid = channels % block != 0 ? onlyValid(channels, store) : store;
      Stmt.For last = loops.get(loops.size() - 1);
      // The last of them runs along a row, of which each block of columns stays in the first-level cache for all lanes.
      return Nest.byBlocks(loops.subList(0, loops.size() - 1), last, COLUMNS, valid);
    }

    /** {@code store} with the channel counted over all blocks, except where the stage is read. */
    private Stmt counted(Stmt store, Access staged) {
      Stmt counted = Rewrite.affines(store, a -> a.substitute(channel, unblocked()));
      Access moved = staged.map(a -> a.substitute(channel, unblocked()));
      return Rewrite.loads(counted, load -> load.access().equals(moved) ? new Expr.Load(staged) : load);
    }

    /** {@code s} for the channels that there are, not for those that fill up the last block. */
    private Stmt onlyValid(int channels, Stmt s) {
      return new Stmt.If(List.of(new Stmt.Condition(unblocked(), channels)), s);
    }

    private String fresh(String name) {
      String candidate = name;
      for (int i = 2; taken(candidate); i++) {
        candidate = name + i;
      }
      return candidate;
    }

    private boolean taken(String name) {
      return scratch.stream().anyMatch(b -> b.name().equals(name))
          || kernel.arguments().stream().anyMatch(b -> b.name().equals(name));
    }
  }
}
