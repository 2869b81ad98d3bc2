package org.convc.diagnostic;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One message about one place.
 *
 * @param kind which entry of the catalogue this is
 * @param source the text that {@code span} is a part of
 * @param span the words concerned
 * @param message the headline: the kind's text with its arguments filled in
 * @param remarks whatever else there is to say
 */
public record Diagnostic(DiagnosticKind kind, SourceText source, Span span, String message, Remarks remarks) {

  public Severity severity() {
    return kind.severity();
  }

  public int line() {
    return source.line(span.start());
  }

  public int column() {
    return source.column(span.start());
  }

  /** Lines that show the arithmetic, without indentation. */
  public List<String> details() {
    return remarks.details();
  }

  /** Other places that the message is about. */
  public List<Note> notes() {
    return remarks.notes();
  }

  /** How to mend it, where that is known. */
  public Optional<String> help() {
    return remarks.help();
  }

  /** The change of the text that mends it, where one does. */
  public Optional<Fix> fix() {
    return remarks.fix();
  }

  /** The same message with its source and those of its notes under other names. */
  public Diagnostic renamed(UnaryOperator<String> names) {
    Map<SourceText, SourceText> renamed = new IdentityHashMap<>();
    UnaryOperator<SourceText> rename =
        text -> renamed.computeIfAbsent(text, t -> new SourceText(names.apply(t.name()), t.text()));
    List<Note> notes = notes().stream().map(n -> new Note(rename.apply(n.source()), n.span(), n.text())).toList();
    return new Diagnostic(kind, rename.apply(source), span, message, new Remarks(details(), notes, help(), fix()));
  }
}
