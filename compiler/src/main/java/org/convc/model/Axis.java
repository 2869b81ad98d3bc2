package org.convc.model;

import java.util.Optional;

/**
 * One spatial axis of a layer, resolved.
 *
 * @param name {@code width}, {@code height} or {@code depth}; for one-dimensional layers {@code length}
 * @param input size of x along this axis
 * @param output size of y along this axis
 * @param kernel number of taps
 * @param stride step between windows
 * @param dilation step between the taps of a window, 1 for a dense kernel
 * @param padBefore zeros before the first element; negative crops. For a transposed layer: the padding of the convolution that it transposes
 * @param padAfter zeros after the last element, likewise
 * @param outputPad elements appended to y of a transposed layer; 0 for a convolution
 */
public record Axis(
    String name,
    int input,
    int output,
    int kernel,
    int stride,
    int dilation,
    int padBefore,
    int padAfter,
    int outputPad) {

  /** Number of positions from the first to the last tap of a window: {@code dilation * (kernel - 1) + 1}. */
  public long extent() {
    return (long) dilation * (kernel - 1) + 1;
  }

  /** Whether every element of the output sees just the element of the input at its own place. */
  boolean isPointwise() {
    return kernel == 1 && stride == 1 && padBefore == 0 && input == output;
  }

  /**
   * This axis and the next inner one as a single axis over the same elements, where that is possible: the inner one is pointwise and this
   * one has stride 1, or this one has a single element.
   */
  Optional<Axis> merged(Axis inner) {
    if (isPointwise() && input == 1) {
      return Optional.of(inner);
    }
    long step = (long) dilation * inner.input;
    boolean fits = kernel == 1 || step * (kernel - 1) <= Integer.MAX_VALUE - 8L;
    if (!inner.isPointwise() || stride != 1 || !fits || Math.abs((long) padBefore * inner.input) > Integer.MAX_VALUE / 2) {
      return Optional.empty();
    }
    int rows = inner.input;
    return Optional.of(
        new Axis(
            name,
            input * rows,
            output * rows,
            kernel,
            1,
            kernel == 1 ? 1 : (int) step,
            padBefore * rows,
            padAfter * rows,
            outputPad * rows));
  }
}
