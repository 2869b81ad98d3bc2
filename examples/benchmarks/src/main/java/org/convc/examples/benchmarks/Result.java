package org.convc.examples.benchmarks;

/**
 * One timed row.
 *
 * @param ms median of the rounds
 * @param gflops useful work by the median
 * @param p10 the 10th percentile of the rounds, in milliseconds: what the peer does while nothing disturbs it
 */
record Result(
    String layer, Pass pass, String peer, String layout, String strategy, double ms, double gflops, double p10) {}
