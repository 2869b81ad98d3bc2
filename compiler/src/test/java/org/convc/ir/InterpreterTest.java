package org.convc.ir;

import static org.convc.ir.Signal.I;
import static org.convc.ir.Signal.LENGTH;
import static org.convc.ir.Signal.N;
import static org.convc.ir.Signal.T;
import static org.convc.ir.Signal.VALUE;
import static org.convc.ir.Signal.at;
import static org.convc.ir.Signal.forEach;
import static org.convc.ir.Signal.kernel;
import static org.convc.ir.Signal.store;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.convc.runtime.Activation;
import org.convc.runtime.ElementType;
import org.junit.jupiter.api.Test;

/** The meaning of each statement and expression, in numbers. */
class InterpreterTest {

  private static final double[] X = {1, 2, 3, 4, 5, 6, 7, 8};

  @Test
  void everyItemAndElement() {
    assertArrayEquals(new double[] {4, 7, 10, 13, 16, 19, 22, 25}, run(forEach(store(Affine.of(I), VALUE))));
  }

  @Test
  void loopsStep() {
    Stmt loop = new Stmt.For(I, 1, 5, 2, store(Affine.of(I), VALUE));
    double nan = Double.NaN;
    assertArrayEquals(new double[] {nan, 7, nan, 13, nan, 19, nan, 25}, run(new Stmt.ForBatch(N, loop)));
  }

  @Test
  void conditionsHoldTogether() {
    List<Stmt.Condition> conditions =
        List.of(new Stmt.Condition(Affine.of(I).plus(-1), LENGTH), new Stmt.Condition(Affine.of(I), 3));
    double nan = Double.NaN;
    assertArrayEquals(
        new double[] {nan, 7, 10, nan, nan, 19, 22, nan}, run(forEach(new Stmt.If(conditions, store(Affine.of(I), VALUE)))));
  }

  @Test
  void localsAreReplaced() {
    Stmt body =
        Stmt.Block.of(
            new Stmt.Let("a", new Expr.Literal(10)),
            new Stmt.Assign("a", new Expr.Add(new Expr.Local("a"), new Expr.Load(at(Signal.X, Affine.of(I))))),
            store(Affine.of(I), new Expr.Local("a")));
    assertArrayEquals(new double[] {11, 12, 13, 14, 15, 16, 17, 18}, run(forEach(body)));
  }

  @Test
  void routinesSeeTheirParameters() {
    LoopVar m = new LoopVar("m");
    LoopVar j = new LoopVar("j");
    Stmt body = new Stmt.Store(new Access(Signal.Y, List.of(Affine.of(m), Affine.of(j))), new Expr.Literal(5));
    Kernel.Routine routine = new Kernel.Routine("set", "Sets.", List.of(m, j), body);
    Stmt call = new Stmt.Call("set", List.of(Affine.of(N), Affine.of(I).times(-1).plus(LENGTH - 1)));
    assertArrayEquals(new double[] {5, 5, 5, 5, 5, 5, 5, 5}, run(kernel(forEach(call)).withRoutines(List.of(routine))));
  }

  @Test
  void scratchIsUndefinedAtTheStart() {
    Stmt body = store(Affine.of(I), new Expr.Load(at(T, Affine.of(I))));
    double nan = Double.NaN;
    assertArrayEquals(new double[] {nan, nan, nan, nan, nan, nan, nan, nan}, run(forEach(body)));
  }

  @Test
  void fmaRoundsOnceAndToTheTypeOfTheKernel() {
    // (1 + u)(1 - u) - 1 = -u², of which nothing is left where the product is rounded first.
    double u = 0x1p-23;
    Expr fma = new Expr.Fma(new Expr.Literal(1 + u), new Expr.Literal(1 - u), new Expr.Literal(-1));
    assertArrayEquals(new double[] {-u * u}, one(ElementType.FLOAT, fma));
    Expr add = new Expr.Add(new Expr.Literal(1 + u), new Expr.Literal(0x1p-40));
    assertArrayEquals(new double[] {1 + u}, one(ElementType.FLOAT, add));
    assertArrayEquals(new double[] {1 + u + 0x1p-40}, one(ElementType.DOUBLE, add));
    Expr subtract = new Expr.Subtract(new Expr.Literal(1 + u), new Expr.Literal(0x1p-40));
    assertArrayEquals(new double[] {1 + u}, one(ElementType.FLOAT, subtract));
    assertArrayEquals(new double[] {1 + u - 0x1p-40}, one(ElementType.DOUBLE, subtract));
    Expr multiply = new Expr.Multiply(new Expr.Literal(1 + u), new Expr.Literal(1 + u));
    assertArrayEquals(new double[] {1 + 2 * u}, one(ElementType.FLOAT, multiply));
    assertArrayEquals(new double[] {1 + 2 * u + u * u}, one(ElementType.DOUBLE, multiply));
    Expr cosine = new Expr.Cosine(Affine.constant(1), 12);
    assertArrayEquals(new double[] {(float) Math.sqrt(0.75)}, one(ElementType.FLOAT, cosine));
    assertArrayEquals(new double[] {Math.sqrt(0.75)}, one(ElementType.DOUBLE, cosine), 0x1p-53);
    Expr activated = new Expr.Activate(Activation.of(Activation.Function.SIGMOID), new Expr.Literal(1));
    assertArrayEquals(new double[] {Activation.of(Activation.Function.SIGMOID).apply(1f)}, one(ElementType.FLOAT, activated));
  }

  @Test
  void argumentsAreChecked() {
    Kernel kernel = kernel(forEach(store(Affine.of(I), VALUE)));
    assertThrows(IllegalArgumentException.class, () -> Interpreter.run(kernel, 2, Map.of("x", X)));
    assertThrows(IllegalArgumentException.class, () -> Interpreter.run(kernel, 3, Map.of("x", X, "y", new double[8])));
  }

  private static double[] run(Stmt body) {
    return run(kernel(body));
  }

  private static double[] run(Kernel kernel) {
    double[] y = new double[X.length];
    Arrays.fill(y, Double.NaN);
    Interpreter.run(kernel, 2, Map.of("x", X, "y", y));
    return y;
  }

  private static double[] one(ElementType type, Expr value) {
    Buffer y = Buffer.rowMajor("y", Buffer.Role.OUTPUT, false, List.of("column"), List.of(1));
    Stmt body = new Stmt.Store(new Access(y, List.of(Affine.constant(0))), value);
    double[] result = new double[1];
    Interpreter.run(new Kernel("one", type, List.of(y), List.of(), List.of(), body), 1, Map.of("y", result));
    return result;
  }
}
