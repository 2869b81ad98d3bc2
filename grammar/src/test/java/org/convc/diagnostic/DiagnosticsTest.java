package org.convc.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {

  private final Diagnostics diagnostics = new Diagnostics(new SourceText("a.conv", "a".repeat(1000)));

  @Test
  void sortsByPosition() {
    diagnostics.report(DiagnosticKind.SYNTAX, new Span(5, 6), "second");
    diagnostics.report(DiagnosticKind.SYNTAX, new Span(1, 2), "first");
    diagnostics.report(DiagnosticKind.SYNTAX, new Span(5, 5), "third");
    assertEquals(
        List.of("first", "second", "third"), diagnostics.sorted().stream().map(Diagnostic::message).toList());
  }

  @Test
  void keepsTheFirstHundredErrorsAndSaysThatThereAreMore() {
    for (int i = 0; i < Diagnostics.LIMIT; i++) {
      diagnostics.report(DiagnosticKind.SYNTAX, new Span(i, i), "error " + i);
    }
    assertFalse(diagnostics.isFull());
    assertEquals(100, diagnostics.sorted().size());
    diagnostics.report(DiagnosticKind.SYNTAX, new Span(500, 501), "one more");
    diagnostics.report(DiagnosticKind.SYNTAX, new Span(300, 301), "and one more");
    assertTrue(diagnostics.isFull());
    List<Diagnostic> sorted = diagnostics.sorted();
    assertEquals(101, sorted.size());
    assertEquals("error 99", sorted.get(99).message());
    assertEquals("more errors follow; these are the first 100", sorted.get(100).message());
    assertEquals(501, sorted.get(100).column());
  }

  @Test
  void keepsTheFirstHundredWarningsAndCountsTheOthers() {
    for (int i = 0; i < Diagnostics.LIMIT; i++) {
      diagnostics.report(DiagnosticKind.INPUT_CROPPED, new Span(i, i));
    }
    assertEquals(100, diagnostics.sorted().size());
    diagnostics.report(DiagnosticKind.INPUT_CROPPED, new Span(500, 501));
    diagnostics.report(DiagnosticKind.INPUT_CROPPED, new Span(300, 301));
    assertFalse(diagnostics.hasErrors() || diagnostics.isFull());
    Diagnostic last = diagnostics.sorted().get(100);
    assertEquals(DiagnosticKind.MORE_WARNINGS, last.kind());
    assertEquals("more warnings follow: 2 after the first 100", last.message());
    assertEquals(501, last.column());
    assertEquals(101, diagnostics.sorted().size());
  }

  @Test
  void errorsAndWarningsAreCountedApart() {
    for (int i = 0; i <= Diagnostics.LIMIT; i++) {
      diagnostics.report(DiagnosticKind.INPUT_CROPPED, new Span(i, i));
      diagnostics.report(DiagnosticKind.SYNTAX, new Span(i, i), "error " + i);
    }
    assertEquals(
        List.of("more errors follow; these are the first 100", "more warnings follow: 1 after the first 100"),
        diagnostics.sorted().stream().skip(200).map(Diagnostic::message).toList());
  }
}
