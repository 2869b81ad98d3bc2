package org.convc.analysis;

import java.util.Optional;
import org.convc.model.Accuracy;
import org.convc.model.StrategyFamily;
import org.convc.model.VectorWidths;
import org.convc.runtime.ElementType;
import org.convc.runtime.Layout;

/**
 * What somebody says about options: a layer, its file, or whoever compiles it. Empty is what he leaves to others.
 *
 * @param flipped {@code mode convolution}
 */
public record OptionValues(
    Optional<Layout> layout,
    Optional<ElementType> type,
    Optional<Boolean> flipped,
    Optional<Accuracy> accuracy,
    Optional<StrategyFamily> strategy,
    Optional<VectorWidths> vectors) {

  /** Says nothing. */
  public static final OptionValues NONE =
      new OptionValues(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** What holds where nobody says anything. */
  public static final OptionValues DEFAULTS =
      new OptionValues(
          Optional.of(Layout.NCHW),
          Optional.of(ElementType.FLOAT),
          Optional.of(false),
          Optional.of(Accuracy.DEFAULT),
          Optional.of(StrategyFamily.DEFAULT),
          Optional.of(VectorWidths.DEFAULT));

  /** What this says and, where it says nothing, what the other does. */
  public OptionValues over(OptionValues other) {
    return new OptionValues(
        layout.or(other::layout),
        type.or(other::type),
        flipped.or(other::flipped),
        accuracy.or(other::accuracy),
        strategy.or(other::strategy),
        vectors.or(other::vectors));
  }
}
