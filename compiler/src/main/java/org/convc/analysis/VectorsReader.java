package org.convc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
import org.convc.model.VectorWidths;
import org.convc.syntax.Expression;
import org.convc.syntax.Value;

/** Reads {@code vectors auto}, {@code vectors none}, {@code vectors 256} and {@code vectors one_of(128, 256)}. */
final class VectorsReader {

  private final ConstantEvaluator evaluator;
  private final Diagnostics diagnostics;

  VectorsReader(ConstantEvaluator evaluator, Diagnostics diagnostics) {
    this.evaluator = evaluator;
    this.diagnostics = diagnostics;
  }

  /** Empty where the value is in error, which has been reported. */
  Optional<VectorWidths> read(Value value) {
    Expression expression = value.entries().get(0).begin();
    boolean alone = value.entries().size() == 1 && value.entries().get(0).end().isEmpty();
    if (alone && expression instanceof Expression.Word word && !evaluator.isConstant(word.name().text())) {
      return OptionReader.read(PropertyWord.VECTORS, value, Vocabulary.VECTORS, diagnostics);
    }
    if (alone && expression instanceof Expression.Call call) {
      boolean several = call.function().text().equals(Vocabulary.ONE_OF) && !call.arguments().isEmpty();
      return several ? widths(call.arguments()) : notVectors(value);
    }
    return alone ? widths(List.of(expression)) : notVectors(value);
  }

  private Optional<VectorWidths> notVectors(Value value) {
    diagnostics.report(
        DiagnosticKind.VECTORS_FORM, value.span(), Remarks.NONE.help("for example `vectors " + Vocabulary.ONE_OF + "(128, 256);`"));
    return Optional.empty();
  }

  private Optional<VectorWidths> widths(List<Expression> expressions) {
    List<Integer> widths = new ArrayList<>();
    for (Expression expression : expressions) {
      OptionalLong bits = evaluator.evaluate(expression);
      if (bits.isEmpty()) {
        continue;
      }
      if (VectorWidths.ALL.stream().noneMatch(width -> width == bits.getAsLong())) {
        Remarks remarks = Remarks.NONE.help("use " + Wording.or(VectorWidths.ALL));
        diagnostics.report(DiagnosticKind.VECTOR_WIDTH, expression.span(), remarks, bits.getAsLong());
      } else if (widths.contains((int) bits.getAsLong())) {
        diagnostics.report(DiagnosticKind.REPEATED_WIDTH, expression.span(), Remarks.NONE.help("remove it"), bits.getAsLong());
      } else {
        widths.add((int) bits.getAsLong());
      }
    }
    return widths.size() < expressions.size() ? Optional.empty() : Optional.of(VectorWidths.of(widths));
  }
}
