package org.convc;

import java.util.SplittableRandom;
import org.convc.model.KernelKind;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerInfo;
import org.convc.runtime.PackedWeights;
import org.convc.runtime.Workspace;

/**
 * One kernel of a layer without an activation on one item of small integers, with weights packed before. Sums of integers are exact in
 * whatever order, so that kernels can be compared to the bit.
 */
final class KernelCall {

  /** No number that kernels get is larger. */
  static final int LARGEST = 2;

  private final ConvLayer layer;
  private final Object result;
  private final Runnable run;

  private KernelCall(ConvLayer layer, Object result, Runnable run) {
    this.layer = layer;
    this.result = result;
    this.run = run;
  }

  /** Two calls of the same kind on layers of the same sizes get the same numbers. */
  static KernelCall of(ConvLayer layer, KernelKind kind) {
    return layer.info().type() == ElementType.FLOAT ? floats(layer, kind) : doubles(layer, kind);
  }

  /** What a kernel computes. */
  static Object once(ConvLayer layer, KernelKind kind) {
    KernelCall call = of(layer, kind);
    call.run();
    return call.result;
  }

  void run() {
    run.run();
  }

  /**
   * Whether the call has computed the same as another one, zeros of either sign being the same.
   *
   * @param most what a number may be off by; 0 where sums are of the numbers themselves
   */
  boolean hasResult(Object expected, double most) {
    return layer.info().type() == ElementType.FLOAT
        ? same((float[]) result, (float[]) expected, most)
        : same((double[]) result, (double[]) expected, most);
  }

  private static boolean same(float[] a, float[] b, double most) {
    for (int i = 0; i < a.length; i++) {
      if (!(Math.abs((double) a[i] - b[i]) <= most)) {
        return false;
      }
    }
    return a.length == b.length;
  }

  private static boolean same(double[] a, double[] b, double most) {
    for (int i = 0; i < a.length; i++) {
      if (!(Math.abs(a[i] - b[i]) <= most)) {
        return false;
      }
    }
    return a.length == b.length;
  }

  private static KernelCall floats(ConvLayer layer, KernelKind kind) {
    LayerInfo info = layer.info();
    float[] x = floats(info.inputLength(1), 1);
    float[] dy = floats(info.outputLength(1), 2);
    float[] w = floats(info.weightsLength(), 3);
    float[] b = info.bias() ? floats(info.filters(), 4) : null;
    PackedWeights packed = layer.packWeights(w);
    Workspace workspace = layer.newWorkspace(1);
    float[] result = new float[resultLength(info, kind)];
    switch (kind) {
      case BACKWARD_DATA:
        return new KernelCall(layer, result, () -> layer.backwardData(1, dy, packed, result, workspace));
      case BACKWARD_WEIGHTS:
        return new KernelCall(layer, result, () -> layer.backwardWeights(1, x, dy, result, workspace));
      case BACKWARD_BIAS:
        return new KernelCall(layer, result, () -> layer.backwardBias(1, dy, result, workspace));
      default:
        return new KernelCall(layer, result, () -> layer.forward(1, x, packed, b, result, workspace));
    }
  }

  private static KernelCall doubles(ConvLayer layer, KernelKind kind) {
    LayerInfo info = layer.info();
    double[] x = doubles(info.inputLength(1), 1);
    double[] dy = doubles(info.outputLength(1), 2);
    double[] w = doubles(info.weightsLength(), 3);
    double[] b = info.bias() ? doubles(info.filters(), 4) : null;
    PackedWeights packed = layer.packWeights(w);
    Workspace workspace = layer.newWorkspace(1);
    double[] result = new double[resultLength(info, kind)];
    switch (kind) {
      case BACKWARD_DATA:
        return new KernelCall(layer, result, () -> layer.backwardData(1, dy, packed, result, workspace));
      case BACKWARD_WEIGHTS:
        return new KernelCall(layer, result, () -> layer.backwardWeights(1, x, dy, result, workspace));
      case BACKWARD_BIAS:
        return new KernelCall(layer, result, () -> layer.backwardBias(1, dy, result, workspace));
      default:
        return new KernelCall(layer, result, () -> layer.forward(1, x, packed, b, result, workspace));
    }
  }

  private static int resultLength(LayerInfo info, KernelKind kind) {
    switch (kind) {
      case BACKWARD_DATA:
        return info.inputLength(1);
      case BACKWARD_WEIGHTS:
        return info.weightsLength();
      case BACKWARD_BIAS:
        return info.filters();
      default:
        return info.outputLength(1);
    }
  }

  private static float[] floats(int length, long seed) {
    double[] numbers = doubles(length, seed);
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  /** From {@code -LARGEST} to {@code LARGEST}, none of them zero. */
  private static double[] doubles(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] numbers = new double[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (1 + random.nextInt(LARGEST)) * (random.nextBoolean() ? 1 : -1);
    }
    return numbers;
  }
}
