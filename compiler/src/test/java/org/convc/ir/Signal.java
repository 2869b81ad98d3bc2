package org.convc.ir;

import java.util.List;
import org.convc.runtime.ElementType;

/** A kernel to test the IR with: {@code y[i] = 3 * x[i] + 1} on a signal of four. */
final class Signal {

  static final int LENGTH = 4;
  static final LoopVar N = new LoopVar("n");
  static final LoopVar I = new LoopVar("i");
  static final Buffer X = buffer("x", Buffer.Role.INPUT);
  static final Buffer Y = buffer("y", Buffer.Role.OUTPUT);
  static final Buffer T = Buffer.rowMajor("t", Buffer.Role.SCRATCH, false, List.of("column"), List.of(LENGTH));
  static final Expr VALUE = new Expr.Fma(new Expr.Literal(3), new Expr.Load(at(X, Affine.of(I))), new Expr.Literal(1));

  private Signal() {}

  static Buffer buffer(String name, Buffer.Role role) {
    return Buffer.rowMajor(name, role, true, List.of("column"), List.of(LENGTH));
  }

  static Access at(Buffer buffer, Affine column) {
    return new Access(buffer, buffer.batched() ? List.of(Affine.of(N), column) : List.of(column));
  }

  static Stmt store(Affine column, Expr value) {
    return new Stmt.Store(at(Y, column), value);
  }

  /** A kernel with some body. */
  static Kernel kernel(Stmt body) {
    return new Kernel("forward", ElementType.FLOAT, List.of(X, Y), List.of(T), List.of(), body);
  }

  /** A body for each item and each element. */
  static Stmt forEach(Stmt body) {
    return new Stmt.ForBatch(N, Stmt.For.of(I, LENGTH, body));
  }
}
