package org.convc.ir;

import java.util.function.UnaryOperator;
import org.convc.runtime.Activation;

/** A number of the kernel's element type. Every operation rounds once to that type. */
public sealed interface Expr {

  /** This expression with {@code f} applied to its direct operands. */
  Expr mapOperands(UnaryOperator<Expr> f);

  /** A constant. */
  record Literal(double value) implements Expr {
    @Override
    public Expr mapOperands(UnaryOperator<Expr> f) {
      return this;
    }
  }

  /** The value of a local. */
  record Local(String name) implements Expr {
    @Override
    public Expr mapOperands(UnaryOperator<Expr> f) {
      return this;
    }
  }

  /** An element of a buffer. */
  record Load(Access access) implements Expr {
    @Override
    public Expr mapOperands(UnaryOperator<Expr> f) {
      return this;
    }
  }

  /** {@code a * b + c}, rounded once. */
  record Fma(Expr a, Expr b, Expr c) implements Expr {
    @Override
    public Expr mapOperands(UnaryOperator<Expr> f) {
      return new Fma(f.apply(a), f.apply(b), f.apply(c));
    }
  }

  /** {@code a + b} */
  record Add(Expr a, Expr b) implements Expr {
    @Override
    public Expr mapOperands(UnaryOperator<Expr> f) {
      return new Add(f.apply(a), f.apply(b));
    }
  }

  /** {@code activation(operand)} */
  record Activate(Activation activation, Expr operand) implements Expr {
    @Override
    public Expr mapOperands(UnaryOperator<Expr> f) {
      return new Activate(activation, f.apply(operand));
    }
  }
}
