package org.convc.analysis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
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
   * The value of an expression. Recurses as deep as the parser lets expressions nest.
   *
   * @return empty where there is none, which has been reported
   */
  OptionalLong evaluate(Expression expression) {
    if (expression instanceof Expression.Binary binary) {
      OptionalLong left = evaluate(binary.left());
      OptionalLong right = evaluate(binary.right());
      boolean complete = left.isPresent() && right.isPresent();
      return complete ? apply(binary, left.getAsLong(), right.getAsLong()) : OptionalLong.empty();
    }
    if (expression instanceof Expression.Negation negation) {
      OptionalLong operand = evaluate(negation.operand());
      return operand.isPresent() ? negate(negation, operand.getAsLong()) : operand;
    }
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
    if (Vocabulary.isWordOfTheLanguage(text)) {
      return error(DiagnosticKind.NUMBER_NEEDED, name.span(), text);
    }
    if (constants.reportsFirst(text)) {
      reportUndeclared(name, text);
    }
    return OptionalLong.empty();
  }

  private void reportUndeclared(Name name, String text) {
    Declaration.Constant later = constants.declaration(text);
    if (later != null) {
      diagnostics.report(
          DiagnosticKind.CONSTANT_USED_BEFORE_DECLARATION,
          name.span(),
          Remarks.NONE.note(diagnostics.note(later.name().span(), "declared here")),
          Wording.quote(text));
    } else {
      diagnostics.report(
          DiagnosticKind.UNKNOWN_CONSTANT,
          name.span(),
          Suggestions.nearest(name, constants.names()),
          Wording.quote(text));
    }
  }

  private OptionalLong negate(Expression.Negation negation, long operand) {
    return operand == Long.MIN_VALUE
        ? overflow(negation.span(), "-(" + operand + ")")
        : OptionalLong.of(-operand);
  }

  private OptionalLong apply(Expression.Binary binary, long left, long right) {
    String sum = operand(left) + " " + binary.operator().symbol() + " " + operand(right);
    try {
      return switch (binary.operator()) {
        case ADD -> OptionalLong.of(Math.addExact(left, right));
        case SUBTRACT -> OptionalLong.of(Math.subtractExact(left, right));
        case MULTIPLY -> OptionalLong.of(Math.multiplyExact(left, right));
        case DIVIDE, REMAINDER -> divide(binary, left, right, sum);
      };
    } catch (ArithmeticException overflow) {
      return overflow(binary.span(), sum);
    }
  }

  private OptionalLong divide(Expression.Binary binary, long left, long right, String sum) {
    if (right == 0) {
      diagnostics.report(DiagnosticKind.DIVISION_BY_ZERO, binary.span(), List.of(sum), Optional.empty());
      return OptionalLong.empty();
    }
    if (binary.operator() == Expression.Operator.REMAINDER) {
      return OptionalLong.of(left % right);
    }
    if (left % right != 0) {
      diagnostics.report(
          DiagnosticKind.INEXACT_DIVISION,
          binary.span(),
          List.of(sum + " = " + left / right + " with remainder " + left % right),
          Optional.empty());
      return OptionalLong.empty();
    }
    // The one quotient that overflows, as its sum: Long.MIN_VALUE / -1.
    return OptionalLong.of(right == -1 ? Math.negateExact(left) : left / right);
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
