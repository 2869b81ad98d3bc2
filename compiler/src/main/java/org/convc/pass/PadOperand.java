package org.convc.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * <p>Exact for finite weights: {@code fma(0, w, sum)} is {@code sum}. The copy holds one batch item, channels outermost whatever the layout
 * of the operand, and just the elements that some window reads.
 */
public final class PadOperand implements Pass {

  private final long mostElements;

  /**
   * @param mostElements an operand that would need a larger copy keeps its conditions
   */
  public PadOperand(long mostElements) {
    this.mostElements = mostElements;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    Map<Buffer, List<Interval>> read = new HashMap<>();
    collect(kernel.body(), new HashMap<>(), read);
    if (read.size() != 1) {
      return kernel;
    }
    Buffer operand = read.keySet().iterator().next();
    List<Interval> extents = read.get(operand);
    long elements = extents.stream().mapToLong(i -> i.max() - i.min() + 1).reduce(1, Math::multiplyExact);
    if (elements > mostElements) {
      return kernel;
    }
    Buffer padded = padded(operand, extents);
    List<Buffer> scratch = new ArrayList<>(kernel.scratch());
    scratch.add(padded);
    return kernel.withScratch(scratch).withBody(rewrite(kernel.body(), operand, padded, extents));
  }

  /** What is read of each conditioned operand, as intervals of its subscripts after the batch item. */
  private static void collect(Stmt s, Map<LoopVar, Interval> ranges, Map<Buffer, List<Interval>> read) {
    if (s instanceof Stmt.For) {
      Stmt.For loop = (Stmt.For) s;
      Map<LoopVar, Interval> inner = new HashMap<>(ranges);
      inner.put(loop.variable(), loop.interval());
      collect(loop.body(), inner, read);
    } else if (s instanceof Stmt.If && ((Stmt.If) s).body() instanceof Stmt.Store) {
      Stmt.If test = (Stmt.If) s;
      conditioned(test).ifPresent(access -> read.merge(access.buffer(), intervals(access, ranges), PadOperand::union));
    } else {
      s.mapParts(
          part -> {
            collect(part, ranges, read);
            return part;
          });
    }
  }

  /** The load on whose subscripts alone the conditions are. */
  private static Optional<Access> conditioned(Stmt.If test) {
    List<Access> found = new ArrayList<>();
    Rewrite.loads(
        test.body(),
        load -> {
          if (test.conditions().stream().allMatch(c -> load.access().subscripts().contains(c.value()))
              && load.access().buffer().role() == Buffer.Role.INPUT
              && load.access().buffer().batched()) {
            found.add(load.access());
          }
          return load;
        });
    return found.stream().findFirst();
  }

  private static List<Interval> intervals(Access access, Map<LoopVar, Interval> ranges) {
    List<Interval> intervals = new ArrayList<>();
    for (int i = 1; i < access.subscripts().size(); i++) {
      int extent = access.buffer().axes().get(i - 1).extent();
      // All channels are copied, so that one copy serves every group.
      intervals.add(i == 1 ? new Interval(0, extent - 1L) : access.subscripts().get(i).interval(ranges));
    }
    return intervals;
  }

  private static List<Interval> union(List<Interval> a, List<Interval> b) {
    List<Interval> union = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      union.add(a.get(i).union(b.get(i)));
    }
    return union;
  }

  private static Buffer padded(Buffer operand, List<Interval> extents) {
    List<String> labels = operand.axes().stream().map(Buffer.Axis::label).toList();
    List<Integer> sizes = extents.stream().map(i -> Math.toIntExact(i.max() - i.min() + 1)).toList();
    return Buffer.rowMajor(operand.name() + "p", Buffer.Role.SCRATCH, false, labels, sizes);
  }

  private static Stmt rewrite(Stmt s, Buffer operand, Buffer padded, List<Interval> extents) {
    if (s instanceof Stmt.ForBatch) {
      Stmt.ForBatch loop = (Stmt.ForBatch) s;
      Stmt copy = copy(loop.item(), operand, padded, extents);
      return new Stmt.ForBatch(
          loop.item(), Stmt.Block.of(copy, rewrite(loop.body(), operand, padded, extents)));
    }
    if (s instanceof Stmt.If && ((Stmt.If) s).body() instanceof Stmt.Store) {
      Stmt.If test = (Stmt.If) s;
      if (conditioned(test).filter(a -> a.buffer().equals(operand)).isPresent()) {
        return Rewrite.loads(
            test.body(),
            load -> load.access().buffer().equals(operand) ? new Expr.Load(shift(load.access(), padded, extents)) : load);
      }
    }
    return s.mapParts(part -> rewrite(part, operand, padded, extents));
  }

  private static Access shift(Access access, Buffer padded, List<Interval> extents) {
    List<Affine> subscripts = new ArrayList<>();
    for (int i = 0; i < extents.size(); i++) {
      subscripts.add(access.subscripts().get(i + 1).plus(Math.toIntExact(-extents.get(i).min())));
    }
    return new Access(padded, subscripts);
  }

  private static Stmt copy(LoopVar item, Buffer operand, Buffer padded, List<Interval> extents) {
    List<LoopVar> variables = new ArrayList<>();
    for (int i = 0; i < extents.size(); i++) {
      variables.add(new LoopVar(i == 0 ? "c" : "p" + "zyx".charAt(3 - extents.size() + i)));
    }
    List<Affine> at = variables.stream().map(Affine::of).toList();
    Stmt zeros = new Stmt.Store(new Access(padded, at), new Expr.Literal(0));
    List<Affine> source = new ArrayList<>(List.of(Affine.of(item)));
    source.addAll(at);
    Access element = new Access(operand, source);
    Stmt values = new Stmt.Store(shift(element, padded, extents), new Expr.Load(element));
    boolean overlap = true;
    for (int i = extents.size() - 1; i >= 0; i--) {
      Interval e = extents.get(i);
      zeros = Stmt.For.of(variables.get(i), padded.axes().get(i).extent(), zeros);
      int begin = Math.toIntExact(Math.max(0, e.min()));
      int end = Math.toIntExact(Math.min(operand.axes().get(i).extent() - 1L, e.max()) + 1);
      // Where padding is all that any window sees, nothing is copied.
      overlap &= begin < end;
      values = overlap ? new Stmt.For(variables.get(i), begin, end, 1, values) : Stmt.Block.of();
    }
    String name = "pad" + Character.toUpperCase(operand.name().charAt(0)) + operand.name().substring(1);
    return new Stmt.Section(
        name, "Copies one item of " + operand.name() + " between zeros.", Stmt.Block.of(zeros, values));
  }
}
