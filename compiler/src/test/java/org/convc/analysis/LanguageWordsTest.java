package org.convc.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code grammar/LANGUAGE.md} explains every word of the language: each stands in it as code, in a heading or at the start of a row. */
class LanguageWordsTest {

  private final String document = Files.readString(Path.of("..", "grammar", "LANGUAGE.md"));

  LanguageWordsTest() throws IOException {}

  @Test
  void everyWordIsExplained() {
    List<String> missing = new ArrayList<>();
    Stream.of(
            Arrays.stream(PropertyWord.values()).map(PropertyWord::word).toList(),
            PaddingWord.words(),
            Vocabulary.LAYER_KINDS.keySet(),
            Vocabulary.LAYOUTS.keySet(),
            Vocabulary.TYPES.keySet(),
            Vocabulary.MODES.keySet(),
            Vocabulary.ACTIVATIONS.keySet(),
            List.of("package", "const", "exact"))
        .flatMap(Collection::stream)
        .filter(word -> !isExplained(word))
        .forEach(missing::add);
    assertEquals(List.of(), missing);
  }

  private boolean isExplained(String word) {
    return document.lines()
        .filter(line -> line.startsWith("#") || line.startsWith("|"))
        .map(line -> line.startsWith("|") ? line.split("\\|")[1] : line)
        .anyMatch(place -> place.matches(".*`" + word + "\\b.*"));
  }

  @Test
  void everyTranslationIsListed() {
    List<String> missing = Stream.of(
            Vocabulary.PROPERTIES_ELSEWHERE,
            Vocabulary.PADDINGS_ELSEWHERE,
            Vocabulary.ACTIVATIONS_ELSEWHERE,
            Vocabulary.LAYER_KINDS_ELSEWHERE)
        .flatMap(words -> words.entrySet().stream())
        .filter(e -> document.lines().noneMatch(l -> l.contains("`" + e.getKey() + "`") && l.contains("`" + e.getValue() + "`")))
        .map(e -> e.getKey() + " -> " + e.getValue())
        .sorted()
        .toList();
    assertEquals(List.of(), missing);
  }
}
