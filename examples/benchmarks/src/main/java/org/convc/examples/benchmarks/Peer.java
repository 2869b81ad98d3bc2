package org.convc.examples.benchmarks;

import java.util.Optional;

/**
 * Something that computes layers. Peers with native code live in a module of their own and are found as services, so
 * that this one builds and runs without them.
 */
public interface Peer {

  /** As the option {@code --peers} and the CSV write it. */
  String name();

  /** The layout of the tensors that it is timed on: {@code nchw}, or {@code any} where the peer chooses. */
  String layout();

  /** Why it cannot run here with so many threads; empty where it can. */
  default Optional<String> missing(int threads) {
    return Optional.empty();
  }

  /**
   * What exactly it is, such as {@code oneDNN 3.11.0}, for a peer that is not part of this project; asked only where it
   * can run.
   */
  default Optional<String> version() {
    return Optional.empty();
  }

  /** Whether it becomes fast only while it runs, and needs to be warmed up accordingly. */
  default boolean warmsUp() {
    return false;
  }

  /** The width of the vectors that its kernels in Java use; 0 where they use none of the Vector API. */
  default int vectorBits() {
    return 0;
  }

  /** Whether it uses more threads than one when it may. */
  default boolean parallel() {
    return false;
  }

  /**
   * Makes everything ready that a user would do once: compilation, memory, layouts.
   *
   * @throws UnsupportedOperationException if the peer has no such layer or pass; the message says why
   */
  Call prepare(LayerSpec layer, Pass pass, Operands operands, int threads);
}
