package org.convc.examples.pictures;

import java.io.PrintStream;
import java.util.Locale;
import org.convc.runtime.ConvLayer;

/**
 * What was learned about Sobel's filter from a picture and its edges.
 *
 * @param learned the two filters, as {@link Filters#SOBEL} is laid out
 * @param firstLoss of weights of 0, so the mean square of the edges
 * @param loss of the learned weights
 */
record Lesson(double[] learned, int steps, double firstLoss, double loss) {

  /** Learned weights that are nearer are taken for the true ones. */
  private static final double NEAR = 1e-3;

  /** The mean square of edges that are nothing but rounding. */
  private static final double NO_EDGES = 1e-12;

  /** Prints a line a step. */
  static Lesson learn(ConvLayer layer, Picture picture, Picture edges, PrintStream out) {
    out.println("learning the filter of Edges from the picture and its edges:");
    int border = (layer.info().input().size(1) - picture.height()) / 2;
    Learning learning = new Learning(layer, picture.bordered(border).values(), edges.values());
    double firstLoss = learning.loss();
    double[] learned =
        learning.run((step, loss) -> out.println(String.format(Locale.ROOT, "  step %2d  loss %.3e", step, loss)));
    return new Lesson(learned, learning.steps(), firstLoss, learning.loss());
  }

  /** How far the worst weight is from the true one. */
  double largestDifference() {
    double largest = 0;
    for (int i = 0; i < learned.length; i++) {
      largest = Math.max(largest, Math.abs(learned[i] - Filters.SOBEL[i]));
    }
    return largest;
  }

  boolean found() {
    return largestDifference() <= NEAR;
  }

  void print(PrintStream out) {
    out.println("learned filters                      true ones");
    for (int row = 0; row < learned.length; row += 3) {
      out.println(String.format(
          Locale.ROOT, "%s%11.7f%11.7f%11.7f   %4.0f%4.0f%4.0f", row == 9 ? "\n" : "",
          rounded(row), rounded(row + 1), rounded(row + 2),
          Filters.SOBEL[row], Filters.SOBEL[row + 1], Filters.SOBEL[row + 2]));
    }
    out.println(String.format(Locale.ROOT, "largest difference %.1e: %s", largestDifference(), verdict()));
  }

  /** To the digits that are printed, and without the sign of a zero. */
  private double rounded(int weight) {
    return Math.rint(learned[weight] * 1e7) / 1e7 + 0.0;
  }

  private String verdict() {
    if (found()) {
      return "the filter is found";
    }
    if (firstLoss < NO_EDGES) {
      return "this picture has no edges, so it says nothing about the filter";
    }
    if (loss < 1e-9 * firstLoss) {
      return "this picture does not determine the filter; the learned one makes the same edges of it";
    }
    return "not found in " + steps + " steps";
  }
}
