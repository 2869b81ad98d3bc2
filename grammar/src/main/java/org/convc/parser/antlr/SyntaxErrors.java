package org.convc.parser.antlr;

import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
import org.convc.diagnostic.Span;
import org.convc.diagnostic.Suggestion;

/** Finds the words for a token that the grammar does not admit. */
final class SyntaxErrors {

  private final SyntaxBuilder syntax;
  private final Diagnostics diagnostics;
  private final Tokens tokens;

  /** Where the token stands that the latest message is about. */
  private int blamed = -1;

  SyntaxErrors(SyntaxBuilder syntax, Diagnostics diagnostics, Tokens tokens) {
    this.syntax = syntax;
    this.diagnostics = diagnostics;
    this.tokens = tokens;
  }

  /** Whether a token is the first of its line. */
  boolean beginsLine(Token token, Token previous) {
    return line(token) > line(previous);
  }

  private int line(Token token) {
    return diagnostics.source().line(token.getStartIndex());
  }

  /**
   * Reports the next token, at which a rule failed.
   *
   * @return whether only a sign lacks, so that the parser may go on with this token
   */
  boolean report(Parser parser, ParserRuleContext context) {
    Token found = parser.getInputStream().LT(1);
    Token previous = parser.getInputStream().LT(-1);
    if (LexicalErrors.isLexical(found) && context.getRuleIndex() != ConvParser.RULE_importClause) {
      LexicalErrors.report(syntax, found);
      return false;
    }
    return switch (context.getRuleIndex()) {
      case ConvParser.RULE_statement -> statement((ConvParser.StatementContext) context, previous, found);
      case ConvParser.RULE_constant -> constant((ConvParser.ConstantContext) context, previous, found);
      case ConvParser.RULE_packageClause -> packageClause(previous, found);
      case ConvParser.RULE_importClause -> importClause((ConvParser.ImportClauseContext) context, previous, found);
      case ConvParser.RULE_arguments -> expected("',' or ')'", previous, found, Help.of(previous, found));
      default -> operand(context, previous, found);
    };
  }

  /** Reports a token between two items of a file or a layer, unless the one before was blamed on it. */
  void unexpectedItem(Token found) {
    if (found.getStartIndex() == blamed) {
      return;
    }
    if (LexicalErrors.isLexical(found)) {
      LexicalErrors.report(syntax, found);
    } else {
      String expected = syntax.insideLayer() ? "a property or '}'" : "a layer, 'const' or an option";
      expected(expected, Tokens.span(found), found, Help.ofItem(found));
    }
  }

  private boolean operand(ParserRuleContext context, Token previous, Token found) {
    boolean closing = context instanceof ConvParser.PrimaryContext && context.getStart() != found;
    String expected = closing ? "an operator or ')'" : "a value after " + Words.quote(previous);
    return expected(expected, previous, found, Help.of(previous, found));
  }

  private boolean statement(ConvParser.StatementContext context, Token previous, Token found) {
    boolean bare = context.content == null;
    String head = Words.shorten(context.keyword.getText());
    Optional<Token> lineEnd = tokens.lineEnd().filter(t -> t.getStartIndex() >= context.getStart().getStartIndex());
    if (lineEnd.isPresent() && Help.needsOperand(lineEnd.get())) {
      // The words of the next line were taken for the operand, so that it is no place to go on.
      missing("a value", Words.quote(lineEnd.get()), lineEnd.get());
      return false;
    }
    if (lineEnd.isPresent() || separates(previous, found)) {
      Token end = lineEnd.orElse(previous);
      if (end == context.keyword) {
        return missing("';'", "'" + head + "'", end);
      }
      boolean perhapsLayer = !syntax.insideLayer() && end.getTokenIndex() == context.keyword.getTokenIndex() + 1
          && end.getType() == ConvLexer.WORD;
      return perhapsLayer
          ? missing("'{' or ';'", "'" + head + " " + Words.shorten(end.getText()) + "'", end)
          : missing("';'", "the value of '" + head + "'", end);
    }
    if (bare) {
      boolean constant = found.getType() == ConvLexer.EQUALS && !syntax.insideLayer();
      return expected(
          "a value or ';' after '" + head + "'",
          previous,
          found,
          constant ? Optional.of("a constant begins with const, as in const " + head + " = 3;") : Help.ofKeyword(found));
    }
    return unexpected(found, "the value of '" + head + "'", misspelt(context.keyword, found, Help.of(previous, found)));
  }

