package org.convc.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Collects the messages about one source text, in the order in which they are found. Not thread-safe.
 *
 * <p>Keeps the first {@value #LIMIT} errors and the first {@value #LIMIT} warnings: nobody reads more, and a text can be made to hold an
 * error in every character. A last message of each severity says that there are more. It counts the warnings, but not the errors, which
 * nobody goes on looking for.
 */
public final class Diagnostics {

  /** How many errors, and how many warnings, are kept. */
  public static final int LIMIT = 100;

  private final SourceText source;
  private final List<Diagnostic> all = new ArrayList<>();
  private int errors;
  private int warnings;
  private Span firstDroppedError;
  private Span firstDroppedWarning;

  public Diagnostics(SourceText source) {
    this.source = source;
  }

  public SourceText source() {
    return source;
  }

  /** Reports a message that needs nothing but its headline. */
  public void report(DiagnosticKind kind, Span span, Object... arguments) {
    report(kind, span, Remarks.NONE, arguments);
  }

  /** Reports a message with arithmetic or help. */
  public void report(
      DiagnosticKind kind, Span span, List<String> details, Optional<String> help, Object... arguments) {
    report(kind, span, new Remarks(details, help), arguments);
  }

  /**
   * Reports a message.
   *
   * @param arguments fill the kind's format
   */
  public void report(DiagnosticKind kind, Span span, Remarks remarks, Object... arguments) {
    boolean error = kind.severity() == Severity.ERROR;
    int count = error ? ++errors : ++warnings;
    if (count <= LIMIT) {
      all.add(message(kind, span, remarks, arguments));
    } else if (count == LIMIT + 1 && error) {
      firstDroppedError = span;
    } else if (count == LIMIT + 1) {
      firstDroppedWarning = span;
    }
  }

  /** A remark about another place of the same text. */
  public Note note(Span span, String text) {
    return new Note(source, span, text);
  }

  public boolean hasErrors() {
    return errors > 0;
  }

  /** Whether further errors would be dropped, so that a stage may stop looking for them. It should report one more before it does. */
  public boolean isFull() {
    return errors > LIMIT;
  }

  /** Everything reported so far, by position in the text; where some were dropped, a last message of their severity says so. */
  public List<Diagnostic> sorted() {
    List<Diagnostic> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingInt(d -> d.span().start()));
    if (errors > LIMIT) {
      sorted.add(message(DiagnosticKind.MORE_ERRORS, firstDroppedError, Remarks.NONE, LIMIT));
    }
    if (warnings > LIMIT) {
      sorted.add(message(DiagnosticKind.MORE_WARNINGS, firstDroppedWarning, Remarks.NONE, warnings - LIMIT, LIMIT));
    }
    return List.copyOf(sorted);
  }

  private Diagnostic message(DiagnosticKind kind, Span span, Remarks remarks, Object... arguments) {
    return new Diagnostic(kind, source, span, String.format(Locale.ROOT, kind.format(), arguments), remarks);
  }
}
