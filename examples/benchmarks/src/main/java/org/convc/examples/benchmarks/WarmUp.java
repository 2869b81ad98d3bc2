package org.convc.examples.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;

/**
 * Runs something until it is as fast as it gets. In Java that is when HotSpot has nothing left to do: a large kernel
 * may run for a second or two, at a steady and poor pace, while its best version is still being compiled beside it.
 * Even times alone prove nothing, therefore; no other thread of the process may be at work either, and nothing be
 * allocated, as methods do that still wait for their last compilation.
 */
final class WarmUp {

  /** Parts of the time allowed, each long enough to be compared with the next. */
  private static final int PARTS = 12;

  /** In a row, that have to agree. */
  private static final int STEADY_PARTS = 2;

  private static final double SAME = 1.05;

  /** Of the time of the working thread, what all others may use. */
  private static final double QUIET = 0.1;

  /** Bytes in a part that may come from elsewhere in this thread. */
  private static final long FEW_BYTES = 4096;

  private static final com.sun.management.OperatingSystemMXBean PROCESS =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private WarmUp() {}

  /** Gives the seconds of the last run. */
  static double during(DoubleSupplier run, double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    double last = run.getAsDouble();
    while (System.nanoTime() < end) {
      last = run.getAsDouble();
    }
    return last;
  }

  /**
   * Gives the seconds of a recent run.
   *
   * @param most seconds, after which it ends in any case
   */
  static double untilSettled(DoubleSupplier run, double most) {
    long end = System.nanoTime() + (long) (most * 1e9);
    double before = Double.POSITIVE_INFINITY;
    double best = before;
    int steady = 0;
    while (System.nanoTime() < end && steady < STEADY_PARTS) {
      long others = timeOfOtherThreads();
      long begin = System.nanoTime();
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      best = fastest(run, most / PARTS);
      boolean quiet = timeOfOtherThreads() - others < QUIET * (System.nanoTime() - begin);
      boolean frugal = THREADS.getCurrentThreadAllocatedBytes() - bytes <= FEW_BYTES;
      steady = quiet && frugal && best * SAME > before && before * SAME > best ? steady + 1 : 0;
      before = best;
    }
    return Double.isInfinite(best) ? run.getAsDouble() : best;
  }

  private static double fastest(DoubleSupplier run, double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    double best = run.getAsDouble();
    while (System.nanoTime() < end) {
      best = Math.min(best, run.getAsDouble());
    }
    return best;
  }

  private static long timeOfOtherThreads() {
    return PROCESS.getProcessCpuTime() - THREADS.getCurrentThreadCpuTime();
  }
}
