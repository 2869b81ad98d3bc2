package org.convc.syntax;

import java.util.List;
import java.util.Optional;
import org.convc.diagnostic.Span;

/**
 * What stands after a property's name: one or more entries joined by {@code x}, one an axis: {@code 3 x 224 x 224}, {@code 1:2 x 0:1},
 * {@code same}.
 */
public record Value(List<Entry> entries) {

  public Value {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("a value has at least one entry");
    }
  }

  public Span span() {
    return entries.get(0).span().to(entries.get(entries.size() - 1).span());
  }

  /**
   * One axis: a single expression, or {@code begin:end}.
   *
   * @param end absent where one expression stands alone
   */
  public record Entry(Expression begin, Optional<Expression> end) {

    public Span span() {
      return end.map(e -> begin.span().to(e.span())).orElse(begin.span());
    }
  }
}
