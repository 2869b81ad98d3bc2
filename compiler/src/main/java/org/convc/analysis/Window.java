package org.convc.analysis;

/**
 * What a layer says about one axis, apart from its padding. All numbers are at least 1.
 *
 * @param axis {@code height}
 * @param input size of x along this axis
 */
record Window(String axis, int input, int kernel, int stride, int dilation) {

  /** Positions from the first to the last tap: {@code dilation * (kernel - 1) + 1}. */
  long extent() {
    return (long) dilation * (kernel - 1) + 1;
  }

  /** What the positions of this axis are called: rows, columns. */
  String positions() {
    return SpatialAxes.position(axis) + "s";
  }
}
