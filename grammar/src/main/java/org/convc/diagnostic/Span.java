package org.convc.diagnostic;

/**
 * A range of characters of one source text.
 *
 * @param start offset of the first character, from 0
 * @param end offset after the last character, {@code end >= start}
 */
public record Span(int start, int end) {

  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("span " + start + " to " + end);
    }
  }

  /** The smallest span that covers this one and {@code other}. */
  public Span to(Span other) {
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }
}
