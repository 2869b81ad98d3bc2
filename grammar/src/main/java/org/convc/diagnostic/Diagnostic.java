package org.convc.diagnostic;

import java.util.List;
import java.util.Optional;

/**
 * One message about one place.
 *
 * @param kind which entry of the catalogue this is
 * @param source the text that {@code span} is a part of
 * @param span the words concerned
 * @param message the headline: the kind's text with its arguments filled in
 * @param details lines that show the arithmetic, without indentation
 * @param help how to mend it, where that is known
 */
public record Diagnostic(
    DiagnosticKind kind, SourceText source, Span span, String message, List<String> details, Optional<String> help) {

  public Diagnostic {
    details = List.copyOf(details);
  }

  public Severity severity() {
    return kind.severity();
  }

  public int line() {
    return source.line(span.start());
  }

  public int column() {
    return source.column(span.start());
  }
}
