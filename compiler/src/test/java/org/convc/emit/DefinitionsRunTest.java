package org.convc.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Map;
import org.convc.ir.Kernel;
import org.convc.load.LayerLoader;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.testing.KernelData;
import org.convc.testing.RandomLayers;
import org.convc.testing.ReferenceLoop;
import org.junit.jupiter.api.Test;

/** Definitions of random layers through the whole back end, against the reference loop. */
class DefinitionsRunTest {

  private static final int BATCH = 2;

  @Test
  void janino() {
    run(LayerLoader.janino(), Integer.getInteger("convc.layers", 200));
  }

  @Test
  void javac() {
    run(LayerLoader.javac(), Integer.getInteger("convc.layers", 200) / 4);
  }

  private static void run(LayerLoader loader, int count) {
    long seed = Long.getLong("convc.seed", 20261122L);
    RandomLayers layers = new RandomLayers(seed, 20_000);
    for (int i = 0; i < count; i++) {
      Layer layer = layers.next();
      Map<KernelKind, Kernel> kernels = Emission.definitions(layer);
      String source = JavaEmitter.emit(layer, kernels);
      ConvLayer compiled = loader.load(JavaEmitter.className(layer), source);
      for (Map.Entry<KernelKind, Kernel> entry : kernels.entrySet()) {
        KernelData data = new KernelData(entry.getValue(), BATCH, i);
        assertArrayEquals(
            ReferenceLoop.run(layer, entry.getKey(), BATCH, data.inputs()),
            KernelCalls.call(compiled, layer, entry.getKey(), BATCH, data.inputs()),
            () -> entry.getKey() + " -Dconvc.seed=" + seed + "\n" + source);
      }
    }
  }
}
