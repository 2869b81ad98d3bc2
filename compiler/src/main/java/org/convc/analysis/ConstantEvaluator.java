package org.convc.analysis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Span;
import org.convc.syntax.Declaration;
import org.convc.syntax.Expression;
import org.convc.syntax.Name;

/**
 * Arithmetic of the language: whole numbers of 64 bits, exactly. What does not fit is an error, and so is a division that leaves a
 * remainder: nobody wants a layer of the size that rounding happens to give.
 */
final class ConstantEvaluator {

  /** Digits of the largest long. */
  private static final int MOST_DIGITS = 19;

  private final ConstantTable constants;
  private final Diagnostics diagnostics;

  ConstantEvaluator(ConstantTable constants, Diagnostics diagnostics) {
    this.constants = constants;
    this.diagnostics = diagnostics;
  }

  /** Whether a word is a constant here. */
  boolean isConstant(String word) {
    return constants.isDeclared(word);
  }

  /**
   * The value of an expression.
   *
   * @return empty where there is none, which has been reported
   */
  OptionalLong evaluate(Expression expression) {
    // Operands first, without recursion: how deep an expression nests is up to whoever wrote the file.
    Deque<OptionalLong> values = new ArrayDeque<>();
    for (Expression part : operandsFirst(expression)) {
      if (part instanceof Expression.Binary binary) {
        OptionalLong right = values.pop();
        OptionalLong left = values.pop();
        boolean complete = left.isPresent() && right.isPresent();
        values.push(
            complete ? apply(binary, left.getAsLong(), right.getAsLong()) : OptionalLong.empty());
      } else if (part instanceof Expression.Negation negation) {
        OptionalLong operand = values.pop();
        values.push(operand.isPresent() ? negate(negation, operand.getAsLong()) : operand);
      } else {
        values.push(leaf(part));
      }
    }
    return values.pop();
  }

  private static Iterable<Expression> operandsFirst(Expression root) {
    Deque<Expression> pending = new ArrayDeque<>(List.of(root));
    Deque<Expression> ordered = new ArrayDeque<>();
    while (!pending.isEmpty()) {
      Expression next = pending.pop();
      ordered.push(next);
      if (next instanceof Expression.Binary binary) {
        pending.push(binary.left());
        pending.push(binary.right());
      } else if (next instanceof Expression.Negation negation) {
        pending.push(negation.operand());
      }
    }
    return ordered;
  }

  private OptionalLong leaf(Expression expression) {
    if (expression instanceof Expression.IntegerLiteral literal) {
      return integer(literal);
    }
    if (expression instanceof Expression.Word word) {
      return constant(word.name());
    }
    if (expression instanceof Expression.Call call) {
      return error(DiagnosticKind.NUMBER_NEEDED, call.span(), call.function() + "(...)");
    }
    Expression.DecimalLiteral decimal = (Expression.DecimalLiteral) expression;
    return error(DiagnosticKind.WHOLE_NUMBER_NEEDED, decimal.span(), Wording.quote(decimal.text()));
  }

  private OptionalLong integer(Expression.IntegerLiteral literal) {
    String digits = literal.digits();
    int first = 0;
    while (first < digits.length() - 1 && digits.charAt(first) == '0') {
      first++;
    }
    if (digits.length() - first <= MOST_DIGITS) {
      try {
        return OptionalLong.of(Long.parseLong(digits, first, digits.length(), 10));
      } catch (NumberFormatException beyondLong) {
        // Nineteen digits need not fit.
      }
    }
    return overflow(literal.span(), Wording.quote(digits));
  }

  private OptionalLong constant(Name name) {
    String text = name.text();
    if (constants.isDeclared(text)) {
      return constants.value(text);
    }
    Declaration.Constant later = constants.declaration(text);
    if (later != null) {
      int line = diagnostics.source().line(later.name().span().start());
      diagnostics.report(
          DiagnosticKind.CONSTANT_USED_BEFORE_DECLARATION,
          name.span(),
          List.of("it is declared in line " + line),
          Optional.empty(),
          Wording.quote(text));
    } else if (Vocabulary.isWordOfTheLanguage(text)) {
      return error(DiagnosticKind.NUMBER_NEEDED, name.span(), text);
    } else {
      diagnostics.report(
          DiagnosticKind.UNKNOWN_CONSTANT,
          name.span(),
          List.of(),
          Suggestions.nearest(text, new TreeSet<>(constants.names())),
          Wording.quote(text));
    }
    return OptionalLong.empty();
  }

  private OptionalLong negate(Expression.Negation negation, long operand) {
    // The one value without a negative is not reachable: no literal is so large, and no operation gives it without overflow.
    return operand == Long.MIN_VALUE
        ? overflow(negation.span(), "-(" + operand + ")")
        : OptionalLong.of(-operand);
  }

  private OptionalLong apply(Expression.Binary binary, long left, long right) {
    String sum = operand(left) + " " + binary.operator().symbol() + " " + operand(right);
    boolean divides =
        binary.operator() == Expression.Operator.DIVIDE || binary.operator() == Expression.Operator.REMAINDER;
    if (divides && right == 0) {
      diagnostics.report(DiagnosticKind.DIVISION_BY_ZERO, binary.span(), List.of(sum), Optional.empty());
      return OptionalLong.empty();
    }
    try {
      return switch (binary.operator()) {
        case ADD -> OptionalLong.of(Math.addExact(left, right));
        case SUBTRACT -> OptionalLong.of(Math.subtractExact(left, right));
        case MULTIPLY -> OptionalLong.of(Math.multiplyExact(left, right));
        case DIVIDE -> divide(binary, left, right, sum);
        case REMAINDER -> OptionalLong.of(left % right);
      };
    } catch (ArithmeticException overflow) {
      return overflow(binary.span(), sum);
    }
  }

  private OptionalLong divide(Expression.Binary binary, long left, long right, String sum) {
    if (left % right != 0) {
      diagnostics.report(
          DiagnosticKind.INEXACT_DIVISION,
          binary.span(),
          List.of(sum + " = " + left / right + " with remainder " + left % right),
          Optional.empty());
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.negateExact(Math.negateExact(left / right)));
  }

  private static String operand(long value) {
    return value < 0 ? "(" + value + ")" : Long.toString(value);
  }

  private OptionalLong overflow(Span span, String sum) {
    diagnostics.report(
        DiagnosticKind.NUMBER_OVERFLOW,
        span,
        List.of(sum + " is outside " + Long.MIN_VALUE + " to " + Long.MAX_VALUE),
        Optional.empty());
    return OptionalLong.empty();
  }

  private OptionalLong error(DiagnosticKind kind, Span span, String word) {
    diagnostics.report(kind, span, word);
    return OptionalLong.empty();
  }
}
