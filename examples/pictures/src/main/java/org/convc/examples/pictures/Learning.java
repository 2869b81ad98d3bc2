package org.convc.examples.pictures;

import java.util.Arrays;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.Workspace;

/**
 * Finds the weights that turn one picture into another, by descent along the gradient that {@code backwardWeights}
 * computes.
 *
 * <p>The loss, E(w) = ½ |t - x ⋆ w|² with x the picture and t the target, is quadratic in w, so nobody has to choose
 * the length of a step or the momentum: along a direction d the lowest point is {@code |g|² / |x ⋆ d|²} away, and a
 * direction that keeps {@code |g|² / |previous g|²} of the previous one undoes nothing of what the earlier steps gained
 * (conjugate gradients in the least squares form of Hestenes and Stiefel, 1952). That converges on any picture,
 * whatever its contrast; where several filters explain the target equally well, to the smallest of them.
 */
final class Learning {

  /** Told after every step. */
  interface Progress {

    /**
     * @param loss the mean of the squared differences between the target and what the weights make of the picture
     */
    void step(int number, double loss);
  }

  /**
   * In exact arithmetic 9 steps are enough for 3 x 3 taps; rounding asks for more on pictures that hardly tell some
   * filters apart.
   */
  static final int MOST_STEPS = 60;

  /** Where the gradient has fallen to this part of its first value, the rest of it is rounding. */
  private static final double SMALL = 1e-13;

  private final ConvLayer layer;
  private final Workspace workspace;
  private final double[] x;

  /** What the weights do not explain yet: t - x ⋆ w. */
  private final double[] residual;

  private final double[] weights;
  private int steps;

  /**
   * @param layer of type double, without bias and activation
   * @param x one item
   * @param target what {@code forward} should make of x
   */
  Learning(ConvLayer layer, float[] x, float[] target) {
    this.layer = layer;
    this.workspace = layer.newWorkspace(1);
    this.x = doubles(x);
    this.residual = doubles(target);
    this.weights = new double[layer.info().weightsLength()];
  }

  /** Starts from weights of 0. */
  double[] run(Progress progress) {
    progress.step(0, loss());
    double[] direction = descent();
    double[] change = new double[residual.length];
    double square = square(direction);
    double enough = SMALL * SMALL * square;
    while (square > enough && steps < MOST_STEPS) {
      layer.forward(1, x, direction, null, change, workspace);
      double length = square / square(change);
      add(weights, length, direction);
      add(residual, -length, change);
      progress.step(++steps, loss());

      double[] descent = descent();
      double next = square(descent);
      add(descent, next / square, direction);
      direction = descent;
      square = next;
    }
    return weights.clone();
  }

  int steps() {
    return steps;
  }

  double loss() {
    return square(residual) / residual.length;
  }

  /** The gradient of -E: where to go. */
  private double[] descent() {
    double[] descent = new double[weights.length];
    layer.backwardWeights(1, x, residual, descent, workspace);
    return descent;
  }

  /** to += factor * from */
  private static void add(double[] to, double factor, double[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }

  private static double square(double[] values) {
    return Arrays.stream(values).map(v -> v * v).sum();
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
