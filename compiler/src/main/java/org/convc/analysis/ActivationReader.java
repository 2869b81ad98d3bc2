package org.convc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.runtime.Activation;
import org.convc.runtime.ElementType;
import org.convc.syntax.Expression;
import org.convc.syntax.Name;
import org.convc.syntax.Value;

/** Reads {@code activation relu} and {@code activation clip(0, 6)}. Parameters are decimals or whole-number arithmetic. */
final class ActivationReader {

  private final ConstantEvaluator evaluator;
  private final Diagnostics diagnostics;

  ActivationReader(ConstantEvaluator evaluator, Diagnostics diagnostics) {
    this.evaluator = evaluator;
    this.diagnostics = diagnostics;
  }

  /** The activation of a layer of type {@code type}; empty where the value is in error, which has been reported. */
  Optional<Activation> read(Value value, ElementType type) {
    Expression expression = value.entries().get(0).begin();
    boolean alone = value.entries().size() == 1 && value.entries().get(0).end().isEmpty();
    if (alone && expression instanceof Expression.Word word) {
      return read(word.name(), word, List.of(), type);
    }
    if (alone && expression instanceof Expression.Call call) {
      return read(call.function(), call, call.arguments(), type);
    }
    diagnostics.report(
        DiagnosticKind.WORD_NEEDED,
        value.span(),
        List.of(),
        Optional.of("use " + Wording.or(Vocabulary.ACTIVATIONS.keySet())),
        PropertyWord.ACTIVATION.word());
    return Optional.empty();
  }

  private Optional<Activation> read(Name word, Expression whole, List<Expression> arguments, ElementType type) {
    Activation.Function function = Vocabulary.ACTIVATIONS.get(word.text());
    if (function == null) {
      diagnostics.report(
          DiagnosticKind.UNKNOWN_ACTIVATION,
          word.span(),
          Suggestions.translation(word, Vocabulary.ACTIVATIONS_ELSEWHERE, Vocabulary.ACTIVATIONS.keySet()),
          Wording.quote(word.text()));
      return Optional.empty();
    }
    if (arguments.size() != function.parameters()) {
      diagnostics.report(
          DiagnosticKind.ACTIVATION_PARAMETER_COUNT,
          whole.span(),
          List.of(),
          Optional.of("for example `activation " + example(function, word.text()) + ";`"),
          word.text(),
          function.parameters() == 0 ? "no parameters" : Wording.count(function.parameters(), "parameter"));
      return Optional.empty();
    }
    List<Double> parameters = new ArrayList<>();
    for (Expression argument : arguments) {
      parameter(argument, word.text(), type).ifPresent(parameters::add);
    }
    if (parameters.size() < arguments.size()) {
      return Optional.empty();
    }
    double a = parameters.isEmpty() ? 0 : parameters.get(0);
    double b = parameters.size() < 2 ? 0 : parameters.get(1);
    if (function == Activation.Function.CLIP && rounded(a, type) >= rounded(b, type)) {
      diagnostics.report(
          DiagnosticKind.CLIP_BOUNDS,
          whole.span(),
          a < b ? List.of("they are the same number of type float") : List.of(),
          Optional.empty());
      return Optional.empty();
    }
    return Optional.of(new Activation(function, a, b));
  }

  private OptionalDouble parameter(Expression argument, String function, ElementType type) {
    OptionalDouble value = new DecimalReader(evaluator).read(argument);
    if (value.isPresent() && Double.isInfinite(rounded(value.getAsDouble(), type))) {
      diagnostics.report(
          DiagnosticKind.ACTIVATION_PARAMETER_TOO_LARGE,
          argument.span(),
          function,
          type == ElementType.FLOAT ? "float" : "double");
      return OptionalDouble.empty();
    }
    return value;
  }

  /** The value that the kernels compute with: those of type float round the parameters to float. */
  private static double rounded(double value, ElementType type) {
    return type == ElementType.FLOAT ? (float) value : value;
  }

  private static String example(Activation.Function function, String word) {
    return switch (function) {
      case LEAKY_RELU -> word + "(0.01)";
      case ELU -> word + "(1)";
      case CLIP -> word + "(0, 6)";
      default -> word;
    };
  }
}
