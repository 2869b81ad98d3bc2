package org.convc.schedule;

import java.util.Optional;
import org.convc.model.KernelKind;
import org.convc.model.Layer;

/** What knows better than the costs which strategy is fastest, for some kernels: measurements. */
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
}
