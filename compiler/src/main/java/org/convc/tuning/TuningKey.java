package org.convc.tuning;

import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.schedule.Target;

/**
 * What a measurement holds for: everything that the speed of a kernel depends on, and no name of a layer, so that layers of one geometry
 * share what was measured on any of them.
 *
 * @param layer by {@link LayerGeometry}
 * @param processor by {@link Processor}
 * @param version of convc, whose strategies change
 */
public record TuningKey(KernelKind kernel, String layer, Target target, String processor, String version) {

  /** The biased sum is the forward kernel without the activation, which takes no part in the choice. */
  public TuningKey {
    kernel = kernel == KernelKind.BIASED_SUM ? KernelKind.FORWARD : kernel;
  }

  /**
   * A kernel on this machine.
   *
   * @param layer as it was declared, as strategies bring it into different forms
   */
  public static TuningKey here(Layer layer, KernelKind kernel, Target target, String version) {
    return new TuningKey(kernel, LayerGeometry.of(layer), target, Processor.name(), version);
  }
}
