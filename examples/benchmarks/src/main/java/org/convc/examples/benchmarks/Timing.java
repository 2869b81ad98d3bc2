package org.convc.examples.benchmarks;

/**
 * How long to look. All times in seconds.
 *
 * @param rounds in which the peers take turns
 * @param seconds for all rounds of one peer on one row
 * @param warmUp at most, for each peer in Java; less where its times have settled
 * @param limit for one call
 */
record Timing(int rounds, double seconds, double warmUp, double limit) {

  static final Timing USUAL = new Timing(15, 0.4, 3, 5);

  /** Native code needs no more than its caches filled. */
  private static final double NATIVE_WARM_UP = 0.1;

  double warmUp(Peer peer) {
    return peer.warmsUp() ? warmUp : Math.min(warmUp, NATIVE_WARM_UP);
  }

  double round() {
    return seconds / rounds;
  }

  Timing withRounds(int count) {
    return new Timing(count, seconds, warmUp, limit);
  }

  Timing withSeconds(double value) {
    return new Timing(rounds, value, warmUp, limit);
  }

  Timing withWarmUp(double value) {
    return new Timing(rounds, seconds, value, limit);
  }

  Timing withLimit(double value) {
    return new Timing(rounds, seconds, warmUp, value);
  }
}
