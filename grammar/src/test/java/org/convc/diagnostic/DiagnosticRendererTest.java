package org.convc.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {

  private static Diagnostic at(String text, int start, int end) {
    Diagnostics diagnostics = new Diagnostics(new SourceText("a.conv", text));
    diagnostics.report(DiagnosticKind.SYNTAX, new Span(start, end), "wrong");
    return diagnostics.sorted().get(0);
  }

  private static String rendered(String text, int start, int end) {
    return DiagnosticRenderer.render(at(text, start, end));
  }

  @Test
  void showsTheLineTheWordsTheArithmeticAndTheHelp() {
    String text = "\n".repeat(8) + "  kernel   7 x 7;\n}\n";
    Diagnostics diagnostics = new Diagnostics(new SourceText("vision.conv", text));
    diagnostics.report(
        DiagnosticKind.SYNTAX,
        new Span(19, 24),
        List.of("height: 7 taps, dilation 1 need 7 rows; the input has 3 + 1 + 1 = 5"),
        Optional.of("pad 2, or a kernel of at most 5"),
        "kernel does not fit the padded input");
    assertEquals(
        """
        vision.conv:9:12: error: kernel does not fit the padded input
            kernel   7 x 7;
                     ^~~~~
          height: 7 taps, dilation 1 need 7 rows; the input has 3 + 1 + 1 = 5
          help: pad 2, or a kernel of at most 5""",
        DiagnosticRenderer.render(diagnostics.sorted().get(0)));
  }

  @Test
  void showsAPlaceBetweenCharactersWithOneCaret() {
    assertEquals("a.conv:1:3: error: wrong\n  ab\n    ^", rendered("ab\ncd", 2, 2));
    assertEquals("a.conv:2:3: error: wrong\n  cd\n    ^", rendered("ab\ncd", 5, 5));
    assertEquals("a.conv:2:1: error: wrong\n\n  ^", rendered("ab\n", 3, 3));
  }

  @Test
  void showsTheFirstLineOfASpanOverSeveral() {
    assertEquals("a.conv:1:2: error: wrong\n  abc\n   ^~", rendered("abc\ndef", 1, 6));
    assertEquals("a.conv:1:2: error: wrong\n  abc\n   ^~", rendered("abc\r\ndef", 1, 6));
  }

  @Test
  void alignsTheCaretAfterTabsAndWideAndCombiningCharacters() {
    assertEquals("a.conv:1:4: error: wrong\n      a   b\n          ^", rendered("\ta\tb", 3, 4));
    assertEquals("a.conv:1:3: error: wrong\n  日本b\n      ^", rendered("日本b", 2, 3));
    assertEquals("a.conv:1:3: error: wrong\n  e\u0301b\n   ^", rendered("e\u0301b", 2, 3));
    assertEquals("a.conv:1:3: error: wrong\n  \uD83D\uDE00b\n    ^", rendered("\uD83D\uDE00b", 2, 3));
  }

  @Test
  void showsControlCharactersAsCodes() {
    assertEquals("a.conv:1:2: error: wrong\n  a<U+202E>b\n   ^~~~~~~~", rendered("a\u202Eb", 1, 2));
    assertEquals("a.conv:1:1: error: wrong\n  <U+001B>[2J\n  ^~~~~~~~", rendered("\u001B[2J", 0, 1));
    Diagnostics diagnostics = new Diagnostics(new SourceText("a\u001B\nb.conv", ""));
    diagnostics.report(DiagnosticKind.SYNTAX, new Span(0, 0), "wrong\r");
    assertEquals(
        "a<U+001B><U+000A>b.conv:1:1: error: wrong<U+000D>",
        DiagnosticRenderer.render(diagnostics.sorted().get(0)));
  }

  @Test
  void cutsALongLineAroundTheSpan() {
    String text = "0123456789".repeat(30);
    assertEquals(
        "a.conv:1:1: error: wrong\n  " + text.substring(0, 119) + "…\n  ^~", rendered(text, 0, 2));
    assertEquals(
        "a.conv:1:151: error: wrong\n  …" + text.substring(111, 229) + "…\n  " + " ".repeat(40) + "^~",
        rendered(text, 150, 152));
    assertEquals(
        "a.conv:1:299: error: wrong\n  …" + text.substring(259) + "\n  " + " ".repeat(40) + "^~",
        rendered(text, 298, 300));
    assertEquals(
        "a.conv:1:301: error: wrong\n  …" + text.substring(261) + "\n  " + " ".repeat(40) + "^",
        rendered(text, 300, 300));
    assertEquals(
        "a.conv:1:1: error: wrong\n  " + text.substring(0, 119) + "…\n  ^" + "~".repeat(118), rendered(text, 0, 300));
  }

  @Test
  void showsALineOf120ColumnsWhole() {
    String text = "0123456789".repeat(12);
    assertEquals("a.conv:1:120: error: wrong\n  " + text + "\n  " + " ".repeat(119) + "^", rendered(text, 119, 120));
  }

  @Test
  void neverFailsAndKeepsTheMarkerUnderTheLine() {
    long seed = Long.getLong("convc.seed", System.nanoTime());
    System.out.println("seed " + seed + "; again with -Dconvc.seed=" + seed);
    Random random = new Random(seed);
    String alphabet = "ab \t\n\r日\u0301\u202E\u0000\uD83D\uDE00\uDC00";
    for (int i = 0; i < 20_000; i++) {
      int length = random.nextInt(random.nextInt(10) == 0 ? 400 : 20);
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < length; j++) {
        text.append(random.nextInt(3) > 0 ? 'a' : alphabet.charAt(random.nextInt(alphabet.length())));
      }
      int start = random.nextInt(length + 1);
      int end = start + random.nextInt(length - start + 1);
      String[] lines = rendered(text.toString(), start, end).split("\n");
      if (length > 0) {
        assertEquals(3, lines.length);
        assertTrue(lines[2].matches(" {2,}\\^~*") && lines[2].length() <= 2 + 121, lines[2]);
        assertTrue(lines[1].codePointCount(0, lines[1].length()) <= 2 + 400, lines[1]);
      }
    }
  }
}
