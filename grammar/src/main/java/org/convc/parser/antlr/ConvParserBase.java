package org.convc.parser.antlr;

import java.util.List;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Span;
import org.convc.syntax.Expression;
import org.convc.syntax.Value;

/**
 * What the actions of the grammar call, and the limit on nesting. ANTLR's parser calls itself for every bracket and knows no limit of its
 * own, so that a file of brackets alone would overflow the stack.
 */
abstract class ConvParserBase extends Parser {

  private SyntaxBuilder syntax;
  private int nesting;

  ConvParserBase(TokenStream input) {
    super(input);
  }

  final void buildWith(SyntaxBuilder builder) {
    this.syntax = builder;
  }

  @Override
  public final void enterRule(ParserRuleContext context, int state, int rule) {
    if (nests(rule) && ++nesting > Limits.NESTING) {
      syntax.report(DiagnosticKind.NESTED_TOO_DEEPLY, Tokens.span(_input.LT(1)), Limits.NESTING);
      throw new StopParsing();
    }
    super.enterRule(context, state, rule);
  }

  @Override
  public final void exitRule() {
    if (nests(_ctx.getRuleIndex())) {
      nesting--;
    }
    super.exitRule();
  }

  /** Every cycle of the grammar's rules goes through one of these two. */
  private static boolean nests(int rule) {
    return rule == ConvParser.RULE_factor || rule == ConvParser.RULE_block;
  }

  /** From a token to the last one consumed. */
  private Span spanFrom(Token start) {
    return Tokens.span(start).to(Tokens.span(_input.LT(-1)));
  }

  final void packageClause(Token start, List<Token> parts) {
    syntax.packageClause(parts, spanFrom(start));
  }

  final void importClause(Token start, Token path) {
    syntax.importClause(path, spanFrom(start));
  }

  final void constant(Token start, Token name, Expression value) {
    syntax.constant(name, value, spanFrom(start));
  }

  final void property(Token keyword, Value value) {
    syntax.property(keyword, value, spanFrom(keyword));
  }

  final void openLayer(Token kind, Value name) {
    syntax.openLayer(kind, name, spanFrom(kind));
  }

  final void closeLayer() {
    syntax.closeLayer(Tokens.span(_input.LT(-1)));
  }

  final Expression binary(Token start, Token operator, Expression left, Expression right) {
    return syntax.binary(operator, left, right, spanFrom(start));
  }

  final Expression negation(Token start, Expression operand) {
    return new Expression.Negation(operand, spanFrom(start));
  }

  final Expression integer(Token token) {
    return new Expression.IntegerLiteral(syntax.number(token), Tokens.span(token));
  }

  final Expression decimal(Token token) {
    return new Expression.DecimalLiteral(syntax.number(token), Tokens.span(token));
  }

  final Expression word(Token token) {
    return new Expression.Word(syntax.name(token));
  }

  final Expression call(Token start, Token function, List<Expression> arguments) {
    return new Expression.Call(syntax.name(function), arguments, spanFrom(start));
  }
}
