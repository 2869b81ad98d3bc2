package org.convc.parser.antlr;

import org.antlr.v4.runtime.Token;

/** Tokens as messages quote them. */
final class Words {

  private static final int LONGEST = 40;

  private Words() {}

  /** {@code 'kernel'}, or {@code the end of the file}. */
  static String quote(Token token) {
    return token.getType() == Token.EOF ? "the end of the file" : "'" + shorten(token.getText()) + "'";
  }

  static String shorten(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
