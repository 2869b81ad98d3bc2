package org.convc.schedule;

import org.convc.ir.Kernel;
import org.convc.lower.StridedWindows;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.pass.Vectorise;
import org.convc.runtime.Layout;

/**
 * Windows of single channels with a stride of 2 by {@link StridedWindows}: positions are read as they lie, and half of the lanes of each
 * sum are not used. For few taps, where splitting the columns takes more than the sums do.
 */
public final class TwoSumsStrategy extends LoweredTilesStrategy {

  /** Cycles of a multiply-add: two loads of it are one cycle, for half of them cross a cache line. */
  private static final double MULTIPLY_ADD = 0.7;

  /** Cycles from storing the columns at the edge of a row until vectors can be loaded that reach into them. */
  private static final double STORED = 60;

  /**
   * @param lanes numbers of a vector
   */
  public TwoSumsStrategy(int lanes) {
    super(lanes);
  }

  @Override
  public String name() {
    return "position lanes, two sums";
  }

  @Override
  public String key() {
    return "position-lanes/" + lanes + "/two-sums";
  }

  @Override
  public boolean suits(Layer layer, KernelKind kind) {
    boolean ofWindows = kind != KernelKind.BACKWARD_WEIGHTS && kind != KernelKind.BACKWARD_BIAS && !KernelSides.resultIsPositions(layer, kind);
    boolean finished = kind != KernelKind.FORWARD || Vectorise.suits(layer.activation());
    return ofWindows && finished && layer.layout() == Layout.NCHW && StridedWindows.suits(layer, lanes);
  }

  @Override
  public String misfit(Layer layer, KernelKind kind) {
    return "made for depthwise layers with a stride of 2, few taps, and rows of at least a vector";
  }

  @Override
  public Kernel definition(Layer layer, KernelKind kind) {
    return new StridedWindows(layer, lanes).kernel(kind);
  }

  @Override
  public double cycles(Layer layer, KernelKind kind) {
    StridedWindows windows = new StridedWindows(layer, lanes);
    double waits = windows.waits() * Math.max(0, STORED - windows.multiplyAddsOfRow() * MULTIPLY_ADD);
    return windows.multiplyAdds() * MULTIPLY_ADD + windows.copied() * Costs.PADDED + waits;
  }
}
