package org.convc.analysis;

import org.convc.model.Relation;

/**
 * Which positions of an axis its windows reach, and which windows reach no position. Positions are those of the input of a convolution and
 * of the output of a transposed one; windows are the elements of the other.
 */
record Coverage(Relation.Axis axis) {

  /**
   * How many of {@code stride} positions in a row are reached, far from both ends: taps at {@code k * dilation} fall on as many different
   * remainders modulo the stride as there are taps, or as {@code stride / gcd(stride, dilation)}.
   */
  int reachedPerStride() {
    return Math.min(axis.taps(), axis.stride() / gcd(axis.stride(), axis.dilation()));
  }

  /** Whether there are positions between others that no window reaches. */
  boolean hasGaps() {
    return axis.windows() > 1 && reachedPerStride() < axis.stride();
  }

  /** Positions before the first that a window reaches. */
  long before() {
    return Math.max(0, -axis.padBefore());
  }

  /** Positions after the last tap of the last window. */
  long after() {
    return Math.max(0, axis.positions() - 1 - axis.position(axis.windows() - 1, axis.taps() - 1));
  }

  /** How many of the first windows end before the first position. */
  long windowsBefore() {
    long pastFirst = axis.padBefore() - extent() + 1;
    return Math.max(0, Math.min(axis.windows(), ceilDiv(pastFirst, axis.stride())));
  }

  /** How many of the last windows begin after the last position. */
  long windowsAfter() {
    long first = ceilDiv((long) axis.positions() + axis.padBefore(), axis.stride());
    return Math.max(0, axis.windows() - Math.max(0, first));
  }

  private long extent() {
    return (long) axis.dilation() * (axis.taps() - 1) + 1;
  }

  private static long ceilDiv(long a, long b) {
    return -Math.floorDiv(-a, b);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
