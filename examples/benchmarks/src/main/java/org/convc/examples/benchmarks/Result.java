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
    double pack) {}
