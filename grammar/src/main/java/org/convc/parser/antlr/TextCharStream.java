package org.convc.parser.antlr;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.misc.Interval;
import org.convc.diagnostic.SourceText;

/**
 * A source text as ANTLR reads it. ANTLR's own streams count code points; spans count UTF-16 units, and here a token's place is its span
 * also after a character beyond U+FFFF.
 *
 * <p>The lexer sees every character beyond ASCII as {@link #BEYOND_ASCII}. The language uses none outside comments, and ANTLR caches its
 * transitions for ASCII only: without this, a comment in another alphabet takes ten times as long.
 */
final class TextCharStream implements CharStream {

  /** A control character, which a source text cannot hold. */
  static final char BEYOND_ASCII = 0x7F;

  private final SourceText source;
  private final String text;
  private int index;

  TextCharStream(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  @Override
  public void consume() {
    if (index == text.length()) {
      throw new IllegalStateException("cannot consume EOF");
    }
    index++;
  }

  @Override
  public int LA(int i) {
    int at = i > 0 ? index + i - 1 : index + i;
    if (i == 0) {
      return 0;
    }
    if (at < 0 || at >= text.length()) {
      return EOF;
    }
    char c = text.charAt(at);
    return c < 0x80 ? c : BEYOND_ASCII;
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int index() {
    return index;
  }

  @Override
  public void seek(int target) {
    index = Math.min(target, text.length());
  }

  @Override
  public int size() {
    return text.length();
  }

  @Override
  public String getSourceName() {
    return source.name();
  }

  @Override
  public String getText(Interval interval) {
    int end = Math.min(interval.b + 1, text.length());
    return interval.a >= end ? "" : text.substring(interval.a, end);
  }
}
