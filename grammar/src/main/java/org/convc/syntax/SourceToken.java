package org.convc.syntax;

import org.convc.diagnostic.Span;

/**
 * One word, number, sign or comment of a text, as written.
 *
 * @param text without the line end after a line comment
 */
public record SourceToken(Kind kind, String text, Span span) {

  /** As far as the layout of a text depends on it. */
  public enum Kind {
    WORD,
    NUMBER,
    STRING,
    /** The {@code x} between sizes, or as a part of a package's name. */
    SEPARATOR,
    SIGN,
    /** From {@code //} to the end of the line. */
    LINE_COMMENT,
    BLOCK_COMMENT,
    /** {@code /** ... *&#47;}, wherever it stands. */
    DOC_COMMENT;

    public boolean isComment() {
      return this == LINE_COMMENT || this == BLOCK_COMMENT || this == DOC_COMMENT;
    }
  }

  public boolean isComment() {
    return kind.isComment();
  }

  /** Whether this is a word, sign or separator of this text. */
  public boolean is(String wordOrSign) {
    return !isComment() && kind != Kind.STRING && text.equals(wordOrSign);
  }
}
