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

  /** What {@code elsewhere} translates the word to; failing that, the nearest of {@code candidates}, if one is near. */
  static Optional<String> meant(String word, Map<String, String> elsewhere, Collection<String> candidates) {
    return Optional.ofNullable(elsewhere.get(word)).or(() -> near(word, candidates));
  }

  /** A help line that proposes what {@link #meant} finds; failing that, one that lists all {@code candidates}. */
  static Optional<String> translation(String word, Map<String, String> elsewhere, Collection<String> candidates) {
    return help(meant(word, elsewhere, candidates), candidates);
  }

  /** A help line that proposes what was meant; failing that, one that lists all {@code candidates}. */
  static Optional<String> help(Optional<String> meant, Collection<String> candidates) {
    return meant.map(Suggestions::didYouMean).or(() -> Optional.of("use " + Wording.or(candidates)));
  }

  /** A help line that proposes the nearest of {@code candidates}, if one is near. */
  static Optional<String> nearest(String word, Collection<String> candidates) {
    return near(word, candidates).map(Suggestions::didYouMean);
  }

  /** Of very many candidates only the first are looked at. */
  private static Optional<String> near(String word, Collection<String> candidates) {
    int slip = Math.max(1, word.length() / 3);
    List<String> likely =
        candidates.stream().limit(MOST_CANDIDATES).filter(c -> Math.abs(c.length() - word.length()) <= slip).toList();
    return Suggestion.nearest(word, likely);
  }

  private static String didYouMean(String word) {
    return "did you mean '" + word + "'?";
  }
}
