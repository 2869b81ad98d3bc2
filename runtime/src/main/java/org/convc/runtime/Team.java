package org.convc.runtime;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that share the calls in one workspace: the caller's, and helpers that an executor runs. Generated
 * kernels call {@link #run} for each statement that is split; which thread computes which part makes no difference to
 * the result.
 *
 * <p>The parts of a statement are cut into ranges, which threads take one after the other until none is left. The
 * caller takes ranges too and waits for nothing but ranges that helpers have begun, so that a call ends whatever the
 * executor does: one that refuses, is busy, was shut down or has the caller as its only thread leaves all ranges to
 * the caller. A helper that finds nothing to do stays for some microseconds, since statements follow each other
 * closely, and then gives its thread back; so it does when the call ends.
 *
 * <p>All objects are made with the workspace. A call allocates what the executor itself does to accept a task.
 */
public abstract class Team {

  /** Small enough for a thread that comes late or is slow to leave little to wait for. */
  private static final int RANGES_PER_THREAD = 8;

  /** How often a thread looks for news before it lets go of the processor: some ten microseconds. */
  private static final int LOOKS = 1_000;

  private static final int TAKEN_BITS = 32;

  /** Elements of a part of a statement on whole tensors. */
  static final int BLOCK = 4096;

  private final Executor executor;
  private final Helper[] helpers;

  /**
   * The number of the statement, and how many of its ranges nobody has taken yet. The rest of its description is
   * stable while there are.
   */
  private final AtomicLong untaken = new AtomicLong();

  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean open;
  private volatile Thread caller;
  private volatile Thread waiting;
  private boolean rejected;

  private int[] values = new int[4];
  private int valueCount;
  private int statement;
  private int parts;
  private int ranges;

  /**
   * @param threads how many there are, the caller's among them
   */
  Team(Executor executor, int threads) {
    this.executor = executor;
    this.helpers = new Helper[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper(i + 1);
    }
  }

  final int threads() {
    return helpers.length + 1;
  }

  /** Begins a call of the current thread. */
  final void open() {
    caller = Thread.currentThread();
    rejected = false;
    open = true;
  }

  /** Ends it: helpers leave. */
  final void close() {
    open = false;
    caller = null;
    forget();
  }

  /** Lets go of what the call worked on, so that a workspace keeps nobody's tensors alive. */
  abstract void forget();

  /** Passes the next value on to the parts of the statement that {@link #run} will be called for. */
  public final Team at(int value) {
    if (valueCount == values.length) {
      values = Arrays.copyOf(values, 2 * valueCount);
    }
    values[valueCount++] = value;
    return this;
  }

  /**
   * Runs all parts of a statement. If one fails, others that have not begun are left out, and what was thrown reaches
   * the caller.
   *
   * @param statement the number by which the kernels know it
   */
  public final void run(int statement, int parts) {
    this.statement = statement;
    this.parts = parts;
    ranges = (int) Math.min(parts, (long) RANGES_PER_THREAD * threads());
    unfinished.set(ranges);
    untaken.set(((untaken.get() >>> TAKEN_BITS) + 1) << TAKEN_BITS | ranges);
    try {
      callHelpers(Math.min(helpers.length, ranges - 1));
      while (take(0)) {
        // The next one.
      }
      awaitFinish();
    } finally {
      valueCount = 0;
    }
    Throwable thrown = failure.getAndSet(null);
    if (thrown != null) {
      throw Team.<RuntimeException>unchanged(thrown);
    }
  }

  /**
   * Runs some parts of a statement.
   *
   * @param values those of {@link #at}
   * @param thread 0 for the caller's
   */
  abstract void range(int statement, int from, int to, int[] values, int thread);

  /** How many blocks so many elements are. */
  static int blocks(int elements) {
    return elements / BLOCK + (elements % BLOCK == 0 ? 0 : 1);
  }

  private void callHelpers(int wanted) {
    for (int i = 0; i < wanted && !rejected; i++) {
      Helper helper = helpers[i];
      if (!helper.state.compareAndSet(Helper.FREE, Helper.CALLED)) {
        continue;
      }
      try {
        executor.execute(helper);
      } catch (RejectedExecutionException e) {
        // Not asked again in this call: making exceptions takes longer than many a statement.
        rejected = true;
        helper.state.set(Helper.FREE);
      } catch (Throwable e) {
        helper.state.set(Helper.FREE);
        fail(e);
      }
    }
  }

  /** Takes a range and runs it; false if there is none. */
  private boolean take(int thread) {
    long seen;
    do {
      seen = untaken.get();
      if ((int) seen == 0) {
        return false;
      }
    } while (!untaken.compareAndSet(seen, seen - 1));
    // From here to the end of the range the caller stays in run(), so the description of the statement does too.
    long number = ranges - (int) seen;
    try {
      range(statement, (int) (parts * number / ranges), (int) (parts * (number + 1) / ranges), values, thread);
    } catch (Throwable e) {
      fail(e);
    }
    if (unfinished.decrementAndGet() == 0) {
      LockSupport.unpark(waiting);
    }
    return true;
  }

  private void fail(Throwable e) {
    if (!failure.compareAndSet(null, e) && failure.get() != e) {
      failure.get().addSuppressed(e);
    }
    long seen;
    do {
      seen = untaken.get();
    } while (!untaken.compareAndSet(seen, seen - (int) seen));
    unfinished.addAndGet(-(int) seen);
  }

  private void awaitFinish() {
    boolean interrupted = false;
    for (int looks = 0; unfinished.get() != 0; looks++) {
      if (looks < LOOKS) {
        Thread.onSpinWait();
        continue;
      }
      waiting = Thread.currentThread();
      if (unfinished.get() != 0) {
        LockSupport.park(this);
      }
      waiting = null;
      // With the flag set, park would return at once.
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T unchanged(Throwable e) throws T {
    throw (T) e;
  }

  /** What the executor runs. At most one thread is in it at a time, whatever the executor does. */
  private final class Helper implements Runnable {

    static final int FREE = 0;
    static final int CALLED = 1;
    static final int AT_WORK = 2;

    final AtomicInteger state = new AtomicInteger();
    private final int thread;

    Helper(int thread) {
      this.thread = thread;
    }

    @Override
    public void run() {
      if (!state.compareAndSet(CALLED, AT_WORK)) {
        return;
      }
      do {
        help();
        state.set(FREE);
        // A statement that began just now has seen that this helper was still at work.
      } while (open && (int) untaken.get() != 0 && state.compareAndSet(FREE, AT_WORK));
    }

    private void help() {
      // An executor may run its tasks on the thread that brings them.
      int patience = Thread.currentThread() == caller ? 0 : LOOKS;
      for (int looks = 0; open && looks <= patience; looks++) {
        if (take(thread)) {
          looks = 0;
        } else {
          Thread.onSpinWait();
        }
      }
    }
  }
}
