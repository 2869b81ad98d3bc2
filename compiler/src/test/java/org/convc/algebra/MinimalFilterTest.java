package org.convc.algebra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Winograd's filters are the direct ones, exactly: no number is rounded here. */
class MinimalFilterTest {

  private static final long SEED = Long.getLong("convc.seed", 20261121L);

  @Test
  void everyFilterEqualsTheDirectOneOverTheRationals() {
    Random random = new Random(SEED);
    for (int outputs = 1; outputs <= 9; outputs++) {
      for (int taps = 1; taps <= 9; taps++) {
        MinimalFilter filter = MinimalFilter.of(outputs, taps);
        for (int i = 0; i < 5; i++) {
          List<Rational> data = numbers(random, outputs + taps - 1);
          List<Rational> weights = numbers(random, taps);
          assertEquals(direct(data, weights, outputs), winograd(filter, data, weights), "F(" + outputs + ", " + taps + ")");
        }
      }
    }
  }

  /** Both sides are bilinear, so agreeing on all pairs of unit vectors is a proof for all numbers. */
  @Test
  void filtersAgreeOnAllUnitVectors() {
    for (int[] size : new int[][] {{2, 3}, {4, 3}, {3, 4}, {2, 5}, {4, 5}, {6, 3}, {1, 1}, {1, 3}, {4, 1}}) {
      MinimalFilter filter = MinimalFilter.of(size[0], size[1]);
      for (int i = 0; i < filter.products(); i++) {
        for (int k = 0; k < filter.taps(); k++) {
          List<Rational> data = unit(filter.products(), i);
          List<Rational> weights = unit(filter.taps(), k);
          assertEquals(direct(data, weights, filter.outputs()), winograd(filter, data, weights));
        }
      }
    }
  }

  @Test
  void programsMultiplyByTheirMatrices() {
    for (int outputs = 1; outputs <= 9; outputs++) {
      for (int taps = 1; taps <= 9; taps++) {
        MinimalFilter filter = MinimalFilter.of(outputs, taps);
        for (RationalMatrix matrix : List.of(filter.output(), filter.weights(), filter.data())) {
          assertEquals(matrix, LinearProgram.of(matrix).matrix());
        }
      }
    }
  }

  /** As many as people find for F(4, 3): Lavin and Gray count 12 additions and multiplications for the data, 10 for the output. */
  @Test
  void sharedPartsAreFound() {
    MinimalFilter filter = MinimalFilter.of(4, 3);
    assertTrue(LinearProgram.of(filter.data()).operations() <= 12, LinearProgram.of(filter.data()).toString());
    assertTrue(LinearProgram.of(filter.output()).operations() <= 10, LinearProgram.of(filter.output()).toString());
  }

  @Test
  void theMatricesOfF43AreThoseOfThePaper() {
    assertEquals(
        """
        [4, 0, -5, 0, 1, 0]
        [0, -4, -4, 1, 1, 0]
        [0, 4, -4, -1, 1, 0]
        [0, -2, -1, 2, 1, 0]
        [0, 2, -1, -2, 1, 0]
        [0, 4, 0, -5, 0, 1]""",
        MinimalFilter.of(4, 3).data().toString());
  }

  @Test
  void pointsMustDiffer() {
    List<Rational> points = List.of(Rational.ZERO, Rational.ONE, Rational.of(2, 2));
    assertThrows(IllegalArgumentException.class, () -> MinimalFilter.of(2, 3, points));
  }

  private static List<Rational> winograd(MinimalFilter filter, List<Rational> data, List<Rational> weights) {
    List<Rational> d = filter.data().times(data);
    List<Rational> w = filter.weights().times(weights);
    List<Rational> products = new ArrayList<>();
    for (int i = 0; i < d.size(); i++) {
      products.add(d.get(i).times(w.get(i)));
    }
    return filter.output().times(products);
  }

  private static List<Rational> direct(List<Rational> data, List<Rational> weights, int outputs) {
    List<Rational> sums = new ArrayList<>();
    for (int j = 0; j < outputs; j++) {
      Rational sum = Rational.ZERO;
      for (int k = 0; k < weights.size(); k++) {
        sum = sum.plus(data.get(j + k).times(weights.get(k)));
      }
      sums.add(sum);
    }
    return sums;
  }

  private static List<Rational> numbers(Random random, int count) {
    List<Rational> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(Rational.of(random.nextInt(2001) - 1000, 1 + random.nextInt(99)));
    }
    return numbers;
  }

  private static List<Rational> unit(int count, int one) {
    List<Rational> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i == one ? Rational.ONE : Rational.ZERO);
    }
    return numbers;
  }
}
