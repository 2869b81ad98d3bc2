package org.convc.examples.benchmarks;

import java.util.Optional;

/** One pass of one layer by one peer, ready to be repeated. */
public interface Call extends AutoCloseable {

  /** What is timed. */
  void run();

  /** Copies what the last run computed, as a plain tensor. */
  void result(float[] into);

  /** How the peer says that it computes. */
  String strategy();

  /** A rough guess before the first run, so that hopeless ones are not begun; 0 where there is no reason to worry. */
  default double expectedSeconds() {
    return 0;
  }

  /** How long the peer took to make kernels for the layer, in milliseconds; 0 where it makes none. */
  default double compileMillis() {
    return 0;
  }

  /** What a user does once for many calls, such as packing the weights; empty where the peer has nothing of the kind. */
  default Optional<Runnable> packing() {
    return Optional.empty();
  }

  @Override
  default void close() {}
}
