package org.convc.analysis;

import java.util.Optional;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
import org.convc.model.StrategyFamily;
import org.convc.syntax.Expression;
import org.convc.syntax.Value;

/** Reads {@code strategy winograd}. */
final class StrategyReader {

  private StrategyReader() {}

  /** Empty where the value is in error, which has been reported. */
  static Optional<StrategyFamily> read(Value value, Diagnostics diagnostics) {
    String written = hyphenated(value.entries().get(0).begin());
    if (value.entries().size() == 1 && written.indexOf('-') > 0) {
      String word = written.replace('-', '_');
      if (Vocabulary.STRATEGIES.containsKey(word)) {
        diagnostics.report(
            DiagnosticKind.UNKNOWN_OPTION_VALUE,
            value.span(),
            Remarks.NONE.help("write " + word + "; '-' is arithmetic here").fix(value.span(), word),
            PropertyWord.STRATEGY.word(),
            written);
        return Optional.empty();
      }
    }
    return OptionReader.read(PropertyWord.STRATEGY, value, Vocabulary.STRATEGIES, diagnostics);
  }

  /** {@code channel-lanes}, as reports write it, which looks like a difference of two words; empty for what looks like anything else. */
  private static String hyphenated(Expression expression) {
    return expression instanceof Expression.Binary difference
            && difference.operator() == Expression.Operator.SUBTRACT
            && difference.left() instanceof Expression.Word left
            && difference.right() instanceof Expression.Word right
        ? left.name().text() + "-" + right.name().text()
        : "";
  }
}
