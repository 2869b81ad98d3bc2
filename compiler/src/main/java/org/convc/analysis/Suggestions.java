package org.convc.analysis;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convc.diagnostic.Suggestion;

/** Guesses what an unknown word was meant to be. */
final class Suggestions {

  /** Comparing words takes time, and a file can be made to ask for it over and over. */
  private static final int MOST_CANDIDATES = 500;

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

  /** A help line that proposes the nearest of {@code candidates}, if one is near. Of very many only the first are looked at. */
  static Optional<String> nearest(String word, Collection<String> candidates) {
    int slip = Math.max(1, word.length() / 3);
    List<String> likely =
        candidates.stream().limit(MOST_CANDIDATES).filter(c -> Math.abs(c.length() - word.length()) <= slip).toList();
    return Suggestion.nearest(word, likely).map(Suggestions::didYouMean);
  }

  private static String didYouMean(String word) {
    return "did you mean '" + word + "'?";
  }
}
