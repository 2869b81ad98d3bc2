package org.convc.emit;

import java.util.ArrayList;
import java.util.List;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Buffer.Role;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.ElementType;

/**
 * The forward kernel of {@link Layers#dense()} written by hand as a schedule would leave it: a padded copy, tiles of 2 filters x 4 columns
 * in a routine with its accumulators in locals, one loop per tap unrolled around the channels.
 */
final class ScheduledForward {

  private static final int FILTERS = 2;
  private static final int COLUMNS = 4;
  private static final int TAPS = 3;

  private static final LoopVar N = new LoopVar("n");
  private static final LoopVar OC = new LoopVar("oc");
  private static final LoopVar IC = new LoopVar("ic");
  private static final LoopVar OY = new LoopVar("oy");
  private static final LoopVar OX = new LoopVar("ox");
  private static final LoopVar PY = new LoopVar("py");
  private static final LoopVar PX = new LoopVar("px");

  private final Buffer x;
  private final Buffer w;
  private final Buffer b;
  private final Buffer y;
  private final Buffer padded;

  private ScheduledForward(Kernel definition) {
    this.x = definition.arguments().get(0);
    this.w = definition.arguments().get(1);
    this.b = definition.arguments().get(2);
    this.y = definition.arguments().get(3);
    this.padded =
        Buffer.rowMajor("padded", Role.SCRATCH, false, List.of("channel", "row", "column"), List.of(2, 8, 10));
  }

  static Kernel of(Layer dense) {
    return new ScheduledForward(Definition.of(dense, KernelKind.FORWARD)).kernel();
  }

  private Kernel kernel() {
    Stmt.Call tile = new Stmt.Call("tile", List.of(Affine.of(N), Affine.of(OC), Affine.of(OY), Affine.of(OX)));
    Stmt tiles =
        new Stmt.For(OC, 0, 6, FILTERS, Stmt.For.of(OY, 6, new Stmt.For(OX, 0, 8, COLUMNS, tile)));
    Stmt pad = new Stmt.Section("pad", "The input with a border of zeros.", pad());
    Stmt body = new Stmt.ForBatch(N, Stmt.Block.of(pad, tiles));
    Kernel.Routine routine =
        new Kernel.Routine("tile", "2 filters x 4 columns of the output.", List.of(N, OC, OY, OX), tile());
    return new Kernel(
        "forward", ElementType.FLOAT, List.of(x, w, b, y), List.of(padded), List.of(routine), body);
  }

  private Stmt pad() {
    Access target = new Access(padded, List.of(Affine.of(IC), Affine.of(PY), Affine.of(PX)));
    Affine row = Affine.of(PY).plus(-1);
    Affine column = Affine.of(PX).plus(-1);
    Access source = new Access(x, List.of(Affine.of(N), Affine.of(IC), row, column));
    Stmt copy =
        Stmt.Block.of(
            new Stmt.Let("v", new Expr.Literal(0)),
            new Stmt.If(
                List.of(new Stmt.Condition(row, 6), new Stmt.Condition(column, 8)),
                new Stmt.Assign("v", new Expr.Load(source))),
            new Stmt.Store(target, new Expr.Local("v")));
    return Stmt.For.of(IC, 2, Stmt.For.of(PY, 8, Stmt.For.of(PX, 10, copy)));
  }

  private Stmt tile() {
    List<Stmt> parts = new ArrayList<>();
    forEachAccumulator(
        (f, c) -> parts.add(new Stmt.Let("a" + f + c, new Expr.Load(new Access(b, List.of(Affine.of(OC).plus(f)))))));
    for (int ky = 0; ky < TAPS; ky++) {
      for (int kx = 0; kx < TAPS; kx++) {
        parts.add(Stmt.For.of(IC, 2, tap(ky, kx)));
      }
    }
    forEachAccumulator((f, c) -> parts.add(new Stmt.Store(output(f, c), new Expr.Local("a" + f + c))));
    return new Stmt.Block(parts);
  }

  private Stmt tap(int ky, int kx) {
    List<Stmt> parts = new ArrayList<>();
    for (int c = 0; c < COLUMNS; c++) {
      Access input = new Access(padded, List.of(Affine.of(IC), Affine.of(OY).plus(ky), Affine.of(OX).plus(kx + c)));
      parts.add(new Stmt.Let("x" + c, new Expr.Load(input)));
    }
    for (int f = 0; f < FILTERS; f++) {
      Access weight =
          new Access(w, List.of(Affine.of(OC).plus(f), Affine.of(IC), Affine.constant(ky), Affine.constant(kx)));
      parts.add(new Stmt.Let("w" + f, new Expr.Load(weight)));
      for (int c = 0; c < COLUMNS; c++) {
        String a = "a" + f + c;
        Expr sum = new Expr.Fma(new Expr.Local("w" + f), new Expr.Local("x" + c), new Expr.Local(a));
        parts.add(new Stmt.Assign(a, sum));
      }
    }
    return new Stmt.Block(parts);
  }

  private Access output(int f, int c) {
    return new Access(y, List.of(Affine.of(N), Affine.of(OC).plus(f), Affine.of(OY), Affine.of(OX).plus(c)));
  }

  private interface Accumulator {
    void at(int filter, int column);
  }

  private static void forEachAccumulator(Accumulator accumulator) {
    for (int f = 0; f < FILTERS; f++) {
      for (int c = 0; c < COLUMNS; c++) {
        accumulator.at(f, c);
      }
    }
  }
}
