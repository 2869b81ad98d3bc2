package org.convc.parser.antlr;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.convc.diagnostic.Diagnostics;
import org.convc.syntax.SourceToken;

/** Runs the generated lexer over one text. Nothing of ANTLR is in its interface. */
public final class TokenReader {

  private TokenReader() {}

  /** The tokens of {@code diagnostics.source()} as the parser sees them, and the comments between them. Stops at what cannot be read. */
  public static List<SourceToken> read(Diagnostics diagnostics) {
    List<SourceToken> all = new ArrayList<>();
    try {
      Tokens tokens = SyntaxReader.tokens(diagnostics, comment -> all.add(view(comment)));
      for (Token token = tokens.nextToken(); token.getType() != Token.EOF; token = tokens.nextToken()) {
        all.add(view(token));
      }
    } catch (StopParsing reported) {
      // The reason is in the diagnostics.
    }
    return all;
  }

  private static SourceToken view(Token token) {
    return new SourceToken(kind(token), token.getText(), Tokens.span(token));
  }

  private static SourceToken.Kind kind(Token token) {
    return switch (token.getType()) {
      case ConvLexer.INTEGER, ConvLexer.DECIMAL, ConvLexer.MALFORMED_NUMBER -> SourceToken.Kind.NUMBER;
      case ConvLexer.STRING -> SourceToken.Kind.STRING;
      case ConvLexer.SEPARATOR -> SourceToken.Kind.SEPARATOR;
      case ConvLexer.LINE_COMMENT -> SourceToken.Kind.LINE_COMMENT;
      case ConvLexer.BLOCK_COMMENT ->
          Tokens.isDocComment(token.getText()) ? SourceToken.Kind.DOC_COMMENT : SourceToken.Kind.BLOCK_COMMENT;
      default -> isWord(token.getText()) ? SourceToken.Kind.WORD : SourceToken.Kind.SIGN;
    };
  }

  /** Keywords have types of their own, which differ in nothing else. */
  private static boolean isWord(String text) {
    return Character.isLetter(text.charAt(0)) || text.charAt(0) == '_';
  }
}
