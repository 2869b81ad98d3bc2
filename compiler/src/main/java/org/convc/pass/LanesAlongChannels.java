package org.convc.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  /** The state of one application: what is put before and after, and the scratch that it takes. */
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
      // A sum that goes on within one item is pushed, and several windows push to one position.
      if (loop.isEmpty() || nest.goesOn() && nest.end().target().buffer().batched()) {
        return Optional.empty();
      }
      ChannelBlocks blocks = new ChannelBlocks(channel, block, loop.get().trips());
      List<Stmt.For> outer =
          nest.elements().stream().map(l -> l.variable().equals(channel) ? blocks.blocks(nest.core()) : l).toList();
      Expr.Fma product = nest.product();
      Expr moving = mentionsChannel(product.a()) ? product.a() : product.b();
      Access access = ((Expr.Load) moving).access();
      if (nest.goesOn()) {
        return Optional.of(stagedAsWhole(nest, access, outer, blocks));
      }
      List<Stmt.For> axes = axes(access, nest, outer, blocks);
      if (!worthPacking(access, axes)) {
        return Optional.empty();
      }
      Expr step = Rewrite.replace(nest.step().value(), moving, pack(access, axes, blocks));
      SumNest packed = new SumNest(nest.elements(), nest.start(), nest.terms(), new Stmt.Assign(nest.step().local(), step), nest.end());
      boolean blocked = nest.terms().stream().anyMatch(l -> termBlocks.contains(l.variable()));
      return Optional.of(blocked ? stagedByBlock(packed, outer, blocks) : stagedByRow(packed, outer, blocks));
    }

    private boolean mentionsChannel(Expr e) {
      return e instanceof Expr.Load && ((Expr.Load) e).access().mentions(channel);
    }

    /** The loops that an operand depends on, in the order in which they run, the lanes innermost. */
    private List<Stmt.For> axes(Access access, SumNest nest, List<Stmt.For> outer, ChannelBlocks blocks) {
      List<Stmt.For> axes = new ArrayList<>();
      outer.stream().filter(l -> isOfBlock(l, access, blocks)).forEach(axes::add);
      List<Stmt.For> terms = new ArrayList<>(nest.terms());
      terms.sort(Comparator.comparingInt(l -> termOrder.indexOf(l.variable())));
      terms.stream().filter(l -> access.mentions(l.variable())).forEach(axes::add);
      axes.add(blocks.lanes(nest.core()));
      return axes;
    }

    /** Whether a loop over elements chooses what is packed, or stands around one that does. */
    private boolean isOfBlock(Stmt.For loop, Access moving, ChannelBlocks blocks) {
      return loop.variable().equals(blocks.variable()) || moving.mentions(loop.variable());
    }

    /** Whether a copy in the order of the loops is about as large as the operand: windows that overlap would multiply it. */
    private boolean worthPacking(Access access, List<Stmt.For> axes) {
      return trips(axes) <= MOST_GROWTH * (double) access.buffer().elements() + SMALL_COPY;
    }

    private double trips(List<Stmt.For> loops) {
      return loops.stream().mapToDouble(Stmt.For::trips).reduce(1, (a, b) -> a * b);
    }

    /** Copies what the nest reads of an operand into the order of the loops. */
    private Expr pack(Access access, List<Stmt.For> axes, ChannelBlocks blocks) {
      Access target = packed(access, axes);
      Stmt zero = new Stmt.Store(target, new Expr.Literal(0));
      Stmt copy = new Stmt.Store(target, new Expr.Load(ofLane(access, blocks)));
      // The lanes lie far apart in the operand, a page or more: what is near goes innermost.
      List<Stmt.For> order = new ArrayList<>(axes);
      Collections.swap(order, order.size() - 1, order.size() - 2);
      String purpose =
          "Copies " + access.buffer().name() + " into the order in which it is read, " + block + " channels side by side.";
      Stmt section =
          new Stmt.Section(SectionNames.of("pack", target.buffer().name()), purpose, Nest.wrap(order, blocks.filledUp(zero, copy)));
      (access.buffer().batched() ? beforeItem : beforeAll).add(section);
      return new Expr.Load(target);
    }

    /** A place in a new buffer for a copy of an operand. */
    private Access packed(Access access, List<Stmt.For> axes) {
      List<String> labels = axes.stream().map(l -> l.variable().name()).toList();
      List<Integer> extents = axes.stream().map(Stmt.For::trips).toList();
      Buffer buffer = Buffer.rowMajor(fresh(access.buffer().name() + "p"), Buffer.Role.SCRATCH, false, labels, extents);
      scratch.add(buffer);
      return new Access(buffer, axes.stream().map(l -> Affine.of(l.variable())).toList());
    }

    private Access ofLane(Access access, ChannelBlocks blocks) {
      return access.map(a -> a.substitute(channel, blocks.channelOfLane()));
    }

    private Stmt stagedByRow(SumNest nest, List<Stmt.For> outer, ChannelBlocks blocks) {
      Stmt.For lane = blocks.lanes(nest.core());
      Stmt.For last = outer.get(outer.size() - 1);
      SumStage stage = stage(nest, blocks, List.of(last, lane));
      Stmt sums = new SumNest(stage.axes(), nest.start(), nest.terms(), nest.step(), stage.end()).toStmt();
      Stmt unpack = stage.unpack("Copies a row of sums into the order of the result.", List.of(lane, last));
      return Nest.wrap(outer.subList(0, outer.size() - 1), Stmt.Block.of(sums, unpack));
    }

    private Stmt stagedByBlock(SumNest nest, List<Stmt.For> outer, ChannelBlocks blocks) {
      Stmt.For lane = blocks.lanes(nest.core());
      int inner = outer.stream().map(Stmt.For::variable).toList().indexOf(blocks.variable()) + 1;
      if (trips(nest.terms()) * block <= ROW_BY_ROW) {
        inner = Math.max(inner, outer.size() - 1);
      }
      List<Stmt.For> plane = outer.subList(inner, outer.size());
      SumStage stage = stage(nest, blocks, joined(plane, List.of(lane)));
      List<Stmt.For> around = nest.terms().stream().filter(l -> termBlocks.contains(l.variable())).toList();
      List<Stmt.For> within = nest.terms().stream().filter(l -> !termBlocks.contains(l.variable())).toList();
      SumNest sums = new SumNest(stage.axes(), stage.start(), within, nest.step(), stage.end());
      return Nest.wrap(
          outer.subList(0, inner),
          Stmt.Block.of(
              stage.clear("Sets all sums of a block to zero."),
              Nest.wrap(around, sums.toStmt()),
              stage.unpack("Copies a block of sums into the order of the result.", joined(List.of(lane), plane))));
    }

    private Stmt stagedAsWhole(SumNest nest, Access moving, List<Stmt.For> outer, ChannelBlocks blocks) {
      Stmt.For lane = blocks.lanes(nest.core());
      SumStage stage = stage(nest, blocks, joined(outer, List.of(lane)));
      beforeAll.add(stage.clear("Sets all sums to zero."));
      afterAll.add(stage.unpack("Copies the sums into the order of the result.", stage.axes()));

      TermBlocks parts = new TermBlocks(nest.terms(), mostTerms);
      Buffer buffer = packed(moving, joined(parts.largest(), List.of(lane))).buffer();
      List<Stmt.For> around = outer.stream().filter(l -> isOfBlock(l, moving, blocks)).toList();
      List<Stmt.For> elements = stage.axes().stream().filter(l -> !around.contains(l)).toList();
      Stmt sums =
          parts.each(
              part -> {
                List<Affine> place = joined(part.terms(), List.of(lane)).stream().map(l -> Affine.of(l.variable())).toList();
                Access packed = new Access(buffer, place);
                Access from = moving.map(part.place());
                Expr product = Rewrite.affines(nest.step().value(), part.place());
                Expr step = Rewrite.replace(product, new Expr.Load(from), new Expr.Load(packed));
                Stmt.Assign sum = new Stmt.Assign(nest.step().local(), step);
                return Stmt.Block.of(
                    packBlock(packed, from, part.terms(), blocks),
                    new SumNest(elements, stage.start(), part.terms(), sum, stage.end()).toStmt());
              });
      return Nest.wrap(around, sums);
    }

    /** Copies what a block of terms reads, all lanes written out, so that what is written lies side by side. */
    private Stmt packBlock(Access packed, Access from, List<Stmt.For> terms, ChannelBlocks blocks) {
      Stmt copy = new Stmt.Store(packed, new Expr.Load(ofLane(from, blocks)));
      Stmt filled = blocks.filledUp(new Stmt.Store(packed, new Expr.Literal(0)), copy);
      List<Stmt> copies =
          IntStream.range(0, block).mapToObj(lane -> Rewrite.substitute(filled, channel, Affine.constant(lane))).toList();
      String purpose = "Copies " + block + " channels of some terms of " + from.buffer().name() + " side by side.";
      return new Stmt.Section(SectionNames.of("pack", packed.buffer().name()), purpose, Nest.wrap(terms, new Stmt.Block(copies)));
    }

    private SumStage stage(SumNest nest, ChannelBlocks blocks, List<Stmt.For> axes) {
      SumStage stage = SumStage.of(nest, blocks, fresh(nest.end().target().buffer().name() + "t"), axes);
      scratch.add(stage.buffer());
      return stage;
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

  private static List<Stmt.For> joined(List<Stmt.For> first, List<Stmt.For> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }
}
