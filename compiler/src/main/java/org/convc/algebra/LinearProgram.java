package org.convc.algebra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A matrix times a column of numbers, as a sequence of sums in which parts that several results need are computed once. Values are
 * numbered: the inputs first, then one for each sum.
 *
 * @param inputs how many numbers go in
 * @param sums in the order in which they are computed; each uses values before it
 * @param results the values that come out
 */
public record LinearProgram(int inputs, List<List<Term>> sums, List<Integer> results) {

  /** A value times a constant, which is not zero. */
  public record Term(int value, Rational factor) {}

  public LinearProgram {
    sums = sums.stream().map(List::copyOf).toList();
    results = List.copyOf(results);
  }

  /**
   * A program for a matrix. Two columns that have the same numbers up to signs become their sum and their difference; two rows of which
   * this is true share the sum of the equal parts and that of the opposite parts. Matrices of points {@code a} and {@code -a} are full of
   * both.
   */
  public static LinearProgram of(RationalMatrix matrix) {
    return new Builder(matrix).build();
  }

  /** What the program multiplies by: equal to the matrix that it was made of. */
  public RationalMatrix matrix() {
    List<List<Rational>> values = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      List<Rational> unit = new ArrayList<>();
      for (int j = 0; j < inputs; j++) {
        unit.add(i == j ? Rational.ONE : Rational.ZERO);
      }
      values.add(unit);
    }
    for (List<Term> sum : sums) {
      List<Rational> row = new ArrayList<>();
      for (int j = 0; j < inputs; j++) {
        Rational total = Rational.ZERO;
        for (Term term : sum) {
          total = total.plus(term.factor().times(values.get(term.value()).get(j)));
        }
        row.add(total);
      }
      values.add(row);
    }
    return new RationalMatrix(results.stream().map(values::get).toList());
  }

  /** Additions and multiplications, one that adds a product counting once. */
  public int operations() {
    return sums.stream()
        .mapToInt(sum -> sum.size() - (sum.stream().anyMatch(t -> t.factor().isOne()) ? 1 : 0))
        .sum();
  }

  private static final class Builder {
    private final RationalMatrix matrix;
    private final List<List<Term>> sums = new ArrayList<>();
    private final Map<List<Term>, Integer> known = new HashMap<>();

    Builder(RationalMatrix matrix) {
      this.matrix = matrix;
    }

    LinearProgram build() {
      List<List<Term>> rows = pairedColumns();
      Integer[] results = new Integer[rows.size()];
      for (int i = 0; i < results.length; i++) {
        for (int j = i + 1; j < results.length && results[i] == null; j++) {
          if (results[j] == null) {
            pair(rows.get(i), rows.get(j), results, i, j);
          }
        }
        if (results[i] == null) {
          results[i] = sum(rows.get(i));
        }
      }
      return new LinearProgram(matrix.width(), sums, List.of(results));
    }

    /** The rows as sums of inputs, or of sums and differences of two. */
    private List<List<Term>> pairedColumns() {
      List<List<Term>> rows = new ArrayList<>();
      matrix.rows().forEach(row -> rows.add(new ArrayList<>()));
      boolean[] done = new boolean[matrix.width()];
      for (int j = 0; j < matrix.width(); j++) {
        for (int k = j + 1; k < matrix.width() && !done[j]; k++) {
          if (!done[k] && isPair(j, k)) {
            int plus = sum(List.of(new Term(j, Rational.ONE), new Term(k, Rational.ONE)));
            int minus = sum(List.of(new Term(j, Rational.ONE), new Term(k, Rational.ONE.negated())));
            for (int i = 0; i < rows.size(); i++) {
              int value = matrix.get(i, j).equals(matrix.get(i, k)) ? plus : minus;
              add(rows.get(i), value, matrix.get(i, j));
            }
            done[j] = true;
            done[k] = true;
          }
        }
        if (!done[j]) {
          for (int i = 0; i < rows.size(); i++) {
            add(rows.get(i), j, matrix.get(i, j));
          }
        }
      }
      return rows;
    }

    /** Whether two columns are the same up to signs, and some signs differ and some do not, in more rows than the two new values cost. */
    private boolean isPair(int j, int k) {
      int equal = 0;
      int opposite = 0;
      for (List<Rational> row : matrix.rows()) {
        Rational a = row.get(j);
        Rational b = row.get(k);
        if (!a.magnitude().equals(b.magnitude())) {
          return false;
        }
        equal += !a.isZero() && a.equals(b) ? 1 : 0;
        opposite += !a.isZero() && !a.equals(b) ? 1 : 0;
      }
      return equal > 0 && opposite > 0 && equal + opposite > 2;
    }

    private static void add(List<Term> row, int value, Rational factor) {
      if (!factor.isZero()) {
        row.add(new Term(value, factor));
      }
    }

    /** Rows {@code e + o} and {@code e - o}: both parts once. */
    private void pair(List<Term> a, List<Term> b, Integer[] results, int i, int j) {
      if (a.size() != b.size() || a.size() < 3) {
        return;
      }
      List<Term> even = new ArrayList<>();
      List<Term> odd = new ArrayList<>();
      for (int t = 0; t < a.size(); t++) {
        Term term = a.get(t);
        if (term.equals(b.get(t))) {
          even.add(term);
        } else if (new Term(term.value(), term.factor().negated()).equals(b.get(t))) {
          odd.add(term);
        } else {
          return;
        }
      }
      if (even.isEmpty() || odd.isEmpty()) {
        return;
      }
      Rational scale = odd.get(odd.size() - 1).factor();
      int e = sum(even);
      int o = sum(odd.stream().map(t -> new Term(t.value(), t.factor().over(scale))).toList());
      results[i] = sum(List.of(new Term(e, Rational.ONE), new Term(o, scale)));
      results[j] = sum(List.of(new Term(e, Rational.ONE), new Term(o, scale.negated())));
    }

    private int sum(List<Term> terms) {
      if (terms.size() == 1 && terms.get(0).factor().isOne()) {
        return terms.get(0).value();
      }
      return known.computeIfAbsent(
          List.copyOf(terms),
          sum -> {
            sums.add(sum);
            return matrix.width() + sums.size() - 1;
          });
    }
  }
}
