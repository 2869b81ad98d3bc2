package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.convc.ir.Affine;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * Sums of neighbouring rows share what they read: each row is loaded once and added to all sums that it belongs to, of which one is
 * finished with it and one begun.
 *
 * <pre>
 *   for o in 0..9 { let a = 0; for k in 0..2 { a = fma(x[o + k], w[k], a) }; y[o] = a }
 *   =>
 *   let w0 = w[0]; let w1 = w[1]; let a0 = 0
 *   let r0 = x[0]; a0 = fma(r0, w0, a0)
 *   for o in 0..9 { let a1 = 0; let v = x[o + 1]; a0 = fma(v, w1, a0); a1 = fma(v, w0, a1); y[o] = a0; a0 = a1 }
 * </pre>
 *
 * <p>The terms of every sum keep their order: where the rows go backwards with the taps, so does the loop over sums. With a stride a loop
 * goes on by that many rows. For sums over the taps of a single channel.
 */
public final class RollRows implements Pass {

  private final String kernelName;
  private final LoopVar rows;
  private final LoopVar tapRow;
  private final LoopVar tap;
  private final int mostKept;

  /**
   * @param rows the variable over rows of sums
   * @param tapRow the variable over rows of taps
   * @param tap the variable over the taps of a row
   * @param mostKept weights that are kept in registers; if there are more, none is
   */
  public RollRows(String kernelName, LoopVar rows, LoopVar tapRow, LoopVar tap, int mostKept) {
    this.kernelName = kernelName;
    this.rows = rows;
    this.tapRow = tapRow;
    this.tap = tap;
    this.mostKept = mostKept;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private Stmt rewrite(Stmt s) {
    return SumNest.of(s).flatMap(this::rolled).orElseGet(() -> s.mapParts(this::rewrite));
  }

  private Optional<Stmt> rolled(SumNest nest) {
    Optional<Stmt.For> over = loop(nest.elements(), rows);
    Optional<Stmt.For> down = loop(nest.terms(), tapRow);
    Optional<Stmt.For> along = loop(nest.terms(), tap);
    boolean taps = nest.terms().stream().allMatch(l -> l.trips() == 1 || l.variable().equals(tapRow) || l.variable().equals(tap));
    if (over.isEmpty() || down.isEmpty() || along.isEmpty() || !taps || !isSame(nest.start().value())) {
      return Optional.empty();
    }
    for (int stride = 1; stride < down.get().trips(); stride++) {
      for (int direction : new int[] {1, -1}) {
        Roll roll = new Roll(nest, over.get(), down.get().trips(), along.get().trips(), stride, direction);
        if (roll.applies()) {
          return Optional.of(roll.toStmt());
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Stmt.For> loop(List<Stmt.For> loops, LoopVar variable) {
    return loops.stream().filter(l -> l.variable().equals(variable) && l.begin() == 0 && l.step() == 1).findFirst();
  }

  /** Whether all rows start from one value. */
  private boolean isSame(Expr start) {
    return start instanceof Expr.Broadcast && Rewrite.affines(start, a -> a.substitute(rows, Affine.constant(0))).equals(start);
  }

  /** One nest, and by how many rows of the operand the next sum begins later. */
  private final class Roll {
    private final SumNest nest;
    private final Stmt.For over;
    private final int tapRows;
    private final int taps;
    private final int stride;
    private final int direction;
    private final int sums;
    private final boolean kept;
    private final Expr vector;
    private final Expr weight;

    Roll(SumNest nest, Stmt.For over, int tapRows, int taps, int stride, int direction) {
      this.nest = nest;
      this.over = over;
      this.tapRows = tapRows;
      this.taps = taps;
      this.stride = stride;
      this.direction = direction;
      this.sums = (tapRows + stride - 1) / stride;
      this.kept = tapRows * taps <= mostKept;
      boolean vectorFirst = nest.product().a() instanceof Expr.LoadVector;
      this.vector = inOnlyChannel(vectorFirst ? nest.product().a() : nest.product().b());
      this.weight = inOnlyChannel(vectorFirst ? nest.product().b() : nest.product().a());
    }

    /** An operand without the loops over terms of a single trip. */
    private Expr inOnlyChannel(Expr operand) {
      Expr result = operand;
      for (Stmt.For loop : nest.terms()) {
        if (loop.trips() == 1) {
          result = Rewrite.affines(result, a -> a.substitute(loop.variable(), Affine.constant(loop.begin())));
        }
      }
      return result;
    }

    /** Whether the next sum reads with an earlier tap what this one reads with a later one. */
    boolean applies() {
      Expr next =
          Rewrite.affines(
              vector,
              a -> a.substitute(rows, Affine.of(rows).plus(direction)).substitute(tapRow, Affine.of(tapRow).plus(-stride)));
      Expr nextWeight = Rewrite.affines(weight, a -> a.substitute(rows, Affine.of(rows).plus(1)));
      return vector instanceof Expr.LoadVector && next.equals(vector) && weight instanceof Expr.Broadcast && nextWeight.equals(weight);
    }

    Stmt toStmt() {
      List<Stmt> body = new ArrayList<>();
      if (kept) {
        for (int row = 0; row < tapRows; row++) {
          for (int k = 0; k < taps; k++) {
            body.add(new Stmt.Let(weightName(row, k), weight(row, k)));
          }
        }
      }
      for (int sum = 0; sum < sums - 1; sum++) {
        body.add(new Stmt.Let(name(sum), nest.start().value()));
      }
      for (int row = 0; row < tapRows - stride; row++) {
        row(row, "first", first(), body);
      }
      List<Stmt> step = new ArrayList<>();
      step.add(new Stmt.Let(name(sums - 1), nest.start().value()));
      for (int row = tapRows - stride; row < tapRows; row++) {
        row(row, "next", a -> a.substitute(rows, current()), step);
      }
      Expr finished = Rewrite.replace(nest.end().value(), new Expr.Local(nest.step().local()), new Expr.Local(name(0)));
      step.add(Rewrite.substitute(new Stmt.Store(nest.end().target(), finished), rows, current()));
      for (int sum = 0; sum < sums - 1; sum++) {
        step.add(new Stmt.Assign(name(sum), new Expr.Local(name(sum + 1))));
      }
      body.add(new Stmt.For(rows, 0, over.end(), 1, new Stmt.Block(step)));
      List<Stmt.For> outer = nest.elements().stream().filter(l -> !l.variable().equals(rows)).toList();
      String purpose = "Row after row: each row that is read is added to all of the " + sums + " sums that it belongs to.";
      return Nest.wrap(outer, new Stmt.Section(kernelName + "Rows", purpose, new Stmt.Block(body)));
    }

    private Affine current() {
      return direction > 0 ? Affine.of(rows) : Affine.of(rows).times(-1).plus(over.end() - 1);
    }

    private UnaryOperator<Affine> first() {
      return a -> a.substitute(rows, Affine.constant(direction > 0 ? 0 : over.end() - 1));
    }

    /** What a row adds to all sums, {@code row} rows after where the sum begins that is finished next. */
    private void row(int row, String stem, UnaryOperator<Affine> place, List<Stmt> into) {
      for (int k = 0; k < taps; k++) {
        Expr load = Rewrite.affines(tap(vector, row, k), place);
        Expr.Local local = new Expr.Local(stem + row + "_" + k);
        into.add(new Stmt.Let(local.name(), load));
        for (int sum = 0; sum < sums && row - sum * stride >= 0; sum++) {
          int tapRowOfSum = row - sum * stride;
          Expr factor = kept ? new Expr.Local(weightName(tapRowOfSum, k)) : weight(tapRowOfSum, k);
          into.add(new Stmt.Assign(name(sum), new Expr.Fma(local, factor, new Expr.Local(name(sum)))));
        }
      }
    }

    private Expr weight(int row, int k) {
      return Rewrite.affines(tap(weight, row, k), first());
    }

    private Expr tap(Expr e, int row, int k) {
      return Rewrite.affines(e, a -> a.substitute(tapRow, Affine.constant(row)).substitute(tap, Affine.constant(k)));
    }

    private String name(int sum) {
      return nest.step().local() + sum;
    }

    private String weightName(int row, int k) {
      return "w" + row + "_" + k;
    }
  }
}
