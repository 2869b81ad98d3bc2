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
        vision.conv:9:12: error[CONV021]: kernel does not fit the padded input
            kernel   7 x 7;
                     ^~~~~
          height: 7 taps, dilation 1 need 7 rows; the input has 3 + 1 + 1 = 5
          help: pad 2, or a kernel of at most 5""",
        DiagnosticRenderer.render(diagnostics.sorted().get(0)));
  }

  @Test
  void showsOtherPlacesWithTheirOwnLines() {
    Diagnostics diagnostics = new Diagnostics(new SourceText("a.conv", "import b;\nconst SIZE = 1;\n"));
    SourceText other = new SourceText("lib/b.conv", "\n  const SIZE = 2;");
    diagnostics.report(
        DiagnosticKind.REPEATED_CONSTANT,
        new Span(16, 20),
        Remarks.NONE
            .note(new Note(other, new Span(9, 13), "first declared here"))
            .note(diagnostics.note(new Span(7, 8), "imported here"))
            .help("remove one of them"),
        "SIZE");
    Diagnostic message = diagnostics.sorted().get(0);
    String expected =
        """
        a.conv:2:7: error[CONV081]: constant 'SIZE' is declared twice
          const SIZE = 1;
                ^~~~
          lib/b.conv:2:9: note: first declared here
              const SIZE = 2;
                    ----
          a.conv:1:8: note: imported here
            import b;
                   -
          help: remove one of them""";
    assertEquals(expected, DiagnosticRenderer.render(message));
    assertEquals(expected.replace("a.conv", "/src/a.conv"), DiagnosticRenderer.render(message.renamed(name -> name.equals("a.conv") ? "/src/a.conv" : name)));
  }

  @Test
  void coloursPartsAndNothingOfTheUsersText() {
    Diagnostics diagnostics = new Diagnostics(new SourceText("a.conv", "\u001B[2Jab"));
    diagnostics.report(
        DiagnosticKind.SYNTAX, new Span(4, 6), Remarks.NONE.note(diagnostics.note(new Span(0, 1), "\u001B")).help("why"), "wrong");
    Diagnostic message = diagnostics.sorted().get(0);
    String coloured = DiagnosticRenderer.render(message, Palette.ANSI);
    assertEquals(
        """
        <1>a.conv:1:5:<0> <1;31>error[CONV021]:<0> <1>wrong<0>
          <U+001B>[2Jab
                     <1;31>^~<0>
          <1>a.conv:1:1:<0> <1;36>note:<0> <U+001B>
            <U+001B>[2Jab
            <1;36>--------<0>
          <1;32>help:<0> why""",
        coloured.replaceAll("\u001B\\[([0-9;]+)m", "<$1>"));
    assertEquals(DiagnosticRenderer.render(message), coloured.replaceAll("\u001B\\[[0-9;]+m", ""));
  }

  @Test
  void showsAPlaceBetweenCharactersWithOneCaret() {
    assertEquals("a.conv:1:3: error[CONV021]: wrong\n  ab\n    ^", rendered("ab\ncd", 2, 2));
    assertEquals("a.conv:2:3: error[CONV021]: wrong\n  cd\n    ^", rendered("ab\ncd", 5, 5));
    assertEquals("a.conv:2:1: error[CONV021]: wrong\n\n  ^", rendered("ab\n", 3, 3));
  }

  @Test
  void showsTheFirstLineOfASpanOverSeveral() {
    assertEquals("a.conv:1:2: error[CONV021]: wrong\n  abc\n   ^~", rendered("abc\ndef", 1, 6));
    assertEquals("a.conv:1:2: error[CONV021]: wrong\n  abc\n   ^~", rendered("abc\r\ndef", 1, 6));
  }

  @Test
  void alignsTheCaretAfterTabsAndWideAndCombiningCharacters() {
    assertEquals("a.conv:1:4: error[CONV021]: wrong\n      a   b\n          ^", rendered("\ta\tb", 3, 4));
    assertEquals("a.conv:1:3: error[CONV021]: wrong\n  日本b\n      ^", rendered("日本b", 2, 3));
    assertEquals("a.conv:1:3: error[CONV021]: wrong\n  e\u0301b\n   ^", rendered("e\u0301b", 2, 3));
    assertEquals("a.conv:1:3: error[CONV021]: wrong\n  \uD83D\uDE00b\n    ^", rendered("\uD83D\uDE00b", 2, 3));
  }

  @Test
  void showsControlCharactersAsCodes() {
    assertEquals("a.conv:1:2: error[CONV021]: wrong\n  a<U+202E>b\n   ^~~~~~~~", rendered("a\u202Eb", 1, 2));
    assertEquals("a.conv:1:1: error[CONV021]: wrong\n  <U+001B>[2J\n  ^~~~~~~~", rendered("\u001B[2J", 0, 1));
    Diagnostics diagnostics = new Diagnostics(new SourceText("a\u001B\nb.conv", ""));
    diagnostics.report(DiagnosticKind.SYNTAX, new Span(0, 0), "wrong\r");
    assertEquals(
        "a<U+001B><U+000A>b.conv:1:1: error[CONV021]: wrong<U+000D>",
        DiagnosticRenderer.render(diagnostics.sorted().get(0)));
  }

  @Test
  void cutsALongLineAroundTheSpan() {
    String text = "0123456789".repeat(30);
    assertEquals(
        "a.conv:1:1: error[CONV021]: wrong\n  " + text.substring(0, 119) + "…\n  ^~", rendered(text, 0, 2));
    assertEquals(
        "a.conv:1:151: error[CONV021]: wrong\n  …" + text.substring(111, 229) + "…\n  " + " ".repeat(40) + "^~",
        rendered(text, 150, 152));
    assertEquals(
        "a.conv:1:299: error[CONV021]: wrong\n  …" + text.substring(259) + "\n  " + " ".repeat(40) + "^~",
        rendered(text, 298, 300));
    assertEquals(
        "a.conv:1:301: error[CONV021]: wrong\n  …" + text.substring(261) + "\n  " + " ".repeat(40) + "^",
        rendered(text, 300, 300));
    assertEquals(
        "a.conv:1:1: error[CONV021]: wrong\n  " + text.substring(0, 119) + "…\n  ^" + "~".repeat(118), rendered(text, 0, 300));
  }

  @Test
  void showsALineOf120ColumnsWhole() {
    String text = "0123456789".repeat(12);
    assertEquals("a.conv:1:120: error[CONV021]: wrong\n  " + text + "\n  " + " ".repeat(119) + "^", rendered(text, 119, 120));
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
