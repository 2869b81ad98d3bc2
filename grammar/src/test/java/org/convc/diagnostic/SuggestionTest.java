package org.convc.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

  private static final List<String> WORDS =
      List.of("input", "filters", "kernel", "stride", "pad", "output_pad", "dilation", "groups", "bias", "same");

  @ParameterizedTest
  @CsvSource({
    "kernal,kernel", "kernl,kernel", "kenrel,kernel", "Kernel,kernel", "strides,stride", "padd,pad", "apd,pad",
    "fliters,filters", "filter,filters", "outputpad,output_pad", "dilatoin,dilation", "group,groups", "bais,bias"
  })
  void findsTheWordMeant(String slip, String word) {
    assertEquals(Optional.of(word), Suggestion.nearest(slip, WORDS));
  }

  @ParameterizedTest
  @CsvSource({"banana", "p", "zzz", "units", "activation"})
  void isSilentAboutOtherWords(String word) {
    assertEquals(Optional.empty(), Suggestion.nearest(word, WORDS));
  }

  @Test
  void isSilentAboutAWordWithoutLikeness() {
    assertEquals(Optional.empty(), Suggestion.nearest("c", List.of("x", "y")));
    assertEquals(Optional.empty(), Suggestion.nearest("k".repeat(100_000), WORDS));
  }

  @ParameterizedTest
  @CsvSource({"'','',0", "a,'',1", "abc,acb,1", "kitten,sitting,3", "abcdef,badcfe,3", "abc,abc,0"})
  void countsEdits(String a, String b, int distance) {
    assertEquals(distance, Suggestion.distance(a, b));
    assertEquals(distance, Suggestion.distance(b, a));
  }
}
