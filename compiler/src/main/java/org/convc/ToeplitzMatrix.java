package org.convc;

import java.util.Arrays;
import org.convc.model.Layer;
import org.convc.model.Triples;

/**
 * The linear part of a layer as a matrix: {@code y = A x} for one batch item, without bias and activation. Rows are the elements of y and
 * columns those of x, each in the order of its array. A is doubly blocked Toeplitz where the stride is 1, very sparse always, and the
 * matrix of the transposed layer with the same sizes is its transpose.
 *
 * <p>The structure does not depend on the weights: entry {@code i} stands at {@code (row(i), column(i))} and is weight {@code weight(i)}.
 * Instances are immutable.
 */
public final class ToeplitzMatrix {

  /** Entries that are still handled; layers beyond are not small. */
  static final long MOST_ENTRIES = 20_000_000;

  private final int rows;
  private final int columns;
  private final int weights;
  private int[] row = new int[64];
  private int[] column = new int[64];
  private int[] weight = new int[64];
  private int entries;

  /**
   * @throws IllegalArgumentException if the layer has more than 20 million multiply-adds
   */
  ToeplitzMatrix(Layer layer) {
    if (layer.relation().multiplyAdds() > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "the matrix of " + layer.name() + " has up to " + layer.relation().multiplyAdds()
              + " entries; at most " + MOST_ENTRIES + " are supported");
    }
    this.rows = layer.info().output().elements();
    this.columns = layer.info().input().elements();
    this.weights = layer.info().weights().elements();
    Triples.forEach(layer, this::add);
  }

  private void add(int output, int input, int weightIndex) {
    if (entries == row.length) {
      row = Arrays.copyOf(row, 2 * entries);
      column = Arrays.copyOf(column, 2 * entries);
      weight = Arrays.copyOf(weight, 2 * entries);
    }
    row[entries] = output;
    column[entries] = input;
    weight[entries++] = weightIndex;
  }

  /** Elements of y. */
  public int rows() {
    return rows;
  }

  /** Elements of x. */
  public int columns() {
    return columns;
  }

  /** Number of entries that are not structurally zero. */
  public int entries() {
    return entries;
  }

  public int row(int entry) {
    return row[entry];
  }

  public int column(int entry) {
    return column[entry];
  }

  /** Index in the array of weights. */
  public int weight(int entry) {
    return weight[entry];
  }

  /**
   * The matrix for given weights, row by row.
   *
   * @throws IllegalArgumentException if the number of weights is not the layer's, or the matrix has more than 20 million elements
   */
  public float[][] dense(float[] values) {
    checkDense(values.length);
    float[][] a = new float[rows][columns];
    for (int i = 0; i < entries; i++) {
      a[row[i]][column[i]] += values[weight[i]];
    }
    return a;
  }

  /** As {@link #dense(float[])}. */
  public double[][] dense(double[] values) {
    checkDense(values.length);
    double[][] a = new double[rows][columns];
    for (int i = 0; i < entries; i++) {
      a[row[i]][column[i]] += values[weight[i]];
    }
    return a;
  }

  private void checkDense(int length) {
    if (length != weights) {
      throw new IllegalArgumentException("weights: expected " + weights + ", got " + length);
    }
    checkDense();
  }

  /**
   * Checks that the matrix is not too large to be written out.
   *
   * @throws IllegalArgumentException if it has more than 20 million elements
   */
  public void checkDense() {
    if ((long) rows * columns > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          rows + " x " + columns + " elements; at most " + MOST_ENTRIES + " are written out, use the entries");
    }
  }
}
