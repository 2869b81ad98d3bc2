package org.convc.runtime;

import java.util.Arrays;

/** What memory the kernels of a layer need, besides the tensors. Immutable. */
public final class KernelMemory {

  private static final int[] NO_ARRAYS = {};

  private static final KernelMemory NONE = new KernelMemory(NO_ARRAYS, NO_ARRAYS, NO_ARRAYS, NO_ARRAYS, false);

  private final int[] scratch;
  private final int[] threadScratch;
  private final int[] forwardPacked;
  private final int[] backwardDataPacked;
  private final boolean readsWeights;

  private KernelMemory(
      int[] scratch, int[] threadScratch, int[] forwardPacked, int[] backwardDataPacked, boolean readsWeights) {
    this.scratch = scratch;
    this.threadScratch = threadScratch;
    this.forwardPacked = forwardPacked;
    this.backwardDataPacked = backwardDataPacked;
    this.readsWeights = readsWeights;
  }

  /** That of kernels which work on the tensors alone and do not read the weights as they are. */
  public static KernelMemory none() {
    return NONE;
  }

  /**
   * With scratch arrays of so many elements, which all kernels use.
   *
   * @throws IllegalArgumentException if a length is negative
   */
  public KernelMemory scratch(int... lengths) {
    return new KernelMemory(checked("scratch", lengths), threadScratch, forwardPacked, backwardDataPacked, readsWeights);
  }

  /**
   * With scratch arrays of so many elements of which each thread that shares a call has its own. In what the kernels get they follow those
   * of {@link #scratch}.
   *
   * @throws IllegalArgumentException if a length is negative
   */
  public KernelMemory threadScratch(int... lengths) {
    return new KernelMemory(scratch, checked("scratch", lengths), forwardPacked, backwardDataPacked, readsWeights);
  }

  /**
   * With arrays of so many elements for what forward makes of the weights.
   *
   * @throws IllegalArgumentException if a length is negative
   */
  public KernelMemory forwardPacked(int... lengths) {
    return new KernelMemory(scratch, threadScratch, checked("packed", lengths), backwardDataPacked, readsWeights);
  }

  /**
   * With arrays of so many elements for what backwardData makes of the weights.
   *
   * @throws IllegalArgumentException if a length is negative
   */
  public KernelMemory backwardDataPacked(int... lengths) {
    return new KernelMemory(scratch, threadScratch, forwardPacked, checked("packed", lengths), readsWeights);
  }

  /** With forward or backwardData reading the weights as they are, whatever they pack. */
  public KernelMemory readsWeights() {
    return new KernelMemory(scratch, threadScratch, forwardPacked, backwardDataPacked, true);
  }

  int[] scratchLengths() {
    return scratch;
  }

  int[] threadScratchLengths() {
    return threadScratch;
  }

  int[] forwardPackedLengths() {
    return forwardPacked;
  }

  int[] backwardDataPackedLengths() {
    return backwardDataPacked;
  }

  /** The packed arrays of a workspace, which serve forward and backwardData in turn. */
  int[] eitherPackedLengths() {
    int[] lengths = Arrays.copyOf(forwardPacked, Math.max(forwardPacked.length, backwardDataPacked.length));
    for (int i = 0; i < backwardDataPacked.length; i++) {
      lengths[i] = Math.max(lengths[i], backwardDataPacked[i]);
    }
    return lengths;
  }

  boolean keepsWeights() {
    return readsWeights;
  }

  static long elements(int[] lengths) {
    long elements = 0;
    for (int length : lengths) {
      elements += length;
    }
    return elements;
  }

  static float[][] floats(int[] lengths) {
    float[][] arrays = new float[lengths.length][];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = new float[lengths[i]];
    }
    return arrays;
  }

  static double[][] doubles(int[] lengths) {
    double[][] arrays = new double[lengths.length][];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = new double[lengths[i]];
    }
    return arrays;
  }

  private static int[] checked(String what, int[] lengths) {
    for (int length : lengths) {
      if (length < 0) {
        throw new IllegalArgumentException("negative " + what + " length in " + Arrays.toString(lengths));
      }
    }
    return lengths.clone();
  }
}
