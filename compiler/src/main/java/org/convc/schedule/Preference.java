package org.convc.schedule;

import java.util.Optional;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.StrategyFamily;

/** What knows better than the costs which strategy to take, for some kernels: measurements of the fastest, and whoever asks for one. */
@FunctionalInterface
public interface Preference {

  /** Knows nothing, so the costs decide. */
  Preference NONE = (layer, kind, target) -> Optional.empty();

  /**
   * The {@link Strategy#key} of the fastest strategy, where it is known; one that is no candidate is ignored.
   *
   * @param layer as it was declared, not in the form of a strategy
   */
  Optional<String> key(Layer layer, KernelKind kind, Target target);

  /** The family that the strategy must be of, where any strategy of it suits. */
  default StrategyFamily family() {
    return StrategyFamily.AUTO;
  }

  /** This, as far as it names strategies of a family, where any strategy of it suits. */
  default Preference within(StrategyFamily family) {
    Preference any = this;
    return new Preference() {
      @Override
      public Optional<String> key(Layer layer, KernelKind kind, Target target) {
        return any.key(layer, kind, target);
      }

      @Override
      public StrategyFamily family() {
        return family;
      }
    };
  }
}
