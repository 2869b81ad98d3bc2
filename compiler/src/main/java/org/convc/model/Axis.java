package org.convc.model;

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
}
