package org.convc.runtime;

import java.util.Arrays;

/** What memory a layer needs: the kernels' scratch arrays, and z and dz where the gradients need the biased sums. */
final class WorkspacePlan {

  private final LayerInfo info;
  private final int[] scratchLengths;

  WorkspacePlan(LayerInfo info, int[] scratchLengths) {
    this.info = info;
    this.scratchLengths = scratchLengths.clone();
    for (int length : scratchLengths) {
      if (length < 0) {
        throw new IllegalArgumentException("negative scratch length in " + Arrays.toString(scratchLengths));
      }
    }
  }

  LayerInfo info() {
    return info;
  }

  /** Whether memory made for the other one serves this one. */
  boolean serves(WorkspacePlan other) {
    return this == other || (info.equals(other.info) && Arrays.equals(scratchLengths, other.scratchLengths));
  }

  String scratch() {
    return Arrays.toString(scratchLengths);
  }

  /** The elements of z, and of dz: 0 where no gradient asks for them. */
  int sums(int capacity, boolean training) {
    return training && info.hasActivation() ? info.outputLength(capacity) : 0;
  }

  long bytes(int capacity, boolean training) {
    long elements = 2L * sums(capacity, training);
    for (int length : scratchLengths) {
      elements += length;
    }
    return elements * info.type().bytes();
  }

  /**
   * @throws IllegalArgumentException if the capacity is below 1, or no array holds x or y of so many items
   * @throws OutOfMemoryError saying how much was asked for
   */
  Workspace allocate(int capacity, boolean training) {
    if (capacity < 1) {
      throw new IllegalArgumentException("maxBatch: expected at least 1, got " + capacity);
    }
    info.inputLength(capacity);
    info.outputLength(capacity);
    try {
      return new Workspace(this, capacity, training);
    } catch (OutOfMemoryError e) {
      OutOfMemoryError explained = new OutOfMemoryError(
          "a workspace of " + info.name() + " for " + Text.count(capacity, "item") + (training ? " in training" : "")
          + " takes " + Text.count(bytes(capacity, training), "byte") + ": " + e.getMessage());
      explained.initCause(e);
      throw explained;
    }
  }

  float[][] floatScratch() {
    float[][] scratch = new float[scratchLengths.length][];
    for (int i = 0; i < scratch.length; i++) {
      scratch[i] = new float[scratchLengths[i]];
    }
    return scratch;
  }

  double[][] doubleScratch() {
    double[][] scratch = new double[scratchLengths.length][];
    for (int i = 0; i < scratch.length; i++) {
      scratch[i] = new double[scratchLengths[i]];
    }
    return scratch;
  }
}
