package org.convc.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.syntax.Expression;
import org.convc.syntax.Value;

/** Reads properties whose value is one of a few words, such as {@code layout nhwc}. */
final class OptionReader {

  private OptionReader() {}

  /** The meaning of the word; empty where it has none, which has been reported. */
  static <T> Optional<T> read(
      PropertyWord property, Value value, Map<String, T> meanings, Diagnostics diagnostics) {
    boolean alone = value.entries().size() == 1 && value.entries().get(0).end().isEmpty();
    if (!alone || !(value.entries().get(0).begin() instanceof Expression.Word word)) {
      diagnostics.report(
          DiagnosticKind.WORD_NEEDED,
          value.span(),
          List.of(),
          Optional.of("use " + Wording.or(meanings.keySet())),
          property.word());
      return Optional.empty();
    }
    String text = word.name().text();
    if (!meanings.containsKey(text)) {
      diagnostics.report(
          DiagnosticKind.UNKNOWN_OPTION_VALUE,
          word.span(),
          Suggestions.translation(word.name(), elsewhere(meanings.keySet()), meanings.keySet()),
          property.word(),
          Wording.quote(text));
    }
    return Optional.ofNullable(meanings.get(text));
  }

  /** What other libraries call the values of one option. */
  private static Map<String, String> elsewhere(Set<String> values) {
    Map<String, String> translations = new HashMap<>(Vocabulary.OPTION_VALUES_ELSEWHERE);
    translations.values().retainAll(values);
    return translations;
  }
}
