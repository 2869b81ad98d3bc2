package org.convc.ir;

import static org.convc.ir.Signal.I;
import static org.convc.ir.Signal.LENGTH;
import static org.convc.ir.Signal.N;
import static org.convc.ir.Signal.T;
import static org.convc.ir.Signal.VALUE;
import static org.convc.ir.Signal.X;
import static org.convc.ir.Signal.Y;
import static org.convc.ir.Signal.at;
import static org.convc.ir.Signal.forEach;
import static org.convc.ir.Signal.kernel;
import static org.convc.ir.Signal.store;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.convc.runtime.ElementType;
import org.junit.jupiter.api.Test;

/** What no pass may leave behind. */
class VerifierTest {

  private static final Buffer W = buffer("w", Buffer.Role.INPUT);
  private static final Buffer B = buffer("b", Buffer.Role.INPUT);
  private static final Buffer P = buffer("p", Buffer.Role.PACKED);

  @Test
  void acceptsAWellFormedKernel() {
    assertDoesNotThrow(() -> Verifier.verify(kernel(forEach(store(Affine.of(I), VALUE)))));
  }

  @Test
  void subscriptsStayInside() {
    refused("leaves its axis of 4", forEach(store(Affine.of(I).plus(1), VALUE)));
    refused("leaves its axis of 4", forEach(store(Affine.of(I).plus(-1), VALUE)));
    refused("leaves its axis of 4", forEach(store(Affine.of(I), new Expr.Load(at(X, Affine.of(I).times(2))))));
  }

  @Test
  void aConditionGuardsItsOwnSubscriptOnly() {
    Affine next = Affine.of(I).plus(1);
    Stmt guarded = new Stmt.If(List.of(new Stmt.Condition(next, LENGTH)), store(next, VALUE));
    assertDoesNotThrow(() -> Verifier.verify(kernel(forEach(guarded))));
    refused("leaves", forEach(new Stmt.If(List.of(new Stmt.Condition(next, LENGTH)), store(next.plus(1), VALUE))));
    refused("leaves", forEach(new Stmt.If(List.of(new Stmt.Condition(next, LENGTH + 1)), store(next, VALUE))));
    refused("leaves", forEach(Stmt.Block.of(guarded, store(next, VALUE))));
  }

  @Test
  void vectorsInTurnAreOfOneEvenLength() {
    assertDoesNotThrow(() -> Verifier.verify(kernel(inTurn(2, 2))));
    refused("vectors of different lengths", inTurn(2, 4));
    refused("or of an odd one", inTurn(3, 3));
    refused("or of an odd one", inTurn(1, 1));
  }

  @Test
  void vectorsWhoseSecondLanesAreTakenAreOfOneEvenLength() {
    assertDoesNotThrow(() -> Verifier.verify(kernel(everySecond(2, 2))));
    refused("vectors of different lengths", everySecond(2, 4));
    refused("or of an odd one", everySecond(3, 3));
  }

  private static Stmt everySecond(int even, int odd) {
    Access first = at(X, Affine.constant(0));
    Stmt one = new Stmt.Let("even", new Expr.LoadVector(first, even));
    Expr both = new Expr.EverySecond(new Expr.Local("even"), new Expr.LoadVector(first, odd));
    return forEach(Stmt.Block.of(one, store(Affine.constant(0), both)));
  }

  private static Stmt inTurn(int even, int odd) {
    Access first = at(X, Affine.constant(0));
    Expr both = new Expr.Interleave(new Expr.LoadVector(first, even), new Expr.LoadVector(first, odd), false);
    return forEach(store(Affine.constant(0), both));
  }

  @Test
  void cosinesStayInTheirTable() {
    Affine past = Affine.of(I).plus(3);
    assertDoesNotThrow(() -> Verifier.verify(kernel(forEach(store(Affine.of(I), new Expr.Cosine(past.plus(-1), 4))))));
    refused("table of cosines", forEach(store(Affine.of(I), new Expr.Cosine(past, 4))));
    refused("table of cosines", forEach(store(Affine.of(I), new Expr.Cosine(past.times(-1), 4))));
    refused("not bound", forEach(store(Affine.of(I), new Expr.Cosine(Affine.of(new LoopVar("k")), 4))));
  }

  @Test
  void inputsAreNotWritten() {
    refused("is written", forEach(new Stmt.Store(at(X, Affine.of(I)), new Expr.Literal(0))));
  }

  @Test
  void onlyTheCurrentItemIsTouched() {
    Access other = new Access(Y, List.of(Affine.constant(0), Affine.of(I)));
    refused("current item", forEach(new Stmt.Store(other, VALUE)));
    refused("current item", Stmt.For.of(N, 1, Stmt.For.of(I, LENGTH, store(Affine.of(I), VALUE))));
    refused("within another", forEach(new Stmt.ForBatch(new LoopVar("m"), Stmt.Block.of())));
  }

  @Test
  void variablesAreBoundOnceAndBeforeUse() {
    refused("not bound", forEach(store(Affine.of(new LoopVar("j")), VALUE)));
    refused("bound twice", forEach(Stmt.For.of(I, LENGTH, Stmt.Block.of())));
  }

