package org.convc.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Scratch memory of one layer, owned by the caller and reused from call to call. Layers make it:
 * {@link ConvLayer#newWorkspace} and {@link ConvLayer#newTrainingWorkspace}. Serves one call at a time; that calls overlap is noticed and
 * refused. One thread may hand it to another between calls without further synchronisation.
 *
 * <p>A workspace made with an {@link Executor} splits large calls among threads; the results are the same to the bit. The executor is asked
 * to run helpers when there is work for them; the caller takes part, waits only for what helpers have begun, and finishes alone whatever
 * nobody else does. So a call ends with any executor: one whose threads are all busy, one whose only thread is the caller's, one that
 * refuses tasks or was shut down. An executor that drops a task without a word is not given that helper again. The executor is not shut
 * down. What a kernel throws on any thread is thrown by the call, when no helper works on it any more, and the workspace stays usable. The
 * caller being interrupted does not break off a call, and it stays interrupted. Several workspaces may share an executor. Memory for the
 * threads is part of the workspace; a call allocates only what the executor needs to accept a task, and with one thread nothing.
 */
public final class Workspace {

  /** The arrays of a layer of type float; {@code z} and {@code dz} are null where no biased sum is kept, the team for one thread. */
  record Floats(float[][] scratch, float[][] packed, float[] z, float[] dz, FloatTeam team) {}

  /** The arrays of a layer of type double; {@code z} and {@code dz} are null where no biased sum is kept, the team for one thread. */
  record Doubles(double[][] scratch, double[][] packed, double[] z, double[] dz, DoubleTeam team) {}

  private final WorkspacePlan plan;
  private final int capacity;
  private final boolean training;
  private final AtomicBoolean busy = new AtomicBoolean();

  /** Null for layers of type double. */
  final Floats floats;

  /** Null for layers of type float. */
  final Doubles doubles;

  /** Null for one thread. */
  private final Team team;

  /** Number of items whose biased sums are kept. Written only by the call that holds this workspace. */
  private volatile int batch;

  Workspace(WorkspacePlan plan, int capacity, boolean training, Executor executor, int threads) {
    this.plan = plan;
    this.capacity = capacity;
    this.training = training;
    int sums = plan.sums(capacity, training);
    boolean isFloat = plan.info().type() == ElementType.FLOAT;
    this.floats = isFloat ? plan.floats(sums, executor, threads) : null;
    this.doubles = isFloat ? null : plan.doubles(sums, executor, threads);
    this.team = isFloat ? floats.team() : doubles.team();
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

  /** How many threads share a call, the caller's among them: 1, or what was asked for with an executor. */
  public int threads() {
    return team == null ? 1 : team.threads();
  }

  /** The memory that the numbers in it take, in bytes, array headers not counted. */
  public long bytes() {
    return plan.bytes(capacity, training, threads());
  }

  /** For example {@code workspace of Stem for 8 items, training, 1204 bytes}. */
  @Override
  public String toString() {
    return "workspace of " + plan.info().name() + " for " + Text.count(capacity, "item")
        + (training ? ", training, " : ", ") + (team == null ? "" : Text.count(threads(), "thread") + ", ") + Text.count(bytes(), "byte");
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
    if (team != null) {
      team.open();
    }
  }

  void release() {
    if (team != null) {
      team.close();
    }
    busy.set(false);
  }
}
