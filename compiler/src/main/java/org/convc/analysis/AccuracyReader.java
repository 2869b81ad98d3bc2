package org.convc.analysis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
import org.convc.model.Accuracy;
import org.convc.syntax.Expression;
import org.convc.syntax.Value;

/** Reads {@code accuracy exact} and {@code accuracy 8}. The bound is a decimal or whole-number arithmetic. */
final class AccuracyReader {

  private static final String EXACT = "exact";

  private final ConstantEvaluator evaluator;
  private final Diagnostics diagnostics;

  AccuracyReader(ConstantEvaluator evaluator, Diagnostics diagnostics) {
    this.evaluator = evaluator;
    this.diagnostics = diagnostics;
  }

  /** Empty where the value is in error, which has been reported. */
  Optional<Accuracy> read(Value value) {
    Expression expression = value.entries().get(0).begin();
    if (value.entries().size() > 1 || value.entries().get(0).end().isPresent()) {
      diagnostics.report(DiagnosticKind.SINGLE_NUMBER_NEEDED, value.span(), PropertyWord.ACCURACY.word());
      return Optional.empty();
    }
    if (expression instanceof Expression.Word word && !evaluator.isConstant(word.name().text())) {
      return word(word);
    }
    OptionalDouble bound = new DecimalReader(evaluator).read(expression);
    if (bound.isEmpty()) {
      return Optional.empty();
    }
    if (!(bound.getAsDouble() > 0 && bound.getAsDouble() <= Accuracy.LARGEST_BOUND)) {
      diagnostics.report(
          DiagnosticKind.ACCURACY_RANGE,
          expression.span(),
          List.of(),
          Optional.of("write `accuracy exact;` for kernels that add the products themselves"),
          (long) Accuracy.LARGEST_BOUND);
      return Optional.empty();
    }
    return Optional.of(new Accuracy(bound.getAsDouble()));
  }

  private Optional<Accuracy> word(Expression.Word word) {
    String text = word.name().text();
    if (text.equals(EXACT)) {
      return Optional.of(Accuracy.EXACT);
    }
    Remarks slip = Suggestions.nearest(word.name(), List.of(EXACT));
    String help = "use exact, or a bound on the error in units of 2^-24 times the sum of |x*w|, such as 8";
    diagnostics.report(
        DiagnosticKind.UNKNOWN_OPTION_VALUE,
        word.span(),
        slip.help().isPresent() ? slip : Remarks.NONE.help(help),
        PropertyWord.ACCURACY.word(),
        Wording.quote(text));
    return Optional.empty();
  }
}
