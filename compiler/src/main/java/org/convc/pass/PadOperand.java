package org.convc.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Interval;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * Conditions on the subscripts of an operand are bought off by a copy of the operand between zeros.
 *
 * <pre>
 *   for n { for i, k { if 0 <= i + k - 1 < 8: y[i] += x[n, i + k - 1] * w[k] } }
 *   =>
 *   for n { for j in 0..10 { xp[j] = 0 }; for i in 0..8 { xp[i + 1] = x[n, i] }
 *           for i, k { y[i] += xp[i + k] * w[k] } }
 * </pre>
 *
 * <p>Exact for finite numbers: {@code fma(0, w, sum)} is {@code sum}. The copy of a data tensor holds one batch item, in an order
 * of its own whatever its layout, and weights are copied once a call. A copy holds just the elements that some term reads.
 */
public final class PadOperand implements Pass {

  /** Where the channels of a copy lie. */
  public enum Order {
    /** One plane after the other: good for sums that run along rows. */
    PLANES,
    /** The rows of all channels side by side: good for sums over the taps of a row in few channels. */
    ROWS,
    /**
     * The channels of a position side by side: good for sums over channels, whose terms are then neighbours. They share cache lines, and
     * their index needs no multiplication, for which C2 would keep other loads waiting in registers.
     */
    CHANNELS
  }

  /** Channels that are copied together, for which a cache line of the copy is written at once. */
  private static final int TOGETHER = 16;

  /** Neighbouring positions that are a multiple of so many elements apart share too few cache sets; some are then left unused between. */
  private static final int ALIASED = 128;

  private final long mostElements;
  private final Order order;

  /**
   * @param mostElements an operand that would need a larger copy keeps its conditions
   * @param order of the copy of a data tensor
   */
  public PadOperand(long mostElements, Order order) {
    this.mostElements = mostElements;
    this.order = order;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    Map<Buffer, List<Interval>> read = new LinkedHashMap<>();
    boolean[] bought = {true};
    collect(kernel.body(), new HashMap<>(), read, bought);
    if (read.isEmpty() || !bought[0] || read.values().stream().anyMatch(e -> elements(e) > mostElements)) {
      return kernel;
    }
    Map<Buffer, Buffer> copies = new LinkedHashMap<>();
    read.forEach((operand, extents) -> copies.put(operand, padded(operand, extents)));
    List<Buffer> scratch = new ArrayList<>(kernel.scratch());
    scratch.addAll(copies.values());
    Stmt body = rewrite(kernel.body(), copies, read);
    List<Stmt> once = new ArrayList<>();
    copies.forEach((operand, padded) -> {
      if (!operand.batched()) {
        once.add(copy(List.of(), operand, padded, read.get(operand)));
      }
    });
    once.add(body);
    return kernel.withScratch(scratch).withBody(new Stmt.Block(once));
  }

  /** In double, for the product of all axes may be beyond long. */
  private static double elements(List<Interval> extents) {
    return extents.stream().mapToDouble(i -> i.max() - i.min() + 1).reduce(1, (a, b) -> a * b);
  }

  /** What is read of each conditioned operand, as intervals of its subscripts after the batch item. */
  private static void collect(
      Stmt s, Map<LoopVar, Interval> ranges, Map<Buffer, List<Interval>> read, boolean[] bought) {
    if (s instanceof Stmt.For) {
      Stmt.For loop = (Stmt.For) s;
      Map<LoopVar, Interval> inner = new HashMap<>(ranges);
      inner.put(loop.variable(), loop.interval());
      collect(loop.body(), inner, read, bought);
    } else if (s instanceof Stmt.If && ((Stmt.If) s).body() instanceof Stmt.Store) {
      Stmt.If test = (Stmt.If) s;
      List<Access> conditioned = conditioned(test);
      bought[0] &= decides(test, conditioned);
      conditioned.forEach(access -> read.merge(access.buffer(), intervals(access, ranges), PadOperand::union));
    } else {
      s.mapParts(
          part -> {
            collect(part, ranges, read, bought);
            return part;
          });
    }
  }

  /** The loads on whose subscripts conditions are. */
  private static List<Access> conditioned(Stmt.If test) {
    List<Access> found = new ArrayList<>();
    Rewrite.loads(
        test.body(),
        load -> {
          if (test.conditions().stream().anyMatch(c -> load.access().subscripts().contains(c.value()))
              && load.access().buffer().role() == Buffer.Role.INPUT) {
            found.add(load.access());
          }
          return load;
        });
    return found;
  }

  /** Whether copies of these operands make up for every condition. */
  private static boolean decides(Stmt.If test, List<Access> operands) {
    return test.conditions().stream().allMatch(c -> operands.stream().anyMatch(a -> a.subscripts().contains(c.value())));
  }

  private static List<Interval> intervals(Access access, Map<LoopVar, Interval> ranges) {
    return element(access).stream().map(subscript -> subscript.interval(ranges)).toList();
  }

  /** The subscripts without the batch item: a copy holds one item. */
  private static List<Affine> element(Access access) {
    return access.subscripts().subList(access.buffer().batched() ? 1 : 0, access.subscripts().size());
  }

