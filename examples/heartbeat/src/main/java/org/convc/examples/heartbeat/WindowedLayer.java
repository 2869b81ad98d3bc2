package org.convc.examples.heartbeat;

import org.convc.runtime.ConvLayer;
import org.convc.runtime.LayerInfo;
import org.convc.runtime.Workspace;

/** A layer of a fixed size applied to a signal of any length, by windows that overlap. Not thread-safe. */
final class WindowedLayer {

  /** Outputs at each end of a window that see the border of the window; {@code MARGIN} in heart.conv. */
  private static final int MARGIN = 60;

  /** Windows in one call: enough to keep the kernel busy, little enough for a recording of days. */
  private static final int BATCH = 16;

  private final ConvLayer layer;
  private final double[] weights;
  private final int stride;
  private final int windowIn;
  private final int windowOut;
  private final int hopOut;
  private final Workspace workspace;
  private final double[] x;
  private final double[] y;

  WindowedLayer(ConvLayer layer, double... weights) {
    LayerInfo info = layer.info();
    this.layer = layer;
    this.weights = weights;
    this.windowIn = info.inputLength(1);
    this.windowOut = info.outputLength(1) / info.filters();
    this.stride = windowIn / windowOut;
    this.hopOut = windowOut - 2 * MARGIN;
    this.workspace = layer.newWorkspace(BATCH);
    this.x = new double[info.inputLength(BATCH)];
    this.y = new double[info.outputLength(BATCH)];
  }

  /**
   * Filters a signal, which goes on as it begins and ends.
   *
   * @return for every {@code stride} samples one number of each filter
   */
  double[] apply(double[] signal) {
    int filters = layer.info().filters();
    int outputs = (signal.length + stride - 1) / stride;
    double[] result = new double[outputs * filters];
    for (int done = 0; done < outputs; done += BATCH * hopOut) {
      for (int n = 0; n < BATCH; n++) {
        cut(signal, (done + n * hopOut - MARGIN) * stride, n);
      }
      layer.forward(BATCH, x, weights, null, y, workspace);
      for (int n = 0; n < BATCH && done + n * hopOut < outputs; n++) {
        int from = done + n * hopOut;
        int length = Math.min(hopOut, outputs - from);
        System.arraycopy(y, (n * windowOut + MARGIN) * filters, result, from * filters, length * filters);
      }
    }
    return result;
  }

  private void cut(double[] signal, int start, int n) {
    for (int i = 0; i < windowIn; i++) {
      int at = Math.min(Math.max(start + i, 0), signal.length - 1);
      x[n * windowIn + i] = signal[at];
    }
  }
}
