package org.convc.proof;

import java.util.Optional;
import org.convc.model.Layer;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.ReferenceLoop;

/** The two ways to catch a wrong kernel: another computation of the same numbers, and a law that right numbers obey. */
final class Checks {

  private Checks() {}

  /** Every number is the reference loop's, to the bit. */
  static Optional<String> reference(Layer layer, LayerData data, LayerResults results) {
    return results.difference(LayerResults.reference(layer, data));
  }

  /**
   * The adjoint identity, which holds for a layer without an activation, on integers and exactly:
   *
   * <pre>  ⟨y - b, dy⟩ = ⟨x, dx⟩ = ⟨w, dw⟩   and   ⟨b, db⟩ = ⟨b for each element of y, dy⟩</pre>
   *
   * <p>Uses nothing of the relation: only that all kernels come from one bilinear map.
   */
  static Optional<String> adjoint(Layer layer, LayerData data, LayerResults results) {
    long forward = 0;
    long bias = 0;
    int[] filters = ReferenceLoop.filters(layer, data.batch());
    for (int i = 0; i < data.dy().length; i++) {
      long dy = (long) data.dy()[i];
      long b = data.b() == null ? 0 : (long) data.b()[filters[i]];
      forward = Math.addExact(forward, Math.multiplyExact(exact(results.y()[i]) - b, dy));
      bias = Math.addExact(bias, Math.multiplyExact(b, dy));
    }
    long byData = dot(data.x(), results.dx());
    long byWeights = dot(data.w(), results.dw());
    long byBias = data.b() == null ? bias : dot(data.b(), results.db());
    return forward == byData && forward == byWeights && bias == byBias
        ? Optional.empty()
        : Optional.of(
            "⟨y-b,dy⟩ = " + forward + ", ⟨x,dx⟩ = " + byData + ", ⟨w,dw⟩ = " + byWeights + ", ⟨b,dy⟩ = " + bias + ", ⟨b,db⟩ = "
                + byBias);
  }

  private static long dot(double[] a, double[] b) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum = Math.addExact(sum, Math.multiplyExact(exact(a[i]), exact(b[i])));
    }
    return sum;
  }

  private static long exact(double value) {
    long integer = (long) value;
    if (integer != value) {
      throw new ArithmeticException(value + " is no integer");
    }
    return integer;
  }
}
