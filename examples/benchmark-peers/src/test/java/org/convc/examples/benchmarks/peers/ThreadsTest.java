package org.convc.examples.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.convc.examples.benchmarks.Call;
import org.convc.examples.benchmarks.LayerSpec;
import org.convc.examples.benchmarks.Operands;
import org.convc.examples.benchmarks.Pass;
import org.convc.examples.benchmarks.Peer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One thread means one thread: a library that quietly took a second one would look twice as good. */
class ThreadsTest {

  private static final LayerSpec LAYER =
      new LayerSpec("large", false, 1, 1, 64, 64, 40, 44, 3, 3, 1, 1, 1, 1, 1, 1, 0, 0);

  private static final double MOST_SHARE = 0.25;

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @ParameterizedTest
  @ValueSource(classes = {OneDnnPeer.class, OneDnnPlainPeer.class, OnnxRuntimePeer.class})
  void oneThreadDoesAllWork(Class<? extends Peer> type) throws ReflectiveOperationException {
    Peer peer = type.getDeclaredConstructor().newInstance();
    String missing = peer.missing(1).orElse("");
    assumeTrue(missing.isEmpty(), peer.name() + ": " + missing);
    try (Call call = peer.prepare(LAYER, Pass.FORWARD, Operands.random(LAYER, 1), 1)) {
      // HotSpot may still compile something at first; a second thread at work would keep this near 1.
      double share = 1;
      for (int i = 0; i < 20 && share > MOST_SHARE; i++) {
        share = Math.min(share, shareOfOthers(call));
      }
      assertTrue(share <= MOST_SHARE, peer.name() + ": other threads used " + share + " of the time of this one");
    }
  }

  private static double shareOfOthers(Call call) {
    long mine = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long all = PROCESS.getProcessCpuTime();
    long end = System.nanoTime() + 200_000_000;
    while (System.nanoTime() < end) {
      call.run();
    }
    mine = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - mine;
    return (double) (PROCESS.getProcessCpuTime() - all - mine) / mine;
  }

  @ParameterizedTest
  @ValueSource(classes = {OneDnnPeer.class, OneDnnPlainPeer.class})
  void oneDnnRefusesThreadsThatTheProcessWasNotStartedWith(Class<? extends Peer> type)
      throws ReflectiveOperationException {
    Peer peer = type.getDeclaredConstructor().newInstance();
    String reason = peer.missing(63).orElse("");
    assertTrue(reason.contains("OMP_NUM_THREADS=63"), reason);
  }
}
