package org.convc.runtime;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Executor;

/** What memory a layer needs: the kernels' arrays, and z and dz where the gradients need the biased sums. */
final class WorkspacePlan {

  private final LayerInfo info;
  private final int[] scratchLengths;
  private final int[] threadScratchLengths;
  private final int[] packedLengths;

  WorkspacePlan(LayerInfo info, KernelMemory memory) {
    this.info = info;
    this.scratchLengths = memory.scratchLengths();
    this.threadScratchLengths = memory.threadScratchLengths();
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
            && Arrays.equals(threadScratchLengths, other.threadScratchLengths)
            && Arrays.equals(packedLengths, other.packedLengths));
  }

  /** For example {@code [160] and packed arrays of []}. */
  String arrays() {
    String own = threadScratchLengths.length == 0 ? "" : ", of each thread " + Arrays.toString(threadScratchLengths);
    return Arrays.toString(scratchLengths) + own + " and packed arrays of " + Arrays.toString(packedLengths);
  }

  /** The elements of z, and of dz: 0 where no gradient asks for them. */
  int sums(int capacity, boolean training) {
    return training && info.hasActivation() ? info.outputLength(capacity) : 0;
  }

  long bytes(int capacity, boolean training, int threads) {
    long elements = KernelMemory.elements(scratchLengths) + threads * KernelMemory.elements(threadScratchLengths)
        + KernelMemory.elements(packedLengths);
    return (elements + 2L * sums(capacity, training)) * info.type().bytes();
  }

  /** A workspace for one thread. */
  Workspace allocate(int capacity, boolean training) {
    return allocated(capacity, training, null, 1);
  }

  /**
   * @throws IllegalArgumentException if there is less than one thread
   */
  Workspace allocate(int capacity, boolean training, Executor executor, int threads) {
    Objects.requireNonNull(executor, "executor");
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected at least 1, got " + threads);
    }
    return allocated(capacity, training, executor, threads);
  }

  /**
   * @throws IllegalArgumentException if the capacity is below 1, or no array holds x or y of so many items
   * @throws OutOfMemoryError saying how much was asked for
   */
  private Workspace allocated(int capacity, boolean training, Executor executor, int threads) {
    if (capacity < 1) {
      throw new IllegalArgumentException("maxBatch: expected at least 1, got " + capacity);
    }
    info.inputLength(capacity);
    info.outputLength(capacity);
    try {
      return new Workspace(this, capacity, training, executor, threads);
    } catch (OutOfMemoryError e) {
      OutOfMemoryError explained = new OutOfMemoryError(
          "a workspace of " + info.name() + " for " + Text.count(capacity, "item") + (training ? " in training" : "")
          + (threads > 1 ? " on " + threads + " threads" : "") + " takes "
          + Text.count(bytes(capacity, training, threads), "byte") + ": " + e.getMessage());
      explained.initCause(e);
      throw explained;
    }
  }

  Workspace.Floats floats(int sums, Executor executor, int threads) {
    float[][] common = KernelMemory.floats(scratchLengths);
    float[][][] scratch = new float[threads][][];
    for (int i = 0; i < threads; i++) {
      scratch[i] = joined(common, KernelMemory.floats(threadScratchLengths));
    }
    boolean kept = sums > 0;
    return new Workspace.Floats(
        scratch[0],
        KernelMemory.floats(packedLengths),
        kept ? new float[sums] : null,
        kept ? new float[sums] : null,
        threads > 1 ? new FloatTeam(executor, scratch) : null);
  }

  Workspace.Doubles doubles(int sums, Executor executor, int threads) {
    double[][] common = KernelMemory.doubles(scratchLengths);
    double[][][] scratch = new double[threads][][];
    for (int i = 0; i < threads; i++) {
      scratch[i] = joined(common, KernelMemory.doubles(threadScratchLengths));
    }
    boolean kept = sums > 0;
    return new Workspace.Doubles(
        scratch[0],
        KernelMemory.doubles(packedLengths),
        kept ? new double[sums] : null,
        kept ? new double[sums] : null,
        threads > 1 ? new DoubleTeam(executor, scratch) : null);
  }

  private static <T> T[] joined(T[] first, T[] second) {
    T[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
