package org.convc.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the messages about one source text, in the order in which they are found. Not thread-safe. */
public final class Diagnostics {

  private final SourceText source;
  private final List<Diagnostic> all = new ArrayList<>();

  public Diagnostics(SourceText source) {
    this.source = source;
  }

  public SourceText source() {
    return source;
  }

  /** Reports a message that needs neither arithmetic nor help. */
  public void report(DiagnosticKind kind, Span span, Object... arguments) {
    report(kind, span, List.of(), Optional.empty(), arguments);
  }

  /**
   * Reports a message.
   *
   * @param arguments fill the kind's format
   */
  public void report(
      DiagnosticKind kind, Span span, List<String> details, Optional<String> help, Object... arguments) {
    all.add(new Diagnostic(kind, source, span, String.format(kind.format(), arguments), details, help));
  }

  public boolean hasErrors() {
    return all.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  /** Everything reported so far, by position in the text. */
  public List<Diagnostic> sorted() {
    return all.stream()
        .sorted((a, b) -> Integer.compare(a.span().start(), b.span().start()))
        .toList();
  }
}
