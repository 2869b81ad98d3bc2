package org.convc.analysis;

import java.util.Optional;
import org.convc.diagnostic.Span;

/**
 * Who decides on the options of a layer: whoever compiles the file, then the layer, then its file, then the defaults.
 *
 * @param overrides what is said by a program's options, the command line, or a build
 * @param file what the file says outside its layers
 * @param strategyOfFile the place where the file says {@code strategy}
 */
record Precedence(OptionValues overrides, OptionValues file, Optional<Span> strategyOfFile) {

  /** The beginning of the file: where those are blamed who say nothing in it. */
  private static final Span NOWHERE = new Span(0, 0);

  /** What holds for a layer that says this. Every option has a value. */
  OptionValues of(OptionValues layer) {
    return overrides.over(layer).over(file).over(OptionValues.DEFAULTS);
  }

  /** The place that decided on the strategy of a layer which says it at {@code strategyOfLayer}. */
  Span strategyPlace(Optional<Span> strategyOfLayer) {
    return overrides.strategy().isPresent() ? NOWHERE : strategyOfLayer.or(() -> strategyOfFile).orElse(NOWHERE);
  }
}
