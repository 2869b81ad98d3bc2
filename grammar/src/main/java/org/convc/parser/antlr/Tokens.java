package org.convc.parser.antlr;

import java.util.Optional;
import java.util.function.Consumer;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenFactory;
import org.antlr.v4.runtime.TokenSource;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Span;

/**
 * The tokens that the parser sees: the lexer's, with compact sizes taken apart and comments taken out.
 *
 * <pre>
 * 3x224x224  =>  3 x 224 x 224
 * 3 x224     =>  3 x 224
 * </pre>
 *
 * A word such as {@code x224} is read as a separator and a number where an expression has just ended, and as a word elsewhere: as the first
 * word of a statement and the one after it, where a name stands ({@code conv x2}), after an operator and after a bracket opens.
 */
final class Tokens implements TokenSource {

  private final ConvLexer lexer;
  private final Diagnostics diagnostics;
  private final Consumer<Token> comments;
  private CommonToken compact;
  private String compactText;
  private int compactRead;
  private Token latestDocComment;
  private Token docComment;
  private Token previous;
  private Token lineEnd;
  private boolean previousOpensStatement;
  private int previousLine;
  private int count;

  /**
   * @param comments gets each comment before the token that follows it is returned
   */
  Tokens(ConvLexer lexer, Diagnostics diagnostics, Consumer<Token> comments) {
    this.lexer = lexer;
    this.diagnostics = diagnostics;
    this.comments = comments;
  }

  /** The doc comment directly before the first token of the latest statement. */
  Optional<Token> docComment() {
    return Optional.ofNullable(docComment);
  }

  /** The last token of the line before the one that the latest token is on; empty on the first. */
  Optional<Token> lineEnd() {
    return Optional.ofNullable(lineEnd);
  }

  @Override
  public Token nextToken() {
    Token token = compact == null ? fromLexer() : nextOfCompact();
    if (++count > Limits.TOKENS) {
      diagnostics.report(DiagnosticKind.TOO_MANY_TOKENS, span(token), Limits.TOKENS);
      throw new StopParsing();
    }
    int line = diagnostics.source().line(token.getStartIndex());
    if (line > previousLine) {
      lineEnd = previous;
    }
    previousLine = line;
    previousOpensStatement = previous == null || endsStatement(previous);
    if (previousOpensStatement) {
      docComment = latestDocComment;
    }
    latestDocComment = null;
    previous = token;
    return token;
  }

  private Token fromLexer() {
    Token token = lexer.nextToken();
    while (token.getType() == ConvLexer.BLOCK_COMMENT || token.getType() == ConvLexer.LINE_COMMENT) {
      if (token.getType() == ConvLexer.BLOCK_COMMENT) {
        readBlockComment(token);
      }
      comments.accept(token);
      token = lexer.nextToken();
    }
    int type = token.getType();
    if (type == ConvLexer.COMPACT_SIZE || type == ConvLexer.WORD && continuesSize(token)) {
      compact = (CommonToken) token;
      compactText = token.getText();
      compactRead = 0;
      return nextOfCompact();
    }
    return token;
  }

  private void readBlockComment(Token token) {
    String text = token.getText();
    if (text.length() < 4 || !text.endsWith("*/")) {
      Span opening = new Span(token.getStartIndex(), token.getStartIndex() + 2);
      diagnostics.report(DiagnosticKind.UNCLOSED_COMMENT, opening);
      throw new StopParsing();
    }
    if (isDocComment(text)) {
      latestDocComment = token;
    }
  }

  /** {@code /**&#47;} is an empty comment of the other kind. */
  static boolean isDocComment(String comment) {
    return comment.length() > 4 && comment.startsWith("/**");
  }

  private boolean continuesSize(Token word) {
    return previous != null
        && endsExpression(previous)
        && !previousOpensStatement
        && isCompactTail(word.getText());
  }

  /** One at a time: a size can be as long as a file. */
  private Token nextOfCompact() {
    int start = compactRead;
    boolean separator = compactText.charAt(start) == 'x';
    int end = separator ? start + 1 : compactText.indexOf('x', start);
    compactRead = end < 0 ? compactText.length() : end;
    CommonToken part = new CommonToken(compact);
    part.setType(separator ? ConvLexer.SEPARATOR : ConvLexer.INTEGER);
    part.setStartIndex(compact.getStartIndex() + start);
    part.setStopIndex(compact.getStartIndex() + compactRead - 1);
    if (compactRead == compactText.length()) {
      compact = null;
    }
    return part;
  }

  /** Whether a word is {@code x3}, {@code x224x224}, {@code x3x}: digits between single separators. */
  private static boolean isCompactTail(String word) {
    if (word.length() < 2 || word.charAt(0) != 'x') {
      return false;
    }
    for (int i = 1; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit && (c != 'x' || word.charAt(i - 1) == 'x')) {
        return false;
      }
    }
    return true;
  }

  private static boolean endsExpression(Token token) {
    return switch (token.getType()) {
      case ConvLexer.INTEGER, ConvLexer.DECIMAL, ConvLexer.WORD, ConvLexer.RIGHT_PARENTHESIS -> true;
      default -> false;
    };
  }

  private static boolean endsStatement(Token token) {
    return switch (token.getType()) {
      case ConvLexer.SEMICOLON, ConvLexer.LEFT_BRACE, ConvLexer.RIGHT_BRACE -> true;
      default -> false;
    };
  }

  static Span span(Token token) {
    return new Span(token.getStartIndex(), Math.max(token.getStartIndex(), token.getStopIndex() + 1));
  }

  @Override
  public int getLine() {
    return lexer.getLine();
  }

  @Override
  public int getCharPositionInLine() {
    return lexer.getCharPositionInLine();
  }

  @Override
  public CharStream getInputStream() {
    return lexer.getInputStream();
  }

  @Override
  public String getSourceName() {
    return lexer.getSourceName();
  }

  @Override
  public void setTokenFactory(TokenFactory<?> factory) {
    lexer.setTokenFactory(factory);
  }

  @Override
  public TokenFactory<?> getTokenFactory() {
    return lexer.getTokenFactory();
  }
}
