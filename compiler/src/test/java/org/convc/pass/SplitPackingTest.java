package org.convc.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Buffer.Role;
import org.convc.ir.Expr;
import org.convc.ir.Interpreter;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Printer;
import org.convc.ir.Stmt;
import org.convc.ir.Verifier;
import org.convc.runtime.ElementType;
import org.junit.jupiter.api.Test;

/** Kernels of one number each, put together from statements that copy one buffer into another. */
class SplitPackingTest {

  private static final LoopVar N = new LoopVar("n");
  private static final Buffer X = buffer("x", Role.INPUT, true);
  private static final Buffer W = buffer("w", Role.INPUT, false);
  private static final Buffer B = buffer("b", Role.INPUT, false);
  private static final Buffer Y = buffer("y", Role.OUTPUT, true);
  private static final Buffer S = buffer("s", Role.SCRATCH, false);
  private static final Buffer T = buffer("t", Role.SCRATCH, false);
  private static final Buffer U = buffer("u", Role.SCRATCH, false);

  @Test
  void whatIsMadeOfTheWeightsMovesInOrder() {
    Kernel split = split(kernel(copy(W, S), copy(S, T), items(T)));
    assertEquals(List.of("s", "t"), names(split.packed()));
    assertEquals(List.of("u"), names(split.scratch()));
    assertEquals("s[0] = w[0]\nt[0] = s[0]\n", text(split.packing()));
  }

  @Test
  void whatDependsOnAnythingElseStays() {
    Kernel split = split(kernel(copy(B, S), copy(W, T), copy(S, U), items(T)));
    assertEquals(List.of("t"), names(split.packed()));
    assertEquals("t[0] = w[0]\n", text(split.packing()));
  }

  @Test
  void whatTheBodyWritesTooStays() {
    Kernel kernel = kernel(copy(W, S), copy(S, T), items(T), copy(W, S));
    assertSame(kernel, new SplitPacking().apply(kernel));
    Kernel twice = kernel(copy(W, S), copy(B, S), items(S));
    assertSame(twice, new SplitPacking().apply(twice));
  }

  @Test
  void nothingBehindTheLoopMoves() {
    Kernel kernel = kernel(items(W), copy(W, S));
    assertSame(kernel, new SplitPacking().apply(kernel));
  }

  @Test
  void constantsMoveWithTheRestOfTheirBuffer() {
    Stmt zero = new Stmt.Store(at(S), new Expr.Literal(0));
    Kernel split = split(kernel(new Stmt.Section("pad", "Pads.", Stmt.Block.of(zero, copy(W, S))), items(S)));
    assertEquals("section pad  // Pads.\n  s[0] = 0\n  s[0] = w[0]\n", text(split.packing()));
  }

  @Test
  void routinesAreLookedInto() {
    Kernel.Routine pack = new Kernel.Routine("pack", "Packs.", List.of(), copy(W, S));
    Stmt store = new Stmt.Store(at(Y), new Expr.Load(at(S)));
    Kernel.Routine item = new Kernel.Routine("item", "One item.", List.of(N), store);
    Stmt call = new Stmt.Call("pack", List.of());
    Stmt loop = new Stmt.ForBatch(N, new Stmt.Call("item", List.of(Affine.of(N))));
    Kernel split = split(kernel(call, loop).withRoutines(List.of(pack, item)));
    assertEquals("pack()\n", text(split.packing()));
    assertEquals(List.of("s"), names(split.packed()));
  }

  @Test
  void againChangesNothing() {
    Kernel split = split(kernel(copy(W, S), copy(B, T), items(S)));
    assertSame(split, new SplitPacking().apply(split));
  }

  /** The kernel after the pass, which is well formed and does the same. */
  private static Kernel split(Kernel kernel) {
    Verifier.verify(kernel);
    Kernel split = new SplitPacking().apply(kernel);
    Verifier.verify(split);
    assertArrayEquals(run(kernel), run(split));
    return split;
  }

  private static double[] run(Kernel kernel) {
    Map<String, double[]> arguments = new HashMap<>();
    arguments.put("x", new double[] {2, 3});
    arguments.put("w", new double[] {5});
    arguments.put("b", new double[] {7});
    arguments.put("y", new double[2]);
    Arrays.fill(arguments.get("y"), Double.NaN);
    Interpreter.run(kernel, 2, arguments);
    return arguments.get("y");
  }

  private static Kernel kernel(Stmt... statements) {
    List<Buffer> arguments = List.of(X, W, B, Y);
    return new Kernel(
        "forward", ElementType.FLOAT, arguments, List.of(S, T, U), List.of(), Stmt.Block.of(statements));
  }

  private static Stmt copy(Buffer from, Buffer to) {
    return new Stmt.Store(at(to), new Expr.Load(at(from)));
  }

  /** {@code for n: y[n] = x[n] * factor + 0} */
  private static Stmt items(Buffer factor) {
    Expr product = new Expr.Fma(new Expr.Load(at(X)), new Expr.Load(at(factor)), new Expr.Literal(0));
    return new Stmt.ForBatch(N, new Stmt.Store(at(Y), product));
  }

  private static Access at(Buffer buffer) {
    Affine zero = Affine.constant(0);
    return new Access(buffer, buffer.batched() ? List.of(Affine.of(N), zero) : List.of(zero));
  }

  private static Buffer buffer(String name, Role role, boolean batched) {
    return Buffer.rowMajor(name, role, batched, List.of("column"), List.of(1));
  }

  private static List<String> names(List<Buffer> buffers) {
    return buffers.stream().map(Buffer::name).toList();
  }

  private static String text(Stmt s) {
    return Printer.print(s);
  }
}
