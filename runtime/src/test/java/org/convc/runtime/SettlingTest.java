package org.convc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** On a clock that only calls move. */
class SettlingTest {

  private static final double NANOS = 1e9;

  private long now;
  private double compilesUntil;
  private boolean told = true;
  private double allocatesUntil;

  /** The pace of C1 is steady, and ends when C2 is done. */
  @Test
  void aSteadyPaceIsNotEnoughWhileAnotherThreadWorks() {
    compilesUntil = 1.7;
    WarmUpReport.Row row = run(t -> t < 1.7 ? 0.05 : 0.001, 5);
    assertTrue(row.settled());
    assertEquals(1, row.lastMillis(), 1e-6);
    assertEquals(50, row.firstMillis(), 1e-6);
    assertTrue(row.seconds() > 1.9 && row.seconds() < 2.5, row::toString);
  }

  @Test
  void withoutNewsOfOtherThreadsItWaitsLonger() {
    told = false;
    WarmUpReport.Row row = run(t -> t < 1.7 ? 0.05 : 0.001, 5);
    assertTrue(row.settled());
    assertEquals(1, row.lastMillis(), 1e-6);
    assertTrue(row.seconds() > 3.6 && row.seconds() < 4, row::toString);
  }

  @Test
  void otherThreadsThatNeverRestOnlyMakeItWaitLonger() {
    compilesUntil = 100;
    WarmUpReport.Row row = run(t -> 0.003, 5);
    assertTrue(row.settled());
    assertTrue(row.seconds() > 1.9 && row.seconds() < 2.5, row::toString);
  }

  @Test
  void aSteadyPaceIsNotEnoughWhileCallsAllocate() {
    allocatesUntil = 2.5;
    WarmUpReport.Row row = run(t -> 0.003, 5);
    assertTrue(row.settled());
    assertTrue(row.seconds() > 2.5 && row.seconds() < 2.6, row::toString);
  }

  @Test
  void callsThatAlwaysAllocateAreEndedByTheBound() {
    allocatesUntil = 100;
    WarmUpReport.Row row = run(t -> 0.003, 5);
    assertFalse(row.settled());
    assertEquals(5, row.seconds(), 0.02);
  }

  @Test
  void aFewSlowCallsAreNotEnough() {
    WarmUpReport.Row row = run(t -> 0.1, 5);
    assertTrue(row.settled());
    assertEquals(21, row.calls());
  }

  @Test
  void whateverGetsFasterAndFasterIsEndedByTheBound() {
    WarmUpReport.Row row = run(t -> 0.01 * Math.exp(-2 * t), 1);
    assertFalse(row.settled());
    assertEquals(1, row.seconds(), 0.02);
  }

  @Test
  void oneCallIsMadeInAnyCase() {
    WarmUpReport.Row row = run(t -> 7, 1);
    assertFalse(row.settled());
    assertEquals(1, row.calls());
    assertEquals(
        "forward: 7.00 s, 1 call, 7000 ms at first, 7000 ms now, not settled", row.toString());
  }

  /**
   * @param seconds how long a call takes that begins at a time
   */
  private WarmUpReport.Row run(DoubleUnaryOperator seconds, double most) {
    Settling settling = new Settling(() -> now, this::others, this::bytes);
    return settling.run(LayerCall.FORWARD, () -> now += (long) (NANOS * seconds.applyAsDouble(now / NANOS)), most);
  }

  private OptionalLong others() {
    return told ? OptionalLong.of((long) Math.min(now, compilesUntil * NANOS)) : OptionalLong.empty();
  }

  /** 6,400 for each call of 3 ms. */
  private OptionalLong bytes() {
    return told ? OptionalLong.of((long) (Math.min(now / NANOS, allocatesUntil) / 0.003) * 6400) : OptionalLong.empty();
  }
}
