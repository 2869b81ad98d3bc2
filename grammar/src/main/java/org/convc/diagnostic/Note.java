package org.convc.diagnostic;

/**
 * A second place that a message is about, such as the first of two declarations.
 *
 * @param source the text that {@code span} is a part of; not always that of the message
 * @param span the words concerned
 * @param text what they have to do with the message: {@code first declared here}
 */
public record Note(SourceText source, Span span, String text) {

  public int line() {
    return source.line(span.start());
  }

  public int column() {
    return source.column(span.start());
  }
}
