package org.convc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.syntax.Expression;
import org.convc.syntax.Value;

/** Reads {@code pad}: a word, or one number or {@code begin:end} for all axes or for each. */
final class PaddingReader {

  private final NumberReader numbers;
  private final ConstantEvaluator evaluator;
  private final Diagnostics diagnostics;

  PaddingReader(NumberReader numbers, ConstantEvaluator evaluator, Diagnostics diagnostics) {
    this.numbers = numbers;
    this.evaluator = evaluator;
    this.diagnostics = diagnostics;
  }

  /**
   * The padding that {@code value} names.
   *
   * @param rank number of axes, where it is known
   * @return empty where the value is in error, which has been reported, or where the rank is not known
   */
  Optional<Padding> read(Value value, OptionalInt rank) {
    Optional<PaddingWord> word = value.entries().stream().flatMap(e -> word(e).stream()).findFirst();
    if (word.isPresent()) {
      return named(value, word.get(), rank);
    }
    Value.Entry first = value.entries().get(0);
    boolean alone = value.entries().size() == 1 && first.end().isEmpty();
    if (alone && first.begin() instanceof Expression.Word unknown && !evaluator.isConstant(unknown.name().text())) {
      String text = unknown.name().text();
      diagnostics.report(
          DiagnosticKind.UNKNOWN_PADDING,
          first.span(),
          Suggestions.translation(unknown.name(), Vocabulary.PADDINGS_ELSEWHERE, PaddingWord.words()),
          Wording.quote(text));
      return Optional.empty();
    }
    return explicit(value, rank);
  }

  private Optional<Padding> named(Value value, PaddingWord word, OptionalInt rank) {
    if (value.entries().size() > 1 || value.entries().get(0).end().isPresent()) {
      diagnostics.report(DiagnosticKind.PADDING_WORD_NOT_ALONE, value.span(), word.word());
      return Optional.empty();
    }
    if (word == PaddingWord.CAUSAL && rank.isPresent() && rank.getAsInt() != 1) {
      diagnostics.report(
          DiagnosticKind.CAUSAL_RANK,
          value.span(),
          List.of("this layer has " + Wording.and(SpatialAxes.names(rank.getAsInt()))),
          Optional.of("give begin:end for each axis, as in `pad 2:0" + " x 1:1".repeat(rank.getAsInt() - 1) + "`"));
      return Optional.empty();
    }
    return Optional.of(new Padding.Named(word));
  }

  private Optional<Padding> explicit(Value value, OptionalInt rank) {
    if (!numbers.countFits(PropertyWord.PAD, value, rank)) {
      return Optional.empty();
    }
    List<Padding.Amount> amounts = new ArrayList<>();
    for (Value.Entry entry : value.entries()) {
      OptionalInt before = numbers.number(PropertyWord.PAD, entry.begin(), -Integer.MAX_VALUE);
      OptionalInt after =
          entry.end().isPresent()
              ? numbers.number(PropertyWord.PAD, entry.end().get(), -Integer.MAX_VALUE)
              : before;
      if (before.isPresent() && after.isPresent()) {
        amounts.add(new Padding.Amount(before.getAsInt(), after.getAsInt()));
      }
    }
    boolean complete = amounts.size() == value.entries().size();
    return complete && rank.isPresent()
        ? Optional.of(new Padding.Explicit(NumberReader.spread(amounts, rank.getAsInt())))
        : Optional.empty();
  }

  private static Optional<PaddingWord> word(Value.Entry entry) {
    return Stream.concat(Stream.of(entry.begin()), entry.end().stream())
        .filter(Expression.Word.class::isInstance)
        .flatMap(e -> PaddingWord.of(((Expression.Word) e).name().text()).stream())
        .findFirst();
  }
}
