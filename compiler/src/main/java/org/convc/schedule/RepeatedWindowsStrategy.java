package org.convc.schedule;

import org.convc.ir.Kernel;
import org.convc.lower.StridedGradient;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.Layout;

/**
 * The gradient of weights of a layer with a stride of 2 by {@link StridedGradient}: positions are read as they lie, and each window is
 * written down twice beside them. For few weights and many windows.
 */
public final class RepeatedWindowsStrategy extends LoweredTilesStrategy {

  /** Lanes that are added up in one method: more would come near what HotSpot compiles. */
  private static final int MOST_LANES_ADDED = 400;

  /**
   * @param lanes numbers of a vector
   */
  public RepeatedWindowsStrategy(int lanes) {
    super(lanes);
  }

  @Override
  public String name() {
    return "term lanes, windows twice";
  }

  @Override
  public String key() {
    return "term-lanes/" + lanes + "/twice";
  }

  @Override
  public boolean suits(Layer layer, KernelKind kind) {
    return kind == KernelKind.BACKWARD_WEIGHTS && layer.layout() == Layout.NCHW && StridedGradient.suits(layer, lanes)
        && layer.axes().stream().mapToInt(a -> a.kernel()).reduce(lanes / 2, (a, b) -> a * b) <= MOST_LANES_ADDED;
  }

  @Override
  public String misfit(Layer layer, KernelKind kind) {
    return "made for gradients of weights by few taps with a stride of 2, of planes that are not large, whose rows are whole vectors and are "
        + "read to the last element";
  }

  @Override
  public Kernel definition(Layer layer, KernelKind kind) {
    return StridedGradient.kernel(layer, lanes);
  }

  @Override
  public double cycles(Layer layer, KernelKind kind) {
    double pairs = (double) layer.relation().windowChannels() * layer.relation().positionChannelsPerGroup();
    double sums = StridedGradient.sums(layer);
    double loads = 2 * (1 + sums) / sums;
    double ofPair = StridedGradient.multiplyAdds(layer, lanes) * (0.5 + loads / 4) + Costs.LANE * lanes * sums;
    return pairs * ofPair + Costs.EVERY_SECOND * Costs.windows(layer);
  }
}
