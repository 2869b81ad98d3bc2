package org.convc.analysis;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.convc.syntax.Expression;

/** Reads numbers that need not be whole: decimals, with a sign or without, or whole-number arithmetic. */
final class DecimalReader {

  private final ConstantEvaluator evaluator;

  DecimalReader(ConstantEvaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** The value, which may be infinite; empty where there is none, which has been reported. */
  OptionalDouble read(Expression expression) {
    Expression magnitude = expression;
    int sign = 1;
    while (magnitude instanceof Expression.Negation negation) {
      magnitude = negation.operand();
      sign = -sign;
    }
    if (magnitude instanceof Expression.DecimalLiteral decimal) {
      return OptionalDouble.of(sign * Double.parseDouble(decimal.text()));
    }
    OptionalLong whole = evaluator.evaluate(expression);
    return whole.isPresent() ? OptionalDouble.of(whole.getAsLong()) : OptionalDouble.empty();
  }
}
