package org.convc.testing;

import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerKind;
import org.convc.runtime.Layout;

/**
 * The kernels as plain loops over the relation, written without the compiler's IR, in {@code double}: the yardstick of the tests. Exact
 * for integers below 2^53.
 */
public final class ReferenceLoop {

  private final Layer layer;
  private final Relation relation;
  private final Relation.Axis[] axes;
  private final int rank;
  private final boolean convolution;
  private final int outputElements;

  private ReferenceLoop(Layer layer) {
    this.layer = layer;
    this.relation = layer.relation();
    this.axes = relation.axes().toArray(Relation.Axis[]::new);
    this.rank = axes.length;
    this.convolution = layer.kind() == LayerKind.CONVOLUTION;
    this.outputElements = layer.info().output().elements();
  }

  private interface Triple {
    void at(int positionElement, int weightElement, int windowElement);
  }

  /** One product of the layer's linear map: {@code y[output] += x[input] * w[weight]}, elements counted over the whole batch. */
  public interface Term {
    void at(int input, int weight, int output);
  }

  /** Visits every product once. Those with padding are left out. */
  public static void terms(Layer layer, int batch, Term term) {
    ReferenceLoop loop = new ReferenceLoop(layer);
    loop.forEach(batch, (p, k, o) -> term.at(loop.convolution ? p : o, k, loop.convolution ? o : p));
  }

  /** The filter that each element of y belongs to. */
  public static int[] filters(Layer layer, int batch) {
    ReferenceLoop loop = new ReferenceLoop(layer);
    int[] filters = new int[batch * loop.outputElements];
    for (int i = 0; i < filters.length; i++) {
      filters[i] = loop.filter(i);
    }
    return filters;
  }

  /** x ⋆ w + b, before the activation. {@code b} is null for a layer without a bias. */
  public static double[] biasedSum(Layer layer, int batch, double[] x, double[] w, double[] b) {
    ReferenceLoop loop = new ReferenceLoop(layer);
    double[] y = new double[batch * layer.info().output().elements()];
    loop.forEach(
        batch, (p, k, o) -> y[loop.convolution ? o : p] += x[loop.convolution ? p : o] * w[k]);
    if (b != null) {
      for (int i = 0; i < y.length; i++) {
        y[i] += b[loop.filter(i)];
      }
    }
    return y;
  }

  /** The biased sum with the activation applied in the layer's type. */
  public static double[] forward(Layer layer, int batch, double[] x, double[] w, double[] b) {
    double[] y = biasedSum(layer, batch, x, w, b);
    for (int i = 0; i < y.length; i++) {
      y[i] = layer.type() == ElementType.FLOAT ? layer.activation().apply((float) y[i]) : layer.activation().apply(y[i]);
    }
    return y;
  }

  /** Gradient by x, for dz the gradient by the biased sum. */
  public static double[] backwardData(Layer layer, int batch, double[] dz, double[] w) {
    ReferenceLoop loop = new ReferenceLoop(layer);
    double[] dx = new double[batch * layer.info().input().elements()];
    loop.forEach(
        batch, (p, k, o) -> dx[loop.convolution ? p : o] += dz[loop.convolution ? o : p] * w[k]);
    return dx;
  }

  /** Gradient by the weights. */
  public static double[] backwardWeights(Layer layer, int batch, double[] x, double[] dz) {
    ReferenceLoop loop = new ReferenceLoop(layer);
    double[] dw = new double[layer.info().weights().elements()];
    loop.forEach(
        batch, (p, k, o) -> dw[k] += x[loop.convolution ? p : o] * dz[loop.convolution ? o : p]);
    return dw;
  }

  /** Gradient by the bias. */
  public static double[] backwardBias(Layer layer, double[] dz) {
    ReferenceLoop loop = new ReferenceLoop(layer);
    double[] db = new double[layer.outputChannels()];
    for (int i = 0; i < dz.length; i++) {
      db[loop.filter(i)] += dz[i];
    }
    return db;
  }

  /** Runs one kernel; the arguments are those that the kernel reads, in its order. */
  public static double[] run(Layer layer, KernelKind kind, int batch, double[]... inputs) {
    switch (kind) {
      case FORWARD:
        return forward(layer, batch, inputs[0], inputs[1], layer.bias() ? inputs[2] : null);
      case BIASED_SUM:
        return biasedSum(layer, batch, inputs[0], inputs[1], layer.bias() ? inputs[2] : null);
      case BACKWARD_DATA:
        return backwardData(layer, batch, inputs[0], inputs[1]);
      case BACKWARD_WEIGHTS:
        return backwardWeights(layer, batch, inputs[0], inputs[1]);
      default:
        return backwardBias(layer, inputs[0]);
    }
  }

  private int filter(int outputElement) {
    int channels = layer.outputChannels();
    int within = outputElement % outputElements;
    return layer.layout() == Layout.NHWC ? within % channels : within / (outputElements / channels);
  }

  private void forEach(int batch, Triple triple) {
    int groups = relation.groups();
    int perGroupP = relation.positionChannels() / groups;
    int perGroupO = relation.windowChannels() / groups;
    int[] o = new int[rank];
    int[] k = new int[rank];
    int[] p = new int[rank];
    for (int n = 0; n < batch; n++) {
      for (int oc = 0; oc < relation.windowChannels(); oc++) {
        for (int icg = 0; icg < perGroupP; icg++) {
          int ic = oc / perGroupO * perGroupP + icg;
          int taps = 1;
          int windows = 1;
          for (Relation.Axis a : axes) {
            taps *= a.taps();
            windows *= a.windows();
          }
          for (int t = 0; t < taps; t++) {
            int weight = 0;
            int rest = t;
            for (int d = rank - 1; d >= 0; d--) {
              k[d] = rest % axes[d].taps();
              rest /= axes[d].taps();
            }
            for (int d = 0; d < rank; d++) {
              int tap = axes[d].flipped() ? axes[d].taps() - 1 - k[d] : k[d];
              weight = weight * axes[d].taps() + tap;
            }
            int element = (oc * perGroupP + icg) * taps + weight;
            for (int i = 0; i < windows; i++) {
              if (related(i, o, k, p)) {
                triple.at(
                    index(n, ic, relation.positionChannels(), p, true), element, index(n, oc, relation.windowChannels(), o, false));
              }
            }
          }
        }
      }
    }
  }

  private boolean related(int window, int[] o, int[] k, int[] p) {
    int rest = window;
    boolean inside = true;
    for (int d = rank - 1; d >= 0; d--) {
      Relation.Axis a = axes[d];
      o[d] = rest % a.windows();
      rest /= a.windows();
      p[d] = o[d] * a.stride() + k[d] * a.dilation() - a.padBefore();
      inside &= p[d] >= 0 && p[d] < a.positions();
    }
    return inside;
  }

  private int index(int n, int channel, int channels, int[] at, boolean positions) {
    int spatial = 0;
    int size = 1;
    for (int d = 0; d < rank; d++) {
      int extent = positions ? axes[d].positions() : axes[d].windows();
      spatial = spatial * extent + at[d];
      size *= extent;
    }
    return layer.layout() == Layout.NHWC
        ? (n * size + spatial) * channels + channel
        : (n * channels + channel) * size + spatial;
  }
}
