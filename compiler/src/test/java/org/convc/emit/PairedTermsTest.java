package org.convc.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Interpreter;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Printer;
import org.convc.ir.Stmt;
import org.convc.ir.Verifier;
import org.convc.runtime.ElementType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedTermsTest {

  private static final int LANES = 4;
  private static final int MOST = 17;

  private static final Buffer X = Buffer.rowMajor("x", Buffer.Role.INPUT, false, List.of("channel", "column"), List.of(32, 2 * LANES));
  private static final Buffer W = Buffer.rowMajor("w", Buffer.Role.INPUT, false, List.of("filter", "channel"), List.of(MOST, 33));
  private static final Buffer Y = Buffer.rowMajor("y", Buffer.Role.OUTPUT, false, List.of("filter", "column"), List.of(MOST, LANES));
  private static final LoopVar IC = new LoopVar("ic");

  @Test
  void twoTermsTakeATurnWithAFenceBetweenThem() {
    String text = Printer.print(kernel(6, PairedTerms.in(loop(6, 20))));
    List<String> places =
        List.of("for ic in 0..20 by 2", "a5 = fma(w5, x1, a5)", "fence x[ic, 0]", "let x0Next = x[ic + 1, 0]'4", "a5 = fma(w5Next, x1Next, a5)");
    int from = 0;
    for (String place : places) {
      int found = text.indexOf(place, from);
      assertTrue(found >= from, () -> place + " is not where it should be in\n" + text);
      from = found;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 21, 32})
  void theBitsStayTheSame(int turns) {
    Stmt given = loop(6, turns);
    Stmt paired = PairedTerms.in(given);
    assertNotEquals(given, paired);
    assertEquals(run(6, given), run(6, paired));
  }

  @Test
  void whatGainsNothingStays() {
    for (Stmt loop : List.of(loop(6, 19), loop(5, 20), loop(17, 20), loop(6, 1, 0, 20), loop(6, 2, 1, 20))) {
      assertEquals(loop, PairedTerms.in(loop));
    }
  }

  @Test
  void aLoopThatStoresStays() {
    Stmt.For loop = (Stmt.For) loop(6, 20);
    Stmt stores = new Stmt.For(IC, 0, 20, 1, Stmt.Block.of(loop.body(), store(0)));
    assertEquals(stores, PairedTerms.in(stores));
  }

  private static List<Double> run(int sums, Stmt loop) {
    Kernel kernel = kernel(sums, loop);
    Verifier.verify(kernel);
    Random random = new Random(1);
    double[] x = random.doubles(X.elements()).map(v -> (float) v).toArray();
    double[] w = random.doubles(W.elements()).map(v -> (float) v).toArray();
    double[] y = new double[Y.elements()];
    Interpreter.run(kernel, 1, Map.of("x", x, "w", w, "y", y));
    return Arrays.stream(y).boxed().toList();
  }

  private static Kernel kernel(int sums, Stmt loop) {
    List<Stmt> body = new ArrayList<>();
    for (int i = 0; i < sums; i++) {
      body.add(new Stmt.Let("a" + i, new Expr.Broadcast(new Expr.Literal(0), LANES)));
    }
    body.add(loop);
    for (int i = 0; i < sums; i++) {
      body.add(store(i));
    }
    return new Kernel("forward", ElementType.FLOAT, List.of(X, W, Y), List.of(), List.of(), new Stmt.Block(body));
  }

  private static Stmt store(int sum) {
    return new Stmt.Store(new Access(Y, List.of(Affine.constant(sum), Affine.constant(0))), new Expr.Local("a" + sum));
  }

  private static Stmt loop(int sums, int turns) {
    return loop(sums, 2, 0, turns);
  }

  /**
   * {@code for ic { let x0 = x[ic]'4; let w0 = all(w[0, ic]); a0 = fma(w0, x0, a0); ... }}
   *
   * @param vectors that sums take in turn
   * @param again 1 for sums that take the weight of the next channel too, one after the other
   */
  private static Stmt loop(int sums, int vectors, int again, int turns) {
    List<Stmt> body = new ArrayList<>();
    for (int i = 0; i < vectors; i++) {
      Access vector = new Access(X, List.of(Affine.of(IC), Affine.constant(i * LANES)));
      body.add(new Stmt.Let("x" + i, new Expr.LoadVector(vector, LANES)));
    }
    for (int i = 0; i < sums; i++) {
      Access weight = new Access(W, List.of(Affine.constant(again == 0 ? i : i / 2), Affine.of(IC).plus(again * i % 2)));
      body.add(new Stmt.Let("w" + i, new Expr.Broadcast(new Expr.Load(weight), LANES)));
      body.add(new Stmt.Assign("a" + i, new Expr.Fma(new Expr.Local("w" + i), new Expr.Local("x" + i % vectors), new Expr.Local("a" + i))));
    }
    return new Stmt.For(IC, 0, turns, 1, new Stmt.Block(body));
  }
}