  private static List<Interval> union(List<Interval> a, List<Interval> b) {
    List<Interval> union = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      union.add(a.get(i).union(b.get(i)));
    }
    return union;
  }

  private Buffer padded(Buffer operand, List<Interval> extents) {
    List<String> labels = operand.axes().stream().map(Buffer.Axis::label).toList();
    List<Integer> sizes = new ArrayList<>(extents.stream().map(i -> Math.toIntExact(i.max() - i.min() + 1)).toList());
    List<Integer> inMemory = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      inMemory.add(i);
    }
    if (order == Order.CHANNELS && operand.batched() && sizes.get(0) % ALIASED == 0) {
      sizes.set(0, sizes.get(0) + TOGETHER);
    }
    if (order != Order.PLANES && operand.batched()) {
      inMemory.remove(0);
      inMemory.add(order == Order.ROWS ? inMemory.size() - 1 : inMemory.size(), 0);
    }
    return Buffer.ordered(operand.name() + "p", Buffer.Role.SCRATCH, false, labels, sizes, inMemory);
  }

  private Stmt rewrite(Stmt s, Map<Buffer, Buffer> copies, Map<Buffer, List<Interval>> read) {
    if (s instanceof Stmt.ForBatch) {
      Stmt.ForBatch loop = (Stmt.ForBatch) s;
      List<Stmt> parts = new ArrayList<>();
      copies.forEach((operand, padded) -> {
        if (operand.batched()) {
          parts.add(copy(List.of(Affine.of(loop.item())), operand, padded, read.get(operand)));
        }
      });
      parts.add(rewrite(loop.body(), copies, read));
      return new Stmt.ForBatch(loop.item(), new Stmt.Block(parts));
    }
    if (s instanceof Stmt.If && ((Stmt.If) s).body() instanceof Stmt.Store) {
      Stmt.If test = (Stmt.If) s;
      if (!conditioned(test).isEmpty()) {
        return Rewrite.loads(
            test.body(),
            load -> {
              Buffer operand = load.access().buffer();
              return copies.containsKey(operand)
                  ? new Expr.Load(shift(load.access(), copies.get(operand), read.get(operand)))
                  : load;
            });
      }
    }
    return s.mapParts(part -> rewrite(part, copies, read));
  }

  private static Access shift(Access access, Buffer padded, List<Interval> extents) {
    List<Affine> subscripts = new ArrayList<>();
    for (int i = 0; i < extents.size(); i++) {
      subscripts.add(element(access).get(i).plus(Math.toIntExact(-extents.get(i).min())));
    }
    return new Access(padded, subscripts);
  }

  /**
   * @param item the batch item, if the operand is batched
   */
  private Stmt copy(List<Affine> item, Buffer operand, Buffer padded, List<Interval> extents) {
    int rank = extents.size() - (operand.batched() ? 1 : 2);
    List<LoopVar> variables = new ArrayList<>(List.of(new LoopVar("c")));
    if (!operand.batched()) {
      variables.add(0, new LoopVar("f"));
    }
    for (int i = 0; i < rank; i++) {
      variables.add(new LoopVar("p" + "zyx".charAt(3 - rank + i)));
    }
    List<Affine> at = variables.stream().map(Affine::of).toList();
    Stmt zeros = new Stmt.Store(new Access(padded, at), new Expr.Literal(0));
    List<Affine> source = new ArrayList<>(item);
    source.addAll(at);
    Access element = new Access(operand, source);
    Stmt values = new Stmt.Store(shift(element, padded, extents), new Expr.Load(element));
    List<Stmt.For> whole = new ArrayList<>();
    List<Stmt.For> part = new ArrayList<>();
    boolean overlap = true;
    for (int i = 0; i < extents.size(); i++) {
      Interval e = extents.get(i);
      int extent = Math.toIntExact(e.max() - e.min() + 1);
      whole.add(Stmt.For.of(variables.get(i), extent, Stmt.Block.of()));
      int begin = Math.toIntExact(Math.max(0, e.min()));
      int end = Math.toIntExact(Math.min(operand.axes().get(i).extent() - 1L, e.max()) + 1);
      // Where padding is all that any window sees, nothing is copied.
      overlap &= begin < end;
      part.add(overlap ? new Stmt.For(variables.get(i), begin, end, 1, Stmt.Block.of()) : whole.get(i));
    }
    boolean channelsLast = order == Order.CHANNELS && operand.batched();
    zeros = channelsLast ? byChannels(whole, zeros, false) : Nest.wrap(whole, zeros);
    values = !overlap ? Stmt.Block.of() : channelsLast ? byChannels(part, values, true) : Nest.wrap(part, values);
    String name = SectionNames.of("pad", operand.name());
    String what = operand.batched() ? "one item of " + operand.name() : operand.name();
    return new Stmt.Section(name, "Copies " + what + " between zeros.", Stmt.Block.of(zeros, values));
  }

  /**
   * A loop nest over channels and positions that goes by blocks of channels.
   *
   * @param alongRows whether positions of a row are innermost, not the channels of a block
   */
  private static Stmt byChannels(List<Stmt.For> loops, Stmt body, boolean alongRows) {
    Stmt.For channels = loops.get(0);
    int block = block(channels.end());
    LoopVar first = new LoopVar(channels.variable().name() + "b");
    Stmt.For within = Stmt.For.of(channels.variable(), block, Stmt.Block.of());
    List<Stmt.For> order = new ArrayList<>(loops.subList(1, loops.size()));
    order.add(alongRows ? order.size() - 1 : order.size(), within);
    order.add(0, new Stmt.For(first, 0, channels.end(), block, Stmt.Block.of()));
    Affine channel = Affine.of(first).plus(Affine.of(channels.variable()));
    return Nest.wrap(order, Rewrite.substitute(body, channels.variable(), channel));
  }

  /** A divisor of the number of channels that fills a cache line, or else all of them. */
  private static int block(int channels) {
    for (int block = TOGETHER; block >= TOGETHER / 4; block--) {
      if (channels % block == 0) {
        return block;
      }
    }
    return channels;
  }
}
