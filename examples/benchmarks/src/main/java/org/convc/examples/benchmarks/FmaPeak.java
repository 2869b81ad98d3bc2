package org.convc.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most that the cores do: fused multiply-adds in independent chains that touch no memory, with vectors as wide as the machine
 * prefers. Loaded only where the Vector API is.
 */
final class FmaPeak {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Enough to hide a latency of 4 to 6 cycles on two units, and within 16 registers. */
  private static final int CHAINS = 12;

  private static final int STEPS = 20_000;

  private FmaPeak() {}

  static int bits() {
    return SPECIES.vectorBitSize();
  }

  /** GFLOP/s of so many threads together, the best of many short looks. */
  static double gigaflops(int threads, double seconds) {
    double[] best = new double[threads];
    CountDownLatch ready = new CountDownLatch(threads);
    List<Thread> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int mine = t;
      Thread thread = new Thread(() -> {
        ready.countDown();
        await(ready);
        best[mine] = best(seconds);
      });
      thread.start();
      running.add(thread);
    }
    running.forEach(FmaPeak::join);
    double sum = 0;
    for (double b : best) {
      sum += b;
    }
    return sum;
  }

  private static double best(double seconds) {
    float[] sink = new float[SPECIES.length()];
    long end = System.nanoTime() + (long) (seconds * 1e9);
    double best = 0;
    while (System.nanoTime() < end) {
      long begin = System.nanoTime();
      chains(sink);
      long nanos = System.nanoTime() - begin;
      best = Math.max(best, 2.0 * CHAINS * STEPS * SPECIES.length() / nanos);
    }
    return best;
  }

  private static void chains(float[] sink) {
    FloatVector m = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector c = FloatVector.broadcast(SPECIES, 0.001f);
    FloatVector a0 = FloatVector.fromArray(SPECIES, sink, 0);
    FloatVector a1 = a0.add(1);
    FloatVector a2 = a0.add(2);
    FloatVector a3 = a0.add(3);
    FloatVector a4 = a0.add(4);
    FloatVector a5 = a0.add(5);
    FloatVector a6 = a0.add(6);
    FloatVector a7 = a0.add(7);
    FloatVector a8 = a0.add(8);
    FloatVector a9 = a0.add(9);
    FloatVector a10 = a0.add(10);
    FloatVector a11 = a0.add(11);
    for (int i = 0; i < STEPS; i++) {
      a0 = a0.fma(m, c);
      a1 = a1.fma(m, c);
      a2 = a2.fma(m, c);
      a3 = a3.fma(m, c);
      a4 = a4.fma(m, c);
      a5 = a5.fma(m, c);
      a6 = a6.fma(m, c);
      a7 = a7.fma(m, c);
      a8 = a8.fma(m, c);
      a9 = a9.fma(m, c);
      a10 = a10.fma(m, c);
      a11 = a11.fma(m, c);
    }
    a0.add(a1).add(a2).add(a3).add(a4).add(a5).add(a6).add(a7).add(a8).add(a9).add(a10).add(a11).intoArray(sink, 0);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
