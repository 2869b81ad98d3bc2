package org.convc;

import java.util.List;
import org.convc.model.Layer;
import org.convc.runtime.LayerInfo;

/**
 * How the kernels of a layer are computed, and why so. {@link #toString} is made to be read.
 *
 * @param model the layer, every number resolved
 * @param twins one for each target that the class of the layer has kernels for
 */
public record LayerPlan(Layer model, List<TwinPlan> twins) {

  public LayerPlan {
    twins = List.copyOf(twins);
  }

  /** The layer, as its callers see it. */
  public LayerInfo layer() {
    return model.info();
  }

  /**
   * The kernels for one kind of machine.
   *
   * @param vectorBits width of their vectors; 0 for plain arrays
   * @param release of the JDK that they were chosen for; 0 where that is not known yet
   */
  public record TwinPlan(int vectorBits, int release, List<KernelPlan> kernels) {

    public TwinPlan {
      kernels = List.copyOf(kernels);
    }

    /**
     * The plan of one kernel.
     *
     * @param name such as {@code backwardData}
     * @throws IllegalArgumentException if there is none of that name
     */
    public KernelPlan kernel(String name) {
      return kernels.stream()
          .filter(plan -> plan.kernel().equals(name))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException(
                  "no kernel " + name + "; there are " + kernels.stream().map(KernelPlan::kernel).toList()));
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(vectorBits == 0 ? "plain arrays" : "vectors of " + vectorBits + " bits");
      text.append(release == 0 ? ", any JDK\n" : ", JDK " + release + "\n");
      kernels.forEach(text::append);
      return text.toString();
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(layer().toString()).append('\n');
    twins.forEach(text::append);
    return text.toString();
  }
}
