package org.convc.runtime;

import java.util.Arrays;

/** What memory a layer needs: the kernels' arrays, and z and dz where the gradients need the biased sums. */
final class WorkspacePlan {

  private final LayerInfo info;
  private final int[] scratchLengths;
  private final int[] packedLengths;

  WorkspacePlan(LayerInfo info, KernelMemory memory) {
    this.info = info;
    this.scratchLengths = memory.scratchLengths();
    this.packedLengths = memory.eitherPackedLengths();
  }

  LayerInfo info() {
    return info;
  }

  /** Whether memory made for the other one serves this one. */
  boolean serves(WorkspacePlan other) {
    return this == other
        || (info.equals(other.info)
            && Arrays.equals(scratchLengths, other.scratchLengths)
            && Arrays.equals(packedLengths, other.packedLengths));
  }

  /** For example {@code [160] and packed arrays of []}. */
  String arrays() {
    return Arrays.toString(scratchLengths) + " and packed arrays of " + Arrays.toString(packedLengths);
  }

  /** The elements of z, and of dz: 0 where no gradient asks for them. */
  int sums(int capacity, boolean training) {
    return training && info.hasActivation() ? info.outputLength(capacity) : 0;
  }

  long bytes(int capacity, boolean training) {
    long elements = KernelMemory.elements(scratchLengths) + KernelMemory.elements(packedLengths);
    return (elements + 2L * sums(capacity, training)) * info.type().bytes();
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

  Workspace.Floats floats(int sums) {
    boolean kept = sums > 0;
    return new Workspace.Floats(
        KernelMemory.floats(scratchLengths),
        KernelMemory.floats(packedLengths),
        kept ? new float[sums] : null,
        kept ? new float[sums] : null);
  }

  Workspace.Doubles doubles(int sums) {
    boolean kept = sums > 0;
    return new Workspace.Doubles(
        KernelMemory.doubles(scratchLengths),
        KernelMemory.doubles(packedLengths),
        kept ? new double[sums] : null,
        kept ? new double[sums] : null);
  }
}
