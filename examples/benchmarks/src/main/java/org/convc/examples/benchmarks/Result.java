package org.convc.examples.benchmarks;

/**
 * One timed row.
 *
 * @param ms median of the rounds
 * @param gflops useful work by the median
 * @param p10 the 10th percentile of the rounds, in milliseconds: what the peer does while nothing disturbs it
 * @param pack median of what the call's peer does once for many calls, in milliseconds; 0 where there is nothing
 */
record Result(
    String layer, Pass pass, String peer, String layout, String strategy, double ms, double gflops, double p10,
    double pack) {

  /** The same row as if its weights changed before every call: packing them is part of it. */
  Result packedWithin() {
    double all = ms + pack;
    return new Result(layer, pass, peer, layout, strategy, all, gflops * ms / all, p10 + pack, 0);
  }
}
