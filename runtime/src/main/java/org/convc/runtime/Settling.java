package org.convc.runtime;

import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Repeats a call until it is as fast as it gets. HotSpot compiles the methods of a kernel several times: at first without keeping vectors
 * in registers, 50 to 300 times slower than in the end, then from within a running loop, and at last as a method, which for a large one
 * takes C2 seconds. The pace until then is steady, so steady times alone prove nothing. What does is that no other thread of the
 * process has been at work for a while, or, where that cannot be known or other threads have work of their own, a longer while without
 * improvement. And that calls allocate nothing any more: a method that waits for its last compilation makes objects of its vectors, which
 * one that runs seldom may do long after times have become steady.
 */
final class Settling {

  private static final double NANOS = 1e9;

  /** Calls of at least so many seconds are one round, whose best one counts. */
  private static final double ROUND = 0.02;

  /** Rounds in a row that have to agree with the best one. */
  private static final int STEADY_ROUNDS = 4;

  private static final double STEADY = 1.2;

  /** Times as fast as before, which is a better compilation and not chance. */
  private static final double IMPROVEMENT = 1.25;

  /** Enough for HotSpot to have noticed a kernel that is called once a call: with its loops, C2's turn comes much earlier. */
  private static final int FEWEST_CALLS = 20;

  /** Seconds without improvement while no other thread works. */
  private static final double QUIET_WAIT = 0.25;

  /** The same while others work, or may do. */
  private static final double BUSY_WAIT = 2;

  /** Of the time that passes, what all other threads may use. */
  private static final double QUIET = 0.1;

  /** Seconds: Linux counts the time of a process in ticks of a hundredth. */
  private static final double TICK = 0.01;

  /** Bytes that a round may allocate by asking how many there were, and by what Java does beside the call. */
  private static final long FEW_BYTES = 4096;

  private final LongSupplier clock;
  private final Supplier<OptionalLong> otherThreads;
  private final Supplier<OptionalLong> allocated;

  /**
   * @param clock nanoseconds
   * @param otherThreads processor time of all other threads, in nanoseconds
   * @param allocated what this thread has allocated, in bytes
   */
  Settling(LongSupplier clock, Supplier<OptionalLong> otherThreads, Supplier<OptionalLong> allocated) {
    this.clock = clock;
    this.otherThreads = otherThreads;
    this.allocated = allocated;
  }

  /**
   * Runs at least once, and begins no call after {@code most} seconds.
   */
  WarmUpReport.Row run(LayerCall name, Runnable call, double most) {
    long begin = clock.getAsLong();
    long calls = 0;
    double first = 0;
    double now = 0;
    double best = Double.POSITIVE_INFINITY;
    double improved = Double.POSITIVE_INFINITY;
    long callsThen = 0;
    double quietSince = 0;
    double improvedAt = 0;
    OptionalLong othersThen = otherThreads.get();
    int steady = 0;
    double seconds = 0;
    boolean settled = false;
    while (!settled && (calls == 0 || seconds < most)) {
      double roundBegin = seconds;
      OptionalLong bytesThen = allocated.get();
      double fastest = Double.POSITIVE_INFINITY;
      do {
        long before = clock.getAsLong();
        call.run();
        double took = (clock.getAsLong() - before) / NANOS;
        first = calls++ == 0 ? took : first;
        fastest = Math.min(fastest, took);
        seconds = (clock.getAsLong() - begin) / NANOS;
      } while (seconds - roundBegin < ROUND && seconds < most);
      boolean frugal = allocated.get().orElse(0) - bytesThen.orElse(0) <= FEW_BYTES;
      now = fastest;
      best = Math.min(best, now);
      if (now * IMPROVEMENT < improved) {
        improved = now;
        improvedAt = seconds;
        callsThen = calls;
      }
      OptionalLong others = otherThreads.get();
      if (!quiet(othersThen, others, seconds - quietSince)) {
        quietSince = seconds;
        othersThen = others;
      }
      steady = now <= best * STEADY ? steady + 1 : 0;
      boolean waited =
          seconds - Math.max(improvedAt, quietSince) >= QUIET_WAIT || seconds - improvedAt >= BUSY_WAIT;
      settled = frugal && steady >= STEADY_ROUNDS && waited && calls - callsThen >= FEWEST_CALLS;
    }
    return new WarmUpReport.Row(name, seconds, calls, first * 1e3, now * 1e3, settled);
  }

  private static boolean quiet(OptionalLong before, OptionalLong after, double seconds) {
    return before.isPresent() && after.isPresent()
        && (after.getAsLong() - before.getAsLong()) / NANOS <= QUIET * seconds + TICK;
  }
}
