package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Interval;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * A copy of what is read of an operand, with zeros where there is nothing to read. Of a data tensor it holds one batch item.
 *
 * <p>With the channels of a position side by side it leaves out rows and columns that a stride passes over. It is made by blocks of
 * channels that fill a cache line and by blocks of columns whose lines stay in the first-level cache until they are full; zeros are
 * written only where no value goes.
 */
final class PaddedCopy {

  /** Channels that are copied together, for which a cache line of the copy is written at once. */
  private static final int TOGETHER = 16;

  /** Columns that are copied together: whole cache lines of what is read, and no more lines of the copy than fit. */
  private static final int COLUMNS = 32;

  /** Neighbouring positions that are a multiple of so many elements apart share too few cache sets; some are then left unused between. */
  private static final int ALIASED = 128;

  private final Buffer operand;
  private final List<Span> read;
  private final boolean channelsLast;
  private final Buffer buffer;

  /**
   * @param read the values of the operand's subscripts, without the batch item
   */
  PaddedCopy(Buffer operand, List<Span> read, PadOperand.Order order) {
    this.operand = operand;
    this.channelsLast = order == PadOperand.Order.CHANNELS && operand.batched();
    this.read = channelsLast ? read : read.stream().map(Span::dense).toList();
    this.buffer = buffer(order);
  }

