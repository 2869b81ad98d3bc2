package org.convc.runtime;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Scratch memory of one layer, owned by the caller and reused from call to call. Layers make it:
 * {@link ConvLayer#newWorkspace} and {@link ConvLayer#newTrainingWorkspace}. Serves one call at a time; that calls overlap is noticed and
 * refused. One thread may hand it to another between calls without further synchronisation.
 */
public final class Workspace {

  /** The arrays of a layer of type float; {@code z} and {@code dz} are null where no biased sum is kept. */
  record Floats(float[][] scratch, float[][] packed, float[] z, float[] dz) {}

  /** The arrays of a layer of type double; {@code z} and {@code dz} are null where no biased sum is kept. */
  record Doubles(double[][] scratch, double[][] packed, double[] z, double[] dz) {}

  private final WorkspacePlan plan;
  private final int capacity;
  private final boolean training;
  private final AtomicBoolean busy = new AtomicBoolean();

  /** Null for layers of type double. */
  final Floats floats;

  /** Null for layers of type float. */
  final Doubles doubles;

  /** Number of items whose biased sums are kept. Written only by the call that holds this workspace. */
  private volatile int batch;

  Workspace(WorkspacePlan plan, int capacity, boolean training) {
    this.plan = plan;
    this.capacity = capacity;
    this.training = training;
    int sums = plan.sums(capacity, training);
    boolean isFloat = plan.info().type() == ElementType.FLOAT;
    this.floats = isFloat ? plan.floats(sums) : null;
    this.doubles = isFloat ? null : plan.doubles(sums);
  }

  /** What the layer is that this memory serves. */
  public LayerInfo layer() {
    return plan.info();
  }

  /** The largest batch that it serves. */
  public int capacity() {
    return capacity;
  }

  /** Whether it was made by {@link ConvLayer#newTrainingWorkspace}. */
  public boolean training() {
    return training;
  }

  /**
   * The number of items of the {@code forward} call at whose biased sums the gradients are taken: the most recent one. 0 before the first
   * one, after one that a kernel broke off, and in workspaces that keep no biased sums because they are not for training or the layer has
   * no activation.
   */
  public int batch() {
    return batch;
  }

  /** The memory that the numbers in it take, in bytes, array headers not counted. */
  public long bytes() {
    return plan.bytes(capacity, training);
  }

  /** For example {@code workspace of Stem for 8 items, training, 1204 bytes}. */
  @Override
  public String toString() {
    return "workspace of " + plan.info().name() + " for " + Text.count(capacity, "item")
        + (training ? ", training, " : ", ") + Text.count(bytes(), "byte");
  }

  WorkspacePlan plan() {
    return plan;
  }

  void keeps(int batch) {
    this.batch = batch;
  }

  /**
   * Begins a call; {@link #release} ends it.
   *
   * @throws IllegalStateException if another call has not ended
   */
  void acquire() {
    if (!busy.compareAndSet(false, true)) {
      throw new IllegalStateException("the workspace of " + plan.info().name()
          + " is in use by another call: it serves one call at a time, so each thread needs its own");
    }
  }

  void release() {
    busy.set(false);
  }
}
