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
 * <p>Exact for finite numbers: {@code fma(0, w, sum)} is {@code sum}. The copy of a data tensor holds one batch item, channels outermost
 * whatever its layout, and weights are copied once a call. A copy holds just the elements that some term reads.
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
    // In double, for the product of all axes may be beyond long.
    double elements = extents.stream().mapToDouble(i -> i.max() - i.min() + 1).reduce(1, (a, b) -> a * b);
    if (elements > mostElements) {
      return kernel;
    }
    Buffer padded = padded(operand, extents);
    List<Buffer> scratch = new ArrayList<>(kernel.scratch());
    scratch.add(padded);
    Stmt body = rewrite(kernel.body(), operand, padded, extents);
    Stmt once = operand.batched() ? Stmt.Block.of() : copy(List.of(), operand, padded, extents);
    return kernel.withScratch(scratch).withBody(Stmt.Block.of(once, body));
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
              && load.access().buffer().role() == Buffer.Role.INPUT) {
            found.add(load.access());
          }
          return load;
        });
    return found.stream().findFirst();
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

  private static Buffer padded(Buffer operand, List<Interval> extents) {
    List<String> labels = operand.axes().stream().map(Buffer.Axis::label).toList();
    List<Integer> sizes = extents.stream().map(i -> Math.toIntExact(i.max() - i.min() + 1)).toList();
    return Buffer.rowMajor(operand.name() + "p", Buffer.Role.SCRATCH, false, labels, sizes);
  }

  private static Stmt rewrite(Stmt s, Buffer operand, Buffer padded, List<Interval> extents) {
    if (s instanceof Stmt.ForBatch && operand.batched()) {
      Stmt.ForBatch loop = (Stmt.ForBatch) s;
      Stmt copy = copy(List.of(Affine.of(loop.item())), operand, padded, extents);
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
      subscripts.add(element(access).get(i).plus(Math.toIntExact(-extents.get(i).min())));
    }
    return new Access(padded, subscripts);
  }

  /**
   * @param item the batch item, if the operand is batched
   */
  private static Stmt copy(List<Affine> item, Buffer operand, Buffer padded, List<Interval> extents) {
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
    String what = operand.batched() ? "one item of " + operand.name() : operand.name();
    return new Stmt.Section(name, "Copies " + what + " between zeros.", Stmt.Block.of(zeros, values));
  }
}