  private Buffer buffer(PadOperand.Order order) {
    List<String> labels = operand.axes().stream().map(Buffer.Axis::label).toList();
    List<Integer> sizes = new ArrayList<>(read.stream().map(Span::count).toList());
    List<Integer> inMemory = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      inMemory.add(i);
    }
    if (channelsLast && sizes.get(0) % ALIASED == 0) {
      sizes.set(0, sizes.get(0) + TOGETHER);
    }
    if (order != PadOperand.Order.PLANES && operand.batched()) {
      inMemory.remove(0);
      inMemory.add(channelsLast ? inMemory.size() : inMemory.size() - 1, 0);
    }
    return Buffer.ordered(operand.name() + "p", Buffer.Role.SCRATCH, false, labels, sizes, inMemory);
  }

  Buffer buffer() {
    return buffer;
  }

  Buffer operand() {
    return operand;
  }

  /** Where the copy has what the operand has at {@code access}. */
  Access access(Access access, Map<LoopVar, Interval> ranges) {
    List<Affine> element = element(access);
    List<Affine> subscripts = new ArrayList<>();
    for (int i = 0; i < element.size(); i++) {
      subscripts.add(read.get(i).number(element.get(i), ranges));
    }
    return new Access(buffer, subscripts);
  }

  /** The subscripts without the batch item. */
  static List<Affine> element(Access access) {
    return access.subscripts().subList(access.buffer().batched() ? 1 : 0, access.subscripts().size());
  }

  /**
   * The statements that make the copy.
   *
   * @param item the batch item, if the operand is batched
   */
  Stmt make(List<Affine> item) {
    List<LoopVar> variables = variables();
    List<Affine> target = new ArrayList<>();
    List<Affine> source = new ArrayList<>(item);
    List<Stmt.For> values = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      Span span = read.get(i);
      int pace = span.pace();
      int first = Math.toIntExact(Math.floorMod(span.min(), pace));
      int begin = Math.toIntExact(-Math.floorDiv(first - Math.max(0, span.min()), pace));
      int end = Math.toIntExact(Math.floorDiv(Math.min(operand.axes().get(i).extent() - 1L, span.max()) - first, pace)) + 1;
      if (begin >= end) {
        // Padding is all that any window sees, and nothing is copied.
        return section(SectionNames.of("pad", operand.name()), zeros(List.of(), List.of(), 0, 0, read.get(0).count()));
      }
      Affine at = Affine.of(variables.get(i));
      values.add(new Stmt.For(variables.get(i), begin, end, 1, Stmt.Block.of()));
      target.add(at.plus(Math.toIntExact((first - span.min()) / pace)));
      source.add(at.times(pace).plus(first));
    }
    Stmt copy = new Stmt.Store(new Access(buffer, target), new Expr.Load(new Access(operand, source)));
    String name = SectionNames.of("pad", operand.name());
    if (!channelsLast) {
      return section(name, Stmt.Block.of(zeros(List.of(), List.of(), 0, 0, read.get(0).count()), Nest.wrap(values, copy)));
    }
    List<Stmt> edges = new ArrayList<>();
    List<Stmt> parts = new ArrayList<>(List.of(byBlocks(values, copy)));
    for (int i = 1; i < values.size(); i++) {
      int offset = target.get(i).constant();
      List<Stmt> zeros = i == 1 ? edges : parts;
      addZeros(zeros, values, target, i, 0, values.get(i).begin() + offset);
      addZeros(zeros, values, target, i, values.get(i).end() + offset, read.get(i).count());
    }
    Stmt made = section(name, new Stmt.Block(parts));
    String clear = SectionNames.of("clear", buffer.name());
    return edges.isEmpty()
        ? made
        : Stmt.Block.of(new Stmt.Section(clear, "Sets the edges of " + buffer.name() + " to zero.", new Stmt.Block(edges)), made);
  }

  private List<LoopVar> variables() {
    int rank = read.size() - (operand.batched() ? 1 : 2);
    List<LoopVar> variables = new ArrayList<>(List.of(new LoopVar("c")));
    if (!operand.batched()) {
      variables.add(0, new LoopVar("f"));
    }
    for (int i = 0; i < rank; i++) {
      variables.add(new LoopVar("p" + "zyx".charAt(3 - rank + i)));
    }
    return variables;
  }

  private Stmt section(String name, Stmt body) {
    String what = operand.batched() ? "one item of " + operand.name() : operand.name();
    return new Stmt.Section(name, "Copies " + what + " between zeros.", body);
  }

  private void addZeros(List<Stmt> zeros, List<Stmt.For> values, List<Affine> target, int axis, int begin, int end) {
    if (begin < end) {
      zeros.add(zeros(values.subList(0, axis), target.subList(0, axis), axis, begin, end));
    }
  }

  /**
   * Zeros in {@code begin..end} of one axis.
   *
   * @param before loops over the axes in front of it
   * @param target subscripts of these axes
   */
  private Stmt zeros(List<Stmt.For> before, List<Affine> target, int axis, int begin, int end) {
    List<LoopVar> variables = variables();
    List<Stmt.For> loops = new ArrayList<>(before);
    List<Affine> at = new ArrayList<>(target);
    for (int i = axis; i < variables.size(); i++) {
      int first = i == axis ? begin : 0;
      int last = i == axis ? end : read.get(i).count();
      loops.add(new Stmt.For(variables.get(i), first, last, 1, Stmt.Block.of()));
      at.add(Affine.of(variables.get(i)));
    }
    if (channelsLast) {
      loops.add(loops.remove(0));
    }
    return Nest.wrap(loops, new Stmt.Store(new Access(buffer, at), new Expr.Literal(0)));
  }

  /** A loop nest over channels and positions by blocks of channels and of columns, columns innermost. */
  private static Stmt byBlocks(List<Stmt.For> loops, Stmt body) {
    Stmt.For channels = loops.get(0);
    int block = block(channels.end());
    LoopVar first = new LoopVar(channels.variable().name() + "b");
    List<Stmt.For> outer = new ArrayList<>(loops.subList(1, loops.size() - 1));
    outer.add(new Stmt.For(first, 0, channels.end(), block, Stmt.Block.of()));
    Stmt.For within = Stmt.For.of(channels.variable(), block, Stmt.Block.of());
    Affine channel = Affine.of(first).plus(Affine.of(channels.variable()));
    Stmt copy = Rewrite.substitute(body, channels.variable(), channel);
    return Nest.wrap(outer, Nest.byBlocks(List.of(within), loops.get(loops.size() - 1), COLUMNS, copy));
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
