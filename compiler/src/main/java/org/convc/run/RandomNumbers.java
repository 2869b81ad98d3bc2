package org.convc.run;

import java.util.Random;
import org.convc.runtime.LayerInfo;
import org.convc.runtime.LayerKind;
import org.convc.runtime.npy.Tensor;

/** Numbers to try a layer with. The same seed gives the same ones on every machine. */
final class RandomNumbers {

  private RandomNumbers() {}

  /**
   * Normally distributed, of mean 0. Weights have a variance of 1 divided by the number of products in one sum, so that results are as
   * large as the input; all else has a variance of 1.
   */
  static Tensor fill(Slot slot, long seed) {
    double scale = slot.operand() == Operand.WEIGHTS ? 1 / Math.sqrt(products(slot.layer())) : 1;
    Random random = new Random(seed);
    Tensor tensor = Tensor.zeros(slot.type(), slot.shape(0));
    for (int i = 0; i < tensor.length(); i++) {
      tensor.set(i, scale * random.nextGaussian());
    }
    return tensor;
  }

  private static int products(LayerInfo layer) {
    int filters = layer.kind() == LayerKind.CONVOLUTION ? layer.filters() : layer.filters() / layer.groups();
    return Math.max(1, layer.weightsLength() / filters);
  }
}
