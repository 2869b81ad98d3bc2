package org.convc.parser.antlr;

import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** How to mend the commonest slips, by the token found and the one before it. Most come from other notations for the same thing. */
final class Help {

  private static final Optional<String> SIZES = Optional.of("sizes are joined by 'x', as in 3 x 224 x 224");

  private Help() {}

  /** Help for a token that follows a property's word. */
  static Optional<String> ofKeyword(Token found) {
    return switch (found.getType()) {
      case ConvLexer.EQUALS, ConvLexer.COLON -> Optional.of("the value follows the word directly, as in kernel 3;");
      default -> ofName(found);
    };
  }

  /** Help for a token inside or after a value. */
  static Optional<String> of(Token previous, Token found) {
    return switch (found.getType()) {
      case ConvLexer.COMMA -> SIZES;
      case ConvLexer.INTEGER, ConvLexer.DECIMAL -> endsNumber(previous) ? SIZES : Optional.empty();
      case ConvLexer.WORD -> ofWord(previous, found.getText());
      default -> Optional.empty();
    };
  }

  private static Optional<String> ofWord(Token previous, String word) {
    if (word.equals("X") || word.equals("by")) {
      return SIZES;
    }
    boolean glued = word.length() > 1 && word.charAt(0) == 'x' && endsNumber(previous);
    return glued ? Optional.of("write 'x " + Words.shorten(word.substring(1)) + "', with a space") : Optional.empty();
  }

  private static boolean endsNumber(Token token) {
    return switch (token.getType()) {
      case ConvLexer.INTEGER, ConvLexer.DECIMAL, ConvLexer.RIGHT_PARENTHESIS -> true;
      default -> false;
    };
  }

  /** Help for a token after a constant's value. */
  static Optional<String> ofConstant(Token previous, Token found) {
    return found.getType() == ConvLexer.SEPARATOR
        ? Optional.of("a constant is one number; sizes are for properties")
        : Optional.empty();
  }

  /** Help for a token in a name's place. */
  static Optional<String> ofName(Token found) {
    return found.getType() == ConvLexer.SEPARATOR
        ? Optional.of("'x' alone separates sizes and cannot be a name")
        : Optional.empty();
  }

  /** Help for a token between items. */
  static Optional<String> ofItem(Token found) {
    return switch (found.getType()) {
      case ConvLexer.PACKAGE -> Optional.of("'package' stands once, before everything else");
      case ConvLexer.IMPORT -> Optional.of("imports stand before everything else but the package");
      case ConvLexer.SEMICOLON -> Optional.of("remove it");
      default -> Optional.empty();
    };
  }

  /** Whether a value must follow. */
  static boolean needsOperand(Token token) {
    return switch (token.getType()) {
      case ConvLexer.PLUS, ConvLexer.MINUS, ConvLexer.TIMES, ConvLexer.DIVIDE, ConvLexer.REMAINDER,
          ConvLexer.SEPARATOR, ConvLexer.COLON, ConvLexer.COMMA, ConvLexer.LEFT_PARENTHESIS -> true;
      default -> false;
    };
  }
}
