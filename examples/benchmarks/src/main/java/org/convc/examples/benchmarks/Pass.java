package org.convc.examples.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is computed of a layer: its result or one of its gradients. */
public enum Pass {
  FORWARD,
  BACKWARD_DATA,
  BACKWARD_WEIGHTS;

  /** As options and CSV files write it: {@code backward-data}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Pass> of(String word) {
    return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst();
  }
}
