package org.convc.syntax;

import java.util.List;
import java.util.Optional;
import org.convc.diagnostic.Span;

/** One item of a file, in the order of the file. */
public sealed interface Declaration {

  Span span();

  /** {@code const NAME = value;} */
  record Constant(Name name, Expression value, Span span) implements Declaration {}

  /** A property outside every layer, such as {@code type double;}: the default of all layers of the file. */
  record FileOption(Property property) implements Declaration {
    @Override
    public Span span() {
      return property.span();
    }
  }

  /**
   * {@code conv NAME { ... }} or {@code transposed NAME { ... }}.
   *
   * @param documentation text of the doc comment before it, without the comment signs, its lines joined by {@code \n}
   * @param kind the opening word: {@code conv}, {@code transposed}, or whatever stands in its place
   */
  record Layer(Optional<String> documentation, Name kind, Name name, List<Property> properties, Span span)
      implements Declaration {
    public Layer {
      properties = List.copyOf(properties);
    }
  }
}
