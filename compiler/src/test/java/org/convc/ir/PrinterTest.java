package org.convc.ir;

import static org.convc.ir.Signal.I;
import static org.convc.ir.Signal.LENGTH;
import static org.convc.ir.Signal.N;
import static org.convc.ir.Signal.VALUE;
import static org.convc.ir.Signal.store;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.convc.runtime.Activation;
import org.convc.runtime.ElementType;
import org.junit.jupiter.api.Test;

class PrinterTest {

  @Test
  void wholeKernel() {
    Stmt guarded = new Stmt.If(List.of(new Stmt.Condition(Affine.of(I).plus(-1), 2)), store(Affine.of(I), new Expr.Local("a")));
    Stmt loop = new Stmt.For(I, 0, LENGTH, 2, Stmt.Block.of(new Stmt.Let("a", VALUE), new Stmt.Assign("a", new Expr.Literal(0.5)), guarded));
    Kernel.Routine routine = new Kernel.Routine("tile", "One tile.", List.of(N), new Stmt.Section("part", "A part.", loop));
    Kernel kernel =
        Signal.kernel(new Stmt.ForBatch(N, new Stmt.Call("tile", List.of(Affine.of(N))))).withRoutines(List.of(routine));
    assertEquals(
        """
        kernel forward, float
        input x[batch, column 4]
        output y[batch, column 4]
        scratch t[column 4]
        for n in batch
          tile(n)
        routine tile(n)  // One tile.
          section part  // A part.
            for i in 0..4 by 2
              let a = fma(3, x[n, i], 1)
              a = 0.5
              if 0 <= i - 1 < 2
                y[n, i] = a
        """,
        Printer.print(kernel));
  }

  @Test
  void packing() {
    Buffer w = Buffer.rowMajor("w", Buffer.Role.INPUT, false, List.of("tap"), List.of(LENGTH));
    Buffer wp = Buffer.rowMajor("wp", Buffer.Role.PACKED, false, List.of("tap"), List.of(LENGTH));
    Affine i = Affine.of(I);
    Stmt copy = Stmt.For.of(I, LENGTH, new Stmt.Store(Signal.at(wp, i), new Expr.Load(Signal.at(w, i))));
    Kernel empty = new Kernel("forward", ElementType.DOUBLE, List.of(w), List.of(), List.of(), Stmt.Block.of());
    Kernel kernel = empty.withPacking(List.of(wp), copy);
    assertEquals(
        """
        kernel forward, double
        input w[tap 4]
        packed wp[tap 4]
        packing
          for i in 0..4
            wp[i] = w[i]
        """,
        Printer.print(kernel));
  }

  @Test
  void expressions() {
    assertEquals("3 + 0.25", Printer.print(new Expr.Add(new Expr.Literal(3), new Expr.Literal(0.25))));
    Expr sum = new Expr.Add(new Expr.Local("b"), new Expr.Local("c"));
    assertEquals("a - (b + c)", Printer.print(new Expr.Subtract(new Expr.Local("a"), sum)));
    assertEquals("(b + c) * a", Printer.print(new Expr.Multiply(sum, new Expr.Local("a"))));
    assertEquals("cosine(4*i + 1 of 32)", Printer.print(new Expr.Cosine(Affine.of(I).times(4).plus(1), 32)));
    assertEquals(
        "clip(0, 6)(a)", Printer.print(new Expr.Activate(Activation.of(Activation.Function.CLIP, 0, 6), new Expr.Local("a"))));
  }
}