  @Test
  void localsAreDeclaredOnceAndBeforeUse() {
    Expr a = new Expr.Local("a");
    refused("not declared", forEach(store(Affine.of(I), a)));
    refused("not declared", forEach(new Stmt.Assign("a", VALUE)));
    refused("declared twice", forEach(Stmt.Block.of(new Stmt.Let("a", VALUE), new Stmt.Let("a", VALUE))));
    refused("not declared", forEach(Stmt.Block.of(new Stmt.Let("a", VALUE), new Stmt.Section("s", "S.", store(Affine.of(I), a)))));
    LoopVar j = new LoopVar("j");
    refused("not declared", forEach(Stmt.Block.of(Stmt.For.of(j, 2, new Stmt.Let("a", VALUE)), store(Affine.of(I), a))));
  }

  @Test
  void callsFitTheirRoutines() {
    Kernel.Routine routine = new Kernel.Routine("tile", "A tile.", List.of(N, I), store(Affine.of(I), VALUE));
    Stmt call = new Stmt.Call("tile", List.of(Affine.of(N), Affine.of(I)));
    assertDoesNotThrow(() -> Verifier.verify(kernel(forEach(call)).withRoutines(List.of(routine))));
    refused("no routine tile", forEach(call));
    refused("number of arguments", kernel(forEach(new Stmt.Call("tile", List.of(Affine.of(N))))).withRoutines(List.of(routine)));
    Stmt beyond = new Stmt.Call("tile", List.of(Affine.of(N), Affine.of(I).plus(1)));
    refused("leaves", kernel(forEach(beyond)).withRoutines(List.of(routine)));
  }

  @Test
  void buffersAreKnownAndDistinct() {
    Buffer other = Signal.buffer("z", Buffer.Role.OUTPUT);
    refused("unknown buffer", forEach(new Stmt.Store(at(other, Affine.of(I)), VALUE)));
    Kernel twice = kernel(Stmt.Block.of()).withScratch(List.of(T, T));
    refused("two buffers named t", twice);
    refused("is an argument", kernel(Stmt.Block.of()).withScratch(List.of(other)));
  }

  @Test
  void packingReadsTheWeightsAndWritesPackedBuffersAlone() {
    assertDoesNotThrow(() -> Verifier.verify(packing(copy(W, P))));
    assertDoesNotThrow(() -> Verifier.verify(packing(Stmt.Block.of(copy(W, P), copy(P, P)))));
    refused("b[i] is read by the packing", packing(copy(B, P)));
    refused("t[i] is read by the packing", packing(copy(T, P)));
    refused("t[i] is written by the packing", packing(copy(W, T)));
    refused("w[i] is written", packing(copy(W, W)));
    refused("over the batch in the packing", packing(new Stmt.ForBatch(N, copy(W, P))));
    Stmt ofX = new Stmt.Store(at(P, Affine.of(I)), VALUE);
    Kernel.Routine routine = new Kernel.Routine("pack", "Packs.", List.of(I), ofX);
    Stmt call = new Stmt.Call("pack", List.of(Affine.of(I)));
    refused("is read by the packing", packing(call).withRoutines(List.of(routine)));
  }

  @Test
  void bodiesDoNotWriteWhatIsPacked() {
    Kernel packed = packing(copy(W, P));
    assertDoesNotThrow(() -> Verifier.verify(packed.withBody(Stmt.For.of(I, LENGTH, copy(P, T)))));
    refused("p[i] is packed, and written by the body", packed.withBody(Stmt.For.of(I, LENGTH, copy(W, P))));
  }

  @Test
  void packedBuffersAreDeclaredAsSuch() {
    Kernel kernel = packing(copy(W, P));
    refused("t is not packed", kernel.withPacking(List.of(T), Stmt.Block.of()));
    refused("p is packed, not scratch", kernel.withPacking(List.of(), Stmt.Block.of()).withScratch(List.of(P)));
    refused("two buffers named p", kernel.withPacking(List.of(P, P), Stmt.Block.of()));
    refused("unknown buffer", kernel.withPacking(List.of(), kernel.packing()));
    Kernel argument =
        new Kernel("forward", ElementType.FLOAT, List.of(P), List.of(), List.of(), Stmt.Block.of());
    refused("p is packed, not an argument", argument);
  }

  private static Kernel packing(Stmt body) {
    List<Buffer> arguments = List.of(X, W, B, Y);
    Kernel kernel = new Kernel("forward", ElementType.FLOAT, arguments, List.of(T), List.of(), Stmt.Block.of());
    return kernel.withPacking(List.of(P), Stmt.For.of(I, LENGTH, body));
  }

  private static Stmt copy(Buffer from, Buffer to) {
    return new Stmt.Store(at(to, Affine.of(I)), new Expr.Load(at(from, Affine.of(I))));
  }

  @Test
  void theDefectCarriesTheKernel() {
    CompilerDefect e = assertThrows(CompilerDefect.class, () -> Verifier.verify(kernel(forEach(store(Affine.of(I).plus(1), VALUE)))));
    assertEquals(Printer.print(kernel(forEach(store(Affine.of(I).plus(1), VALUE)))), e.artifact());
  }

  private static Buffer buffer(String name, Buffer.Role role) {
    return Buffer.rowMajor(name, role, false, List.of("column"), List.of(LENGTH));
  }

  private static void refused(String why, Stmt body) {
    refused(why, kernel(body));
  }

  private static void refused(String why, Kernel kernel) {
    CompilerDefect e = assertThrows(CompilerDefect.class, () -> Verifier.verify(kernel));
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }
}
