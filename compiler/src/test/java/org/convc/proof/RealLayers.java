package org.convc.proof;

import java.util.Random;
import org.convc.model.Layer;
import org.convc.runtime.Activation;
import org.convc.testing.LayerData;
import org.convc.testing.Layers;
import org.convc.testing.RandomLayers;

/** Random layers with any activation, on real numbers: what two ways of running the same kernels are compared on. */
final class RealLayers {

  /** The package of their classes. */
  static final String PACKAGE = "org.convc.proof.generated";

  private static final int BUDGET = 40_000;

  private RealLayers() {}

  static Layer layer(long seed, long index) {
    Layer layer = RandomLayers.layer(seed + 8, index, BUDGET);
    Activation.Function[] functions = Activation.Function.values();
    Activation.Function function = functions[new Random(RandomLayers.mix(seed, index)).nextInt(functions.length)];
    Activation activation =
        switch (function.parameters()) {
          case 0 -> Activation.of(function);
          case 1 -> Activation.of(function, 0.1);
          default -> Activation.of(function, -0.4, 0.9);
        };
    return Layers.named(Layers.withActivation(layer, activation), PACKAGE, "Layer" + index);
  }

  static LayerData data(Layer layer, long seed, long index) {
    return LayerData.reals(layer, 2, RandomLayers.mix(~seed, index));
  }
}
