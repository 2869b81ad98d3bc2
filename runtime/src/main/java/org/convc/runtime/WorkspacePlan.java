package org.convc.runtime;

import java.util.Arrays;
import java.util.function.IntFunction;

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

  /** The elements of z, and of dz: none where no gradient asks for them. */
  private int sums(int capacity, boolean training) {
    return training && info.hasActivation() ? info.outputLength(capacity) : 0;
  }

  long bytes(int capacity, boolean training) {
    long elements = 2L * sums(capacity, training);
    for (int length : scratchLengths) {
      elements += length;
    }
    return elements * info.type().bytes();
  }

  Workspace allocateFloats(int capacity, boolean training) {
    return allocate(capacity, training, sums -> {
      float[][] scratch = new float[scratchLengths.length][];
      for (int i = 0; i < scratch.length; i++) {
        scratch[i] = new float[scratchLengths[i]];
      }
      boolean keeps = sums > 0;
      Workspace.Floats floats = new Workspace.Floats(scratch, keeps ? new float[sums] : null, keeps ? new float[sums] : null);
      return new Workspace(this, capacity, training, floats, null);
    });
  }

  Workspace allocateDoubles(int capacity, boolean training) {
    return allocate(capacity, training, sums -> {
      double[][] scratch = new double[scratchLengths.length][];
      for (int i = 0; i < scratch.length; i++) {
        scratch[i] = new double[scratchLengths[i]];
      }
      boolean keeps = sums > 0;
      Workspace.Doubles doubles = new Workspace.Doubles(scratch, keeps ? new double[sums] : null, keeps ? new double[sums] : null);
      return new Workspace(this, capacity, training, null, doubles);
    });
  }

  /**
   * @throws IllegalArgumentException if the capacity is below 1, or no array holds x or y of so many items
   * @throws OutOfMemoryError saying how much was asked for
   */
  private Workspace allocate(int capacity, boolean training, IntFunction<Workspace> make) {
    if (capacity < 1) {
      throw new IllegalArgumentException("maxBatch: expected at least 1, got " + capacity);
    }
    info.inputLength(capacity);
    info.outputLength(capacity);
    try {
      return make.apply(sums(capacity, training));
    } catch (OutOfMemoryError e) {
      OutOfMemoryError explained = new OutOfMemoryError("a workspace of " + info.name() + " for " + Text.count(capacity, "item")
          + (training ? " in training" : "") + " takes " + Text.count(bytes(capacity, training), "byte") + ": " + e.getMessage());
      explained.initCause(e);
      throw explained;
    }
  }
}
