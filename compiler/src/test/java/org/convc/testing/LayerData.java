package org.convc.testing;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.convc.model.Layer;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerInfo;

/**
 * The arguments of all kernels of one layer, every number one of the layer's type.
 *
 * @param b null for a layer without a bias
 */
public record LayerData(int batch, double[] x, double[] w, double[] b, double[] dy) {

  /** Integers from -7 to 7: below 300,000 terms every sum of products is exact in float, in any order. */
  public static LayerData integers(Layer layer, int batch, long seed) {
    Random random = new Random(seed);
    return of(layer, batch, () -> random.nextInt(15) - 7);
  }

  /** Numbers between -1 and 1. */
  public static LayerData reals(Layer layer, int batch, long seed) {
    Random random = new Random(seed);
    return of(layer, batch, () -> rounded(layer, 2 * random.nextDouble() - 1));
  }

  /** Numbers between 0 and 1: sums without cancellation, in which errors add up most. */
  public static LayerData positives(Layer layer, int batch, long seed) {
    Random random = new Random(seed);
    return of(layer, batch, () -> rounded(layer, random.nextDouble()));
  }

  /** Every number from one source. */
  public static LayerData of(Layer layer, int batch, DoubleSupplier source) {
    LayerInfo info = layer.info();
    return new LayerData(
        batch,
        fill(info.inputLength(batch), source),
        fill(info.weightsLength(), source),
        layer.bias() ? fill(info.filters(), source) : null,
        fill(info.outputLength(batch), source));
  }

  private static double rounded(Layer layer, double value) {
    return layer.type() == ElementType.FLOAT ? (float) value : value;
  }

  private static double[] fill(int length, DoubleSupplier source) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = source.getAsDouble();
    }
    return values;
  }
}
