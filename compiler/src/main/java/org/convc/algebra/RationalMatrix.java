package org.convc.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A matrix of fractions. */
public record RationalMatrix(List<List<Rational>> rows) {

  public RationalMatrix {
    rows = rows.stream().map(List::copyOf).toList();
    int columns = rows.get(0).size();
    if (rows.stream().anyMatch(row -> row.size() != columns)) {
      throw new IllegalArgumentException("rows of different lengths: " + rows);
    }
  }

  public int height() {
    return rows.size();
  }

  public int width() {
    return rows.get(0).size();
  }

  public Rational get(int row, int column) {
    return rows.get(row).get(column);
  }

  public RationalMatrix transposed() {
    List<List<Rational>> transposed = new ArrayList<>();
    for (int j = 0; j < width(); j++) {
      int column = j;
      transposed.add(rows.stream().map(row -> row.get(column)).toList());
    }
    return new RationalMatrix(transposed);
  }

  /** This matrix times a column of numbers. */
  public List<Rational> times(List<Rational> column) {
    List<Rational> product = new ArrayList<>();
    for (List<Rational> row : rows) {
      Rational sum = Rational.ZERO;
      for (int j = 0; j < row.size(); j++) {
        sum = sum.plus(row.get(j).times(column.get(j)));
      }
      product.add(sum);
    }
    return product;
  }

  /** One row a line. */
  @Override
  public String toString() {
    return rows.stream().map(Object::toString).collect(Collectors.joining("\n"));
  }
}
