package org.convc.syntax;

import java.util.List;
import org.convc.diagnostic.Span;

/** A value as written: a number, a word, arithmetic, or a word with arguments such as {@code clip(0, 6)}. */
public sealed interface Expression {

  Span span();

  /** A whole number. Its digits are kept as text: how large a number may be is the analyser's business. */
  record IntegerLiteral(String digits, Span span) implements Expression {}

  /** A decimal number such as {@code 0.01} or {@code 1e-3}. */
  record DecimalLiteral(String text, Span span) implements Expression {}

  /** A constant's name or a word of the language such as {@code same}, {@code relu}, {@code nhwc}. */
  record Word(Name name) implements Expression {
    @Override
    public Span span() {
      return name.span();
    }
  }

  /** {@code -operand} */
  record Negation(Expression operand, Span span) implements Expression {}

  /**
   * {@code left operator right}
   *
   * @param span includes brackets around the operands, which their own spans do not
   */
  record Binary(Operator operator, Expression left, Expression right, Span span) implements Expression {

    /** An operation whose operands stand without brackets. */
    public Binary(Operator operator, Expression left, Expression right) {
      this(operator, left, right, left.span().to(right.span()));
    }
  }

  /** {@code function(arguments)} */
  record Call(Name function, List<Expression> arguments, Span span) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** The arithmetic of the language, with the usual precedence. */
  enum Operator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    REMAINDER("%");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }
}