  /** Proposes the keyword of which only this sign is a part, where the first word resembles it. */
  private static Remarks misspelt(Token word, Token found, Optional<String> otherwise) {
    Optional<String> keyword = switch (found.getType()) {
      case ConvLexer.EQUALS -> Optional.of("const");
      case ConvLexer.POINT -> Optional.of("package");
      default -> Optional.empty();
    };
    return keyword.flatMap(k -> Suggestion.nearest(word.getText(), List.of(k)))
        .map(meant -> Remarks.NONE.help("did you mean '" + meant + "'?").fix(Tokens.span(word), meant))
        .orElse(new Remarks(List.of(), otherwise));
  }

  /** Whether a sign lacks between two tokens of one line, rather than that the second is wrong. */
  private static boolean separates(Token previous, Token found) {
    return switch (found.getType()) {
      case Token.EOF, ConvLexer.RIGHT_BRACE, ConvLexer.CONST, ConvLexer.IMPORT -> true;
      case ConvLexer.WORD -> Help.of(previous, found).isEmpty();
      default -> false;
    };
  }

  private boolean constant(ConvParser.ConstantContext context, Token previous, Token found) {
    if (context.name == null) {
      return expected("a name after 'const'", previous, found, Help.ofName(found));
    }
    String name = "'" + Words.shorten(context.name.getText()) + "'";
    if (context.content == null) {
      return expected("'=' after " + name, previous, found, Optional.empty());
    }
    return beginsLine(found, previous) || separates(previous, found)
        ? missing("';'", "the value of " + name, previous)
        : unexpected(found, "the value of " + name, new Remarks(List.of(), Help.ofConstant(previous, found)));
  }

  private boolean packageClause(Token previous, Token found) {
    boolean named = previous.getType() == ConvLexer.WORD || previous.getType() == ConvLexer.SEPARATOR;
    if (!named) {
      return expected("a name after " + Words.quote(previous), previous, found, Optional.empty());
    }
    return beginsLine(found, previous) || separates(previous, found)
        ? missing("';'", "the package name", previous)
        : unexpected(found, "the package name", Remarks.NONE.help("its parts are words joined by '.'"));
  }

  private boolean importClause(ConvParser.ImportClauseContext context, Token previous, Token found) {
    if (context.path == null) {
      return expected("a path in quotes after 'import'", previous, found, Optional.of("such as import \"common/sizes.conv\";"));
    }
    if (!Words.isQuoted(context.path.getText())) {
      // Quotes that are not closed take in all of the line; they have been reported.
      return true;
    }
    return beginsLine(found, previous) || separates(previous, found)
        ? missing("';'", "the path", previous)
        : unexpected(found, "the path", Remarks.NONE);
  }

  /** A sign that lacks: shown where it should stand. */
  private boolean missing(String sign, String after, Token end) {
    int offset = end.getStopIndex() + 1;
    Span span = new Span(offset, offset);
    Remarks remarks = sign.equals("';'") ? Remarks.NONE.fix(span, ";") : Remarks.NONE;
    syntax.report(DiagnosticKind.SYNTAX, span, remarks, "expected " + sign + " after " + after);
    return true;
  }

  private boolean expected(String what, Token previous, Token found, Optional<String> help) {
    if (found.getType() == Token.EOF) {
      // The end of the text may lie many empty lines below.
      int offset = previous.getStopIndex() + 1;
      return expected(what, new Span(offset, offset), found, help);
    }
    return expected(what, Tokens.span(found), found, help);
  }

  private boolean expected(String what, Span span, Token found, Optional<String> help) {
    String message = "expected " + what + ", found " + Words.quote(found);
    blamed = span.start();
    syntax.report(DiagnosticKind.SYNTAX, span, new Remarks(List.of(), help), message);
    return false;
  }

  private boolean unexpected(Token found, String after, Remarks remarks) {
    String message = "unexpected " + Words.quote(found) + " after " + after;
    syntax.report(DiagnosticKind.SYNTAX, Tokens.span(found), remarks, message);
    return false;
  }
}
