package org.convc.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WarmUpTest {

  private int runs;

  /** As with a kernel whose best version is still being compiled: the pace before is steady, too. */
  @Test
  void steadyTimesDoNotCountWhileAnotherThreadIsAtWork() {
    long end = System.nanoTime() + 1_500_000_000;
    Thread other = new Thread(() -> {
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    });
    other.start();
    assertEquals(1, WarmUp.untilSettled(() -> pause(1, other.isAlive() ? 5 : 1), 4));
  }

  @Test
  void whateverDoesNotSettleIsEndedInTime() {
    long begin = System.nanoTime();
    WarmUp.untilSettled(() -> pause(1, 1 << runs++ % 30), 0.2);
    double seconds = (System.nanoTime() - begin) * 1e-9;
    assertTrue(seconds < 10, () -> seconds + " s");
  }

  @Test
  void somethingSlowRunsOnce() {
    assertEquals(7, WarmUp.during(() -> {
      runs++;
      return pause(150, 7);
    }, 0.1));
    assertEquals(1, runs);
  }

  /** Gives how long it claims to have taken. */
  private static double pause(int millis, double claimed) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return claimed;
  }
}
