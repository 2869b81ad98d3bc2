package org.convc.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.convc.diagnostic.Diagnostic;
import org.convc.testing.Conv;
import org.junit.jupiter.api.Test;

/** One slip gives one message: every word and sign of a file is left out, doubled, replaced, and swapped with the next. */
class CascadeTest {

  private static final String TEXT =
      """
      package com.example.vision;

      const C = 64;
      const HALF = C / 2;
      layout nhwc;

      /** ResNet stem. */
      conv Stem {
        input    3 x 224 x 224;
        filters  C;
        kernel   7 x 7;
        stride   2;
        pad      3;
        bias;
        activation relu;
      }

      conv Edges {
        input 1 x 512 x 512;
        filters 2;
        kernel 3;
        mode convolution;
        pad 1:2 x 0:1;
        activation clip(0, 6.5);
      }

      transposed Up {
        input HALF x 14 x 14;
        filters 8;
        kernel 4;
        stride 2;
        pad (C - 62) / 2;
        output_pad 0;
      }
      """;

  private static final Pattern WORD = Pattern.compile("/\\*.*?\\*/|[A-Za-z_][A-Za-z_0-9]*|[0-9.]+|[{}();:,=+*/-]");

  private static final List<String> INTRUDERS =
      List.of(";", "{", "}", "(", ")", "=", ",", "x", "3", "word", "conv", "const", "#", "\"a\"", "[", "3px", "-");

  private final Map<Integer, Integer> textsByErrors = new TreeMap<>();

  @Test
  void oneSlipGivesOneMessage() {
    count(TEXT);
    assertEquals(Map.of(0, 1), textsByErrors);
    List<MatchResult> words = WORD.matcher(TEXT).results().filter(w -> !w.group().startsWith("/*")).toList();
    for (int i = 0; i < words.size(); i++) {
      MatchResult word = words.get(i);
      String before = TEXT.substring(0, word.start());
      String after = TEXT.substring(word.end());
      count(before + after);
      count(before + word.group() + " " + word.group() + after);
      if (word.group().length() > 3) {
        count(before + word.group().substring(1) + after);
      }
      for (String intruder : INTRUDERS) {
        count(before + intruder + after);
        count(before + intruder + " " + word.group() + after);
      }
      if (i + 1 < words.size()) {
        MatchResult next = words.get(i + 1);
        String between = TEXT.substring(word.end(), next.start());
        count(before + next.group() + between + word.group() + TEXT.substring(next.end()));
      }
    }
    for (int end = 0; end < TEXT.length(); end++) {
      count(TEXT.substring(0, end));
    }
    int all = textsByErrors.values().stream().mapToInt(Integer::intValue).sum();
    int more = all - textsByErrors.get(0) - textsByErrors.get(1);
    System.out.println(all + " texts by number of errors: " + textsByErrors);
    assertTrue(more * 40 < all, more + " of " + all + " texts have more than one error");
  }

  private void count(String text) {
    List<Diagnostic> errors = Conv.errors(text);
    textsByErrors.merge(errors.size(), 1, Integer::sum);
    assertTrue(errors.size() <= 2, () -> text + Conv.render(Conv.diagnose(text)));
  }
}
