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
    Map<Buffer, List<Span>> read = new LinkedHashMap<>();
    boolean[] bought = {true};
    collect(kernel.body(), new HashMap<>(), read, bought);
    if (read.isEmpty() || !bought[0] || read.values().stream().anyMatch(e -> elements(e) > mostElements)) {
      return kernel;
    }
    Map<Buffer, PaddedCopy> copies = new LinkedHashMap<>();
    read.forEach((operand, spans) -> copies.put(operand, new PaddedCopy(operand, spans, order)));
    List<Buffer> scratch = new ArrayList<>(kernel.scratch());
    copies.values().forEach(copy -> scratch.add(copy.buffer()));
    Stmt body = rewrite(kernel.body(), new HashMap<>(), copies);
    List<Stmt> once = new ArrayList<>();
    copies.values().stream().filter(copy -> !copy.operand().batched()).forEach(copy -> once.add(copy.make(List.of())));
    once.add(body);
    return kernel.withScratch(scratch).withBody(new Stmt.Block(once));
  }

  /** In double, for the product of all axes may be beyond long. */
  private static double elements(List<Span> spans) {
    return spans.stream().mapToDouble(s -> s.max() - s.min() + 1).reduce(1, (a, b) -> a * b);
  }

  /** What is read of each conditioned operand: the values of its subscripts after the batch item. */
  private static void collect(
      Stmt s, Map<LoopVar, Interval> ranges, Map<Buffer, List<Span>> read, boolean[] bought) {
    if (s instanceof Stmt.For) {
      Stmt.For loop = (Stmt.For) s;
      Map<LoopVar, Interval> inner = new HashMap<>(ranges);
      inner.put(loop.variable(), loop.interval());
      collect(loop.body(), inner, read, bought);
    } else if (s instanceof Stmt.If && ((Stmt.If) s).body() instanceof Stmt.Store) {
      Stmt.If test = (Stmt.If) s;
      List<Access> conditioned = conditioned(test);
      bought[0] &= decides(test, conditioned);
      conditioned.forEach(access -> read.merge(access.buffer(), spans(access, ranges), PadOperand::union));
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

  private static List<Span> spans(Access access, Map<LoopVar, Interval> ranges) {
    return PaddedCopy.element(access).stream().map(subscript -> Span.of(subscript, ranges)).toList();
  }

  private static List<Span> union(List<Span> a, List<Span> b) {
    List<Span> union = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      union.add(a.get(i).union(b.get(i)));
    }
    return union;
  }

  private static Stmt rewrite(Stmt s, Map<LoopVar, Interval> ranges, Map<Buffer, PaddedCopy> copies) {
    if (s instanceof Stmt.ForBatch) {
      Stmt.ForBatch loop = (Stmt.ForBatch) s;
      List<Stmt> parts = new ArrayList<>();
      copies.values().stream()
          .filter(copy -> copy.operand().batched())
          .forEach(copy -> parts.add(copy.make(List.of(Affine.of(loop.item())))));
      parts.add(rewrite(loop.body(), ranges, copies));
      return new Stmt.ForBatch(loop.item(), new Stmt.Block(parts));
    }
    if (s instanceof Stmt.For) {
      Map<LoopVar, Interval> inner = new HashMap<>(ranges);
      inner.put(((Stmt.For) s).variable(), ((Stmt.For) s).interval());
      return s.mapParts(part -> rewrite(part, inner, copies));
    }
    if (s instanceof Stmt.If && ((Stmt.If) s).body() instanceof Stmt.Store) {
      Stmt.If test = (Stmt.If) s;
      if (!conditioned(test).isEmpty()) {
        return Rewrite.loads(
            test.body(),
            load -> {
              PaddedCopy copy = copies.get(load.access().buffer());
              return copy == null ? load : new Expr.Load(copy.access(load.access(), ranges));
            });
      }
    }
    return s.mapParts(part -> rewrite(part, ranges, copies));
  }
}
