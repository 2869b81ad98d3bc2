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

  /** Whether a text begins and ends with the same sign, as quotes that are closed do. */
  static boolean isQuoted(String text) {
    return text.length() > 1 && text.charAt(0) == text.charAt(text.length() - 1);
  }

  static String shorten(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
