package org.convc.examples.heartbeat;

import java.util.Arrays;

/** What activity must exceed to count: a part of what it commonly reaches around there. A loose electrode raises it for a moment only. */
final class Threshold {

  /** Two seconds, in which every heart beats at least once. */
  private static final int BLOCK = 240;

  /** Blocks to each side that have a say. */
  private static final int AROUND = 5;

  private static final double PART = 0.25;

  private final double[] ofBlock;

  private Threshold(double[] ofBlock) {
    this.ofBlock = ofBlock;
  }

  static Threshold of(double[] activity) {
    double[] highest = new double[(activity.length + BLOCK - 1) / BLOCK];
    for (int i = 0; i < activity.length; i++) {
      highest[i / BLOCK] = Math.max(highest[i / BLOCK], activity[i]);
    }
    double[] ofBlock = new double[highest.length];
    Arrays.setAll(ofBlock, i -> PART * Numbers.median(Numbers.around(highest, i, 2 * AROUND + 1)));
    return new Threshold(ofBlock);
  }

  double at(int index) {
    return ofBlock[index / BLOCK];
  }
}
