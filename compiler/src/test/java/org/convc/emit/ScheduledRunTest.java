package org.convc.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.convc.ir.Kernel;
import org.convc.load.LayerLoader;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.schedule.Scheduled;
import org.convc.schedule.Scheduler;
import org.convc.testing.KernelData;
import org.convc.testing.RandomLayers;
import org.convc.testing.ReferenceLoop;
import org.junit.jupiter.api.Test;

/** Scheduled kernels of random layers through the whole back end, by both compilers, against the reference loop. */
class ScheduledRunTest {

  private static final int BATCH = 2;

  @Test
  void bothCompilersAgreeWithTheReferenceLoop() {
    long seed = Long.getLong("convc.seed", 20261124L);
    RandomLayers layers = new RandomLayers(seed, 20_000);
    List<LayerLoader> loaders = List.of(LayerLoader.janino(), LayerLoader.javac());
    for (int i = 0; i < Integer.getInteger("convc.layers", 60); i++) {
      Layer layer = layers.next();
      Map<KernelKind, Kernel> kernels = new EnumMap<>(KernelKind.class);
      Map<KernelKind, String> strategies = new EnumMap<>(KernelKind.class);
      for (Map.Entry<KernelKind, Scheduled> entry : Scheduler.schedule(layer).entrySet()) {
        kernels.put(entry.getKey(), entry.getValue().kernel());
        strategies.put(entry.getKey(), entry.getValue().strategy());
      }
      String source = JavaEmitter.emit(layer, List.of(new Twin(0, kernels, strategies)));
      assertEquals(source, JavaEmitter.emit(layer, List.of(new Twin(0, kernels, strategies))));
      for (LayerLoader loader : i % 4 == 0 ? loaders : loaders.subList(0, 1)) {
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
}
