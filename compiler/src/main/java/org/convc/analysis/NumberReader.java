package org.convc.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Span;
import org.convc.syntax.Expression;
import org.convc.syntax.Value;

/** Reads the numbers of a property and checks their range. Whatever it returns empty has been reported. */
final class NumberReader {

  private final ConstantEvaluator evaluator;
  private final Diagnostics diagnostics;

  NumberReader(ConstantEvaluator evaluator, Diagnostics diagnostics) {
    this.evaluator = evaluator;
    this.diagnostics = diagnostics;
  }

  /** The one number of {@code groups 2}. */
  OptionalInt one(PropertyWord property, Value value, int minimum) {
    if (value.entries().size() > 1) {
      diagnostics.report(DiagnosticKind.SINGLE_NUMBER_NEEDED, value.span(), property.word());
      return OptionalInt.empty();
    }
    return entry(property, value.entries().get(0), minimum);
  }

  /** The numbers of {@code input 3 x 224 x 224}. */
  Optional<List<Integer>> all(PropertyWord property, Value value, int minimum) {
    List<Integer> numbers = new ArrayList<>();
    for (Value.Entry entry : value.entries()) {
      entry(property, entry, minimum).ifPresent(numbers::add);
    }
    return numbers.size() == value.entries().size() ? Optional.of(numbers) : Optional.empty();
  }

  /**
   * One number for each axis, of {@code kernel 3 x 5} or {@code kernel 3}.
   *
   * @param rank number of axes; where it is not known the numbers are checked one by one and the result is empty
   */
  Optional<List<Integer>> perAxis(PropertyWord property, Value value, int minimum, OptionalInt rank) {
    if (!countFits(property, value, rank)) {
      return Optional.empty();
    }
    Optional<List<Integer>> numbers = all(property, value, minimum);
    return rank.isPresent() ? numbers.map(n -> spread(n, rank.getAsInt())) : Optional.empty();
  }

  /** Whether there are as many entries as axes, or one for all of them. Reports where not, if the number of axes is known. */
  boolean countFits(PropertyWord property, Value value, OptionalInt axisCount) {
    int count = value.entries().size();
    if (axisCount.isEmpty()) {
      return count <= SpatialAxes.MAX_RANK;
    }
    int rank = axisCount.getAsInt();
    if (count == 1 || count == rank) {
      return true;
    }
    List<String> axes = SpatialAxes.names(rank);
    diagnostics.report(
        DiagnosticKind.AXIS_COUNT,
        value.span(),
        List.of(),
        Optional.of(
            rank == 1
                ? "give one number, for " + axes.get(0)
                : "give one number for all axes, or one each for " + Wording.and(axes)),
        property.word(),
        count,
        rank == 1 ? "1 spatial axis" : rank + " spatial axes");
    return false;
  }

  /** One element for each axis, from one for all of them. */
  static <T> List<T> spread(List<T> elements, int rank) {
    return elements.size() == 1 ? Collections.nCopies(rank, elements.get(0)) : elements;
  }

  private OptionalInt entry(PropertyWord property, Value.Entry entry, int minimum) {
    if (entry.end().isPresent()) {
      diagnostics.report(
          DiagnosticKind.BEGIN_AND_END_NOT_ALLOWED,
          entry.span(),
          List.of(),
          Optional.of("only pad takes one number for each end"),
          property.word());
      return OptionalInt.empty();
    }
    return number(property, entry.begin(), minimum);
  }

  /** The value of an expression that must be a number from {@code minimum} to the largest int. */
  OptionalInt number(PropertyWord property, Expression expression, int minimum) {
    OptionalLong value = evaluator.evaluate(expression);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    long number = value.getAsLong();
    if (number < minimum) {
      outOfRange(DiagnosticKind.NUMBER_TOO_SMALL, property, expression, number, minimum);
      return OptionalInt.empty();
    }
    if (number > Integer.MAX_VALUE) {
      outOfRange(DiagnosticKind.NUMBER_TOO_LARGE, property, expression, number, Integer.MAX_VALUE);
      return OptionalInt.empty();
    }
    return OptionalInt.of((int) number);
  }

  private void outOfRange(
      DiagnosticKind kind, PropertyWord property, Expression expression, long number, int bound) {
    Span span = expression.span();
    boolean computed = !(expression instanceof Expression.IntegerLiteral);
    String text = diagnostics.source().text().substring(span.start(), span.end());
    boolean shown = computed && !text.equals(Long.toString(number)) && text.indexOf('\n') < 0;
    diagnostics.report(
        kind,
        span,
        shown ? List.of(Wording.quote(text) + " = " + number) : List.of(),
        Optional.empty(),
        property.word(),
        bound);
  }
}
