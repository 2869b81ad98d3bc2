package org.convc.examples.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** A peer on one row, from its first call to its last. */
final class Contender implements AutoCloseable {

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Seconds: packing is a loop or two of copies. */
  private static final double PACK_WARM_UP = 1;

  private final Peer peer;
  private final Call call;
  private final double[] samples;
  private final double[] packSamples;
  private int taken;
  private int packed;
  private double error;
  private double firstSeconds;
  private double callSeconds;
  private double spent;
  private long bytes;

  Contender(Peer peer, Call call, int rounds) {
    this.peer = peer;
    this.call = call;
    this.samples = new double[rounds];
    this.packSamples = new double[rounds];
  }

  Peer peer() {
    return peer;
  }

  Call call() {
    return call;
  }

  double error() {
    return error;
  }

  /** Of the most recent calls. */
  double callSeconds() {
    return callSeconds;
  }

  /** Runs for the first time and compares the result with the reference. */
  void check(Reference reference, float[] buffer) {
    firstSeconds = time(1);
    callSeconds = firstSeconds;
    call.result(buffer);
    error = reference.error(buffer);
  }

  /** Runs until it is as fast as it gets, and counts what a call then allocates. */
  void warmUp(double seconds) {
    callSeconds = peer.warmsUp() ? WarmUp.untilSettled(() -> time(1), seconds) : WarmUp.during(() -> time(1), seconds);
    call.packing().ifPresent(packing -> WarmUp.untilSettled(() -> time(packing, 1), Math.min(seconds, PACK_WARM_UP)));
    if (callSeconds < seconds) {
      int calls = 3;
      long thread = Thread.currentThread().getId();
      // The second reading costs what the first one did, so that reading alone counts as nothing.
      long before = THREADS.getThreadAllocatedBytes(thread);
      long between = THREADS.getThreadAllocatedBytes(thread);
      for (int i = 0; i < calls; i++) {
        call.run();
      }
      bytes = Math.max(0, THREADS.getThreadAllocatedBytes(thread) - between - (between - before)) / calls;
    }
  }

  /** One sample, the mean of as many calls as fill the round; none if the peer has used up several times its share. */
  void takeTurn(Timing timing) {
    if (taken > 0 && spent + callSeconds > 3 * timing.seconds()) {
      return;
    }
    int calls = (int) Math.max(1, Math.min(1e6, timing.round() / callSeconds));
    if (calls > 3) {
      // What the peer before has left in the caches is not this one's fault.
      call.run();
    }
    double seconds = time(calls);
    callSeconds = seconds / calls;
    spent += seconds;
    samples[taken++] = callSeconds;
    // After the calls, and outside of what they are told to have taken.
    call.packing().ifPresent(packing -> packSamples[packed++] = time(packing, 1));
  }

  private double time(int calls) {
    return time(call::run, calls);
  }

  private static double time(Runnable run, int calls) {
    long begin = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      run.run();
    }
    // Never zero, which later would be divided by.
    return Math.max(1, System.nanoTime() - begin) * 1e-9;
  }

  Result result(LayerSpec layer, Pass pass) {
    double[] seconds = Arrays.copyOf(samples, taken);
    double median = Statistics.quantile(seconds, 0.5);
    return new Result(layer.name(), pass, peer.name(), peer.layout(), call.strategy(), median * 1e3,
        layer.gigaflops(median), Statistics.quantile(seconds, 0.1) * 1e3, packMillis());
  }

  private double packMillis() {
    return packed == 0 ? 0 : Statistics.quantile(Arrays.copyOf(packSamples, packed), 0.5) * 1e3;
  }

  Facts facts(LayerSpec layer, Pass pass) {
    return new Facts(layer.name(), pass, peer.name(), error, firstSeconds * 1e3, call.compileMillis(), bytes);
  }

  @Override
  public void close() {
    call.close();
  }
}
