package org.convc.algebra;

import java.util.ArrayList;
import java.util.List;

/**
 * Winograd's minimal filtering F(m, r): {@code m} neighbouring sums {@code y[j] = sum over k of d[j + k] * w[k]} of {@code r} terms each,
 * with {@code n = m + r - 1} multiplications of numbers that are not constants:
 *
 * <pre>  y = output * ((weights * w) .* (data * d))</pre>
 *
 * <p>The matrices come from interpolation, as Toom and Cook multiply polynomials: the product of two polynomials of {@code r} and {@code m}
 * coefficients is known by its values at {@code n - 1} points and by its leading coefficient, its value "at infinity". A filter is the
 * transposed problem (S. Winograd, Arithmetic Complexity of Computations, 1980; A. Lavin and S. Gray, Fast Algorithms for Convolutional
 * Neural Networks, 2016). With the points {@code a_0, a_1, ...} row {@code i} of {@code data} has the coefficients of the product of
 * {@code (t - a_j)} over all other points, row {@code i} of {@code weights} the powers of {@code a_i} over the value of that product at
 * {@code a_i}, and column {@code i} of {@code output} the powers of {@code a_i}.
 *
 * @param outputs {@code m}
 * @param taps {@code r}
 * @param output {@code m x n}
 * @param weights {@code n x r}
 * @param data {@code n x n}
 */
public record MinimalFilter(int outputs, int taps, RationalMatrix output, RationalMatrix weights, RationalMatrix data) {

  /** F(m, r) at the points 0, 1, -1, 2, -2, 1/2, -1/2, 3, -3, 1/3, -1/3, ... and infinity: numbers that rounding suffers least from. */
  public static MinimalFilter of(int outputs, int taps) {
    return of(outputs, taps, points(outputs + taps - 2));
  }

  /**
   * F(m, r) at given points and infinity.
   *
   * @param points {@code m + r - 2} different ones
   */
  public static MinimalFilter of(int outputs, int taps, List<Rational> points) {
    int products = outputs + taps - 1;
    if (outputs < 1 || taps < 1 || points.size() != products - 1 || points.stream().distinct().count() < points.size()) {
      throw new IllegalArgumentException("F(" + outputs + ", " + taps + ") at " + points);
    }
    List<List<Rational>> weights = new ArrayList<>();
    List<List<Rational>> data = new ArrayList<>();
    List<List<Rational>> columns = new ArrayList<>();
    for (Rational point : points) {
      List<Rational> others = new ArrayList<>(points);
      others.remove(point);
      List<Rational> polynomial = withRoots(others, products);
      Rational scale = value(polynomial, point);
      weights.add(powers(point, taps).stream().map(p -> p.over(scale)).toList());
      data.add(polynomial);
      columns.add(powers(point, outputs));
    }
    weights.add(leading(taps));
    data.add(withRoots(points, products));
    columns.add(leading(outputs));
    return new MinimalFilter(
        outputs, taps, new RationalMatrix(columns).transposed(), new RationalMatrix(weights), new RationalMatrix(data));
  }

  /** {@code n}, the multiplications. */
  public int products() {
    return outputs + taps - 1;
  }

  /**
   * How much larger than the terms of a result the numbers can be that it is made of: for the worst result, the sum over all products of
   * the magnitudes of its factor in the output, of the factors of the data together, and of the largest factor of a weight. 1 for F(1, 1),
   * 4 for F(2, 3), 29.3 for F(4, 3).
   */
  public double amplification() {
    double worst = 0;
    for (List<Rational> result : output.rows()) {
      double sum = 0;
      for (int i = 0; i < products(); i++) {
        double ofData = data.rows().get(i).stream().mapToDouble(d -> d.magnitude().toDouble()).sum();
        double ofWeights = weights.rows().get(i).stream().mapToDouble(w -> w.magnitude().toDouble()).max().orElseThrow();
        sum += result.get(i).magnitude().toDouble() * ofData * ofWeights;
      }
      worst = Math.max(worst, sum);
    }
    return worst;
  }

  private static List<Rational> points(int count) {
    List<Rational> points = new ArrayList<>(List.of(Rational.ZERO, Rational.of(1), Rational.of(-1)));
    for (int i = 2; points.size() < count; i++) {
      points.addAll(List.of(Rational.of(i), Rational.of(-i), Rational.of(1, i), Rational.of(-1, i)));
    }
    return points.subList(0, count);
  }

  /** The coefficients of the product of {@code (t - root)}, the constant first, filled up with zeros. */
  private static List<Rational> withRoots(List<Rational> roots, int coefficients) {
    List<Rational> product = new ArrayList<>(List.of(Rational.ONE));
    for (Rational root : roots) {
      List<Rational> next = new ArrayList<>();
      for (int i = 0; i <= product.size(); i++) {
        Rational shifted = i == 0 ? Rational.ZERO : product.get(i - 1);
        Rational scaled = i == product.size() ? Rational.ZERO : product.get(i).times(root);
        next.add(shifted.minus(scaled));
      }
      product = next;
    }
    while (product.size() < coefficients) {
      product.add(Rational.ZERO);
    }
    return product;
  }

  private static Rational value(List<Rational> polynomial, Rational at) {
    Rational value = Rational.ZERO;
    for (int i = polynomial.size() - 1; i >= 0; i--) {
      value = value.times(at).plus(polynomial.get(i));
    }
    return value;
  }

  private static List<Rational> powers(Rational base, int count) {
    List<Rational> powers = new ArrayList<>();
    Rational power = Rational.ONE;
    for (int i = 0; i < count; i++) {
      powers.add(power);
      power = power.times(base);
    }
    return powers;
  }

  private static List<Rational> leading(int count) {
    List<Rational> row = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      row.add(i == count - 1 ? Rational.ONE : Rational.ZERO);
    }
    return row;
  }
}
