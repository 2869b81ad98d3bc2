package org.convc.analysis;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convc.diagnostic.Remarks;
import org.convc.diagnostic.Suggestion;
import org.convc.syntax.Name;

/** Guesses what an unknown word was meant to be. */
final class Suggestions {

  /** Comparing words takes time, and a file can be made to ask for it over and over. */
  private static final int MOST_CANDIDATES = 500;

  private Suggestions() {}

  /** What {@code elsewhere} translates the word to; failing that, the nearest of {@code candidates}, if one is near. */
  static Optional<String> meant(String word, Map<String, String> elsewhere, Collection<String> candidates) {
    return Optional.ofNullable(elsewhere.get(word)).or(() -> near(word, candidates));
  }

  /** Proposes what {@link #meant} finds; failing that, lists all {@code candidates}. */
  static Remarks translation(Name word, Map<String, String> elsewhere, Collection<String> candidates) {
    return remarks(word, meant(word.text(), elsewhere, candidates), candidates);
  }

  /** Proposes what was meant; failing that, lists all {@code candidates}. */
  static Remarks remarks(Name word, Optional<String> meant, Collection<String> candidates) {
    return meant.map(m -> didYouMean(word, m)).orElseGet(() -> Remarks.NONE.help("use " + Wording.or(candidates)));
  }

  /** Proposes the nearest of {@code candidates}, if one is near. */
  static Remarks nearest(Name word, Collection<String> candidates) {
    return near(word.text(), candidates).map(m -> didYouMean(word, m)).orElse(Remarks.NONE);
  }

  /** Of very many candidates only the first are looked at. */
  private static Optional<String> near(String word, Collection<String> candidates) {
    int slip = Math.max(1, word.length() / 3);
    List<String> likely =
        candidates.stream().limit(MOST_CANDIDATES).filter(c -> Math.abs(c.length() - word.length()) <= slip).toList();
    return Suggestion.nearest(word, likely);
  }

  private static Remarks didYouMean(Name word, String meant) {
    return Remarks.NONE.help("did you mean '" + meant + "'?").fix(word.span(), meant);
  }
}
