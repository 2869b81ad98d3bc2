package org.convc.ir;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.convc.runtime.Activation;

/**
 * A number of the kernel's element type, or a vector of such numbers. Every operation rounds once to that type; on vectors it works lane by
 * lane, but for {@link Interleave} and {@link EverySecond}, and its operands have the same number of lanes.
 */
public sealed interface Expr {

  /** This expression with {@code f} applied to its direct operands; this very one, where those stay the same. */
  Expr mapOperands(UnaryOperator<Expr> f);

  /**
   * The number of lanes of this expression; 0 for a plain number.
   *
   * @param localLanes the lanes of the locals that are vectors, by name
   */
  default int lanes(Map<String, Integer> localLanes) {
    if (this instanceof LoadVector) {
      return ((LoadVector) this).lanes();
    }
    if (this instanceof Broadcast) {
      return ((Broadcast) this).lanes();
    }
    if (this instanceof Local) {
      return localLanes.getOrDefault(((Local) this).name(), 0);
    }
    int[] lanes = {0};
    mapOperands(
        operand -> {
          lanes[0] = Math.max(lanes[0], operand.lanes(localLanes));
          return operand;
        });
    return lanes[0];
  }

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

  /**
   * As many elements of a row as there are lanes.
   *
   * @param access the first of them; its last subscript in memory order has stride 1
   * @param step how far they are apart: 1 for neighbours
   */
  record LoadVector(Access access, int lanes, int step) implements Expr {

    /** Neighbours in memory. */
    public LoadVector(Access access, int lanes) {
      this(access, lanes, 1);
    }

    /** The same of another place. */
    public LoadVector at(Access place) {
      return new LoadVector(place, lanes, step);
    }

    /** The number of neighbours from the first element to the last one. */
    public int span() {
      return (lanes - 1) * step + 1;
    }

    @Override
    public Expr mapOperands(UnaryOperator<Expr> f) {
      return this;
    }
  }

  /** The same number in every lane. */
  record Broadcast(Expr scalar, int lanes) implements Expr {
    @Override
    public Expr mapOperands(UnaryOperator<Expr> f) {
      Expr mapped = f.apply(scalar);
      return mapped == scalar ? this : new Broadcast(mapped, lanes);
    }
  }

  /**
   * Lanes of two vectors in turn, as many as one of them has: {@code even[0], odd[0], even[1], odd[1], ...}, or the same from the middle on.
   *
   * @param upper whether the upper half of each vector is taken
   */
  record Interleave(Expr even, Expr odd, boolean upper) implements Expr {
    @Override
    public Expr mapOperands(UnaryOperator<Expr> f) {
      Expr first = f.apply(even);
      Expr second = f.apply(odd);
      return first == even && second == odd ? this : new Interleave(first, second, upper);
    }
  }

  /**
   * Every second lane of two vectors, as many as one of them has: {@code first[0], first[2], ...}, then {@code later[1], later[3], ...}. Of
   * neighbours, the second vector beginning one element before the first one ends, that is every second one.
   */
  record EverySecond(Expr first, Expr later) implements Expr {
    @Override
    public Expr mapOperands(UnaryOperator<Expr> f) {
      Expr even = f.apply(first);
      Expr odd = f.apply(later);
      return even == first && odd == later ? this : new EverySecond(even, odd);
    }
  }

  /** {@code a * b + c}, rounded once. */
  record Fma(Expr a, Expr b, Expr c) implements Expr {
    @Override
    public Expr mapOperands(UnaryOperator<Expr> f) {
      Expr first = f.apply(a);
      Expr second = f.apply(b);
      Expr third = f.apply(c);
      return first == a && second == b && third == c ? this : new Fma(first, second, third);
    }
  }

  /** {@code a + b} */
  record Add(Expr a, Expr b) implements Expr {
    @Override
    public Expr mapOperands(UnaryOperator<Expr> f) {
      Expr first = f.apply(a);
      Expr second = f.apply(b);
      return first == a && second == b ? this : new Add(first, second);
    }
  }

  /** {@code a - b} */
  record Subtract(Expr a, Expr b) implements Expr {
    @Override
    public Expr mapOperands(UnaryOperator<Expr> f) {
      Expr first = f.apply(a);
      Expr second = f.apply(b);
      return first == a && second == b ? this : new Subtract(first, second);
    }
  }

  /** {@code a * b} */
  record Multiply(Expr a, Expr b) implements Expr {
    @Override
    public Expr mapOperands(UnaryOperator<Expr> f) {
      Expr first = f.apply(a);
      Expr second = f.apply(b);
      return first == a && second == b ? this : new Multiply(first, second);
    }
  }

  /**
   * {@code cos(2 pi part / turn)}, rounded once: a constant for each value of the loop variables.
   *
   * @param part from 0 to a turn and a quarter
   * @param turn a multiple of 4
   */
  record Cosine(Affine part, int turn) implements Expr {
    @Override
    public Expr mapOperands(UnaryOperator<Expr> f) {
      return this;
    }
  }

  /** {@code activation(operand)} */
  record Activate(Activation activation, Expr operand) implements Expr {
    @Override
    public Expr mapOperands(UnaryOperator<Expr> f) {
      Expr mapped = f.apply(operand);
      return mapped == operand ? this : new Activate(activation, mapped);
    }
  }
}
