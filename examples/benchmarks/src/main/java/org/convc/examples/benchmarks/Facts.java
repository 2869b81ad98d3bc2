package org.convc.examples.benchmarks;

/**
 * What else was seen of a peer on a row.
 *
 * @param error the largest error of the sampled results, in roundoffs
 * @param firstMillis how long the very first call took
 * @param compileMillis how long it took to make the kernels; 0 where none are made
 * @param bytes allocated on the heap by one call when warm
 */
record Facts(
    String layer, Pass pass, String peer, double error, double firstMillis, double compileMillis, long bytes) {}
