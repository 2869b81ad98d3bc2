package org.convc.lower;

import java.util.ArrayList;
import java.util.List;
import org.convc.ir.Expr;
import org.convc.ir.Stmt;

/**
 * Straight lines of complex numbers: each step gets a name, and a short Fourier transform is written out. Radices are 2, 3, 4 and 5.
 */
final class Butterfly {

  /** A complex number in parts. */
  record Complex(Expr re, Expr im) {}

  private final List<Stmt> lines = new ArrayList<>();
  private final boolean inverse;
  private int names;

  /**
   * @param inverse whether roots of unity turn the other way
   */
  Butterfly(boolean inverse) {
    this.inverse = inverse;
  }

  List<Stmt> lines() {
    return List.copyOf(lines);
  }

  /** Names both parts of a number. */
  Complex named(Expr re, Expr im) {
    int number = names++;
    return new Complex(local("re" + number, re), local("im" + number, im));
  }

  /** {@code a} times a number of magnitude 1, or its conjugate where roots turn the other way. */
  Complex turned(Complex a, Complex root) {
    Expr re = new Expr.Multiply(a.re(), root.re());
    Expr im = new Expr.Multiply(a.im(), root.re());
    return inverse
        ? named(new Expr.Fma(a.im(), root.im(), re), new Expr.Subtract(im, new Expr.Multiply(a.re(), root.im())))
        : named(new Expr.Subtract(re, new Expr.Multiply(a.im(), root.im())), new Expr.Fma(a.re(), root.im(), im));
  }

  /** For each {@code c} the sum over {@code l} of {@code a[l] * exp(2 pi i c l / radix)}. */
  List<Complex> transform(List<Complex> a) {
    switch (a.size()) {
      case 2:
        return List.of(sum(a.get(0), a.get(1)), difference(a.get(0), a.get(1)));
      case 3:
        return three(a);
      case 4:
        return four(a);
      case 5:
        return five(a);
      default:
        throw new IllegalArgumentException("radix " + a.size());
    }
  }

  private List<Complex> three(List<Complex> a) {
    Complex sum = sum(a.get(1), a.get(2));
    Complex difference = difference(a.get(1), a.get(2));
    Complex middle = plus(a.get(0), -0.5, sum);
    double sine = Math.sqrt(0.75);
    return List.of(sum(a.get(0), sum), plusTurned(middle, sine, difference), plusTurned(middle, -sine, difference));
  }

  private List<Complex> four(List<Complex> a) {
    Complex even = sum(a.get(0), a.get(2));
    Complex evenDifference = difference(a.get(0), a.get(2));
    Complex odd = sum(a.get(1), a.get(3));
    Complex oddDifference = difference(a.get(1), a.get(3));
    return List.of(
        sum(even, odd),
        turnedSum(evenDifference, oddDifference, false),
        difference(even, odd),
        turnedSum(evenDifference, oddDifference, true));
  }

  private List<Complex> five(List<Complex> a) {
    double cosine1 = (Math.sqrt(5) - 1) / 4;
    double cosine2 = -(Math.sqrt(5) + 1) / 4;
    double sine1 = Math.sqrt(10 + 2 * Math.sqrt(5)) / 4;
    double sine2 = Math.sqrt(10 - 2 * Math.sqrt(5)) / 4;
    Complex sum1 = sum(a.get(1), a.get(4));
    Complex sum2 = sum(a.get(2), a.get(3));
    Complex difference1 = difference(a.get(1), a.get(4));
    Complex difference2 = difference(a.get(2), a.get(3));
    Complex middle1 = plus(plus(a.get(0), cosine1, sum1), cosine2, sum2);
    Complex middle2 = plus(plus(a.get(0), cosine2, sum1), cosine1, sum2);
    return List.of(
        sum(a.get(0), sum(sum1, sum2)),
        plusTurned(plusTurned(middle1, sine1, difference1), sine2, difference2),
        plusTurned(plusTurned(middle2, sine2, difference1), -sine1, difference2),
        plusTurned(plusTurned(middle2, -sine2, difference1), sine1, difference2),
        plusTurned(plusTurned(middle1, -sine1, difference1), -sine2, difference2));
  }

  private Complex sum(Complex a, Complex b) {
    return named(new Expr.Add(a.re(), b.re()), new Expr.Add(a.im(), b.im()));
  }

  private Complex difference(Complex a, Complex b) {
    return named(new Expr.Subtract(a.re(), b.re()), new Expr.Subtract(a.im(), b.im()));
  }

  /** {@code a + factor * b} */
  private Complex plus(Complex a, double factor, Complex b) {
    Expr literal = new Expr.Literal(factor);
    return named(new Expr.Fma(b.re(), literal, a.re()), new Expr.Fma(b.im(), literal, a.im()));
  }

  /** {@code a + i b}, or {@code a - i b}; the other way round where roots turn the other way. */
  private Complex turnedSum(Complex a, Complex b, boolean minus) {
    return minus == inverse
        ? named(new Expr.Subtract(a.re(), b.im()), new Expr.Add(a.im(), b.re()))
        : named(new Expr.Add(a.re(), b.im()), new Expr.Subtract(a.im(), b.re()));
  }

  /** {@code a + i factor b}; {@code a - i factor b} where roots turn the other way. */
  private Complex plusTurned(Complex a, double factor, Complex b) {
    double turned = inverse ? -factor : factor;
    return named(
        new Expr.Fma(b.im(), new Expr.Literal(-turned), a.re()), new Expr.Fma(b.re(), new Expr.Literal(turned), a.im()));
  }

  private Expr local(String name, Expr value) {
    lines.add(new Stmt.Let(name, value));
    return new Expr.Local(name);
  }
}
