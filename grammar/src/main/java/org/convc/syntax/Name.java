package org.convc.syntax;

import org.convc.diagnostic.Span;

/** A word of the source, as written. */
public record Name(String text, Span span) {

  @Override
  public String toString() {
    return text;
  }
}
