package org.convc.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Paddings that have a name. What each means is written at {@link ConvolutionPadding} and {@link TransposedPadding}. */
enum PaddingWord {
  VALID,
  SAME,
  SAME_LOWER,
  FULL,
  CAUSAL;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<PaddingWord> of(String word) {
    return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(PaddingWord::word).toList();
  }
}
