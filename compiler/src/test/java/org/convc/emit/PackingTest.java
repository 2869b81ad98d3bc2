package org.convc.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.convc.ir.Kernel;
import org.convc.load.LayerLoader;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.schedule.ChannelLanesStrategy;
import org.convc.schedule.Scheduler;
import org.convc.testing.Conv;
import org.convc.testing.KernelData;
import org.convc.testing.ReferenceLoop;
import org.junit.jupiter.api.Test;

/** What a class packs, for which kernels, and where it keeps it. */
class PackingTest {

  private static final int BATCH = 2;
  private static final Layer RELU =
      Conv.layer("conv L { input 5 x 6 x 4; filters 9; kernel 3 x 2; pad 1; bias; activation relu; }");

  @Test
  void forwardAndBiasedSumShareTheirs() {
    String source = emit(kernels(RELU, 4));
    assertEquals(1, count(source, "void packForward\\("));
    assertEquals(1, count(source, "void packWp\\("));
    assertEquals(1, count(source, "void packBackwardData\\("));
    // 12 filters, of which 9 are there, by 5 channels by 3 x 2 taps; and 8 channels by 9 filters by as many.
    assertTrue(source.contains(".forwardPacked(360).backwardDataPacked(432));"), source);
    run(source, kernels(RELU, 4));
  }

  @Test
  void kernelsThatPackOtherwiseHaveTheirOwn() {
    Map<KernelKind, Kernel> kernels = kernels(RELU, 4);
    kernels.put(KernelKind.BIASED_SUM, kernels(RELU, 8).get(KernelKind.BIASED_SUM));
    String source = emit(kernels);
    assertTrue(source.contains(".forwardPacked(360, 480)"), source);
    run(source, kernels);
  }

  @Test
  void aKernelThatPacksNothingLeavesTheOthersTheirs() {
    Map<KernelKind, Kernel> kernels = kernels(RELU, 4);
    kernels.put(KernelKind.FORWARD, Definition.of(RELU, KernelKind.FORWARD));
    kernels.put(KernelKind.BACKWARD_DATA, Definition.of(RELU, KernelKind.BACKWARD_DATA));
    String source = emit(kernels);
    assertTrue(source.contains(".forwardPacked(360).readsWeights());"), source);
    assertFalse(source.contains("packBackwardData"));
    run(source, kernels);
  }

  /** All kernels with channels in lanes. */
  private static Map<KernelKind, Kernel> kernels(Layer layer, int lanes) {
    Map<KernelKind, Kernel> kernels = new EnumMap<>(KernelKind.class);
    ChannelLanesStrategy strategy = new ChannelLanesStrategy(lanes, lanes == 4 ? 1 : 2, 12);
    Scheduler.schedule(layer).forEach((kind, scheduled) -> kernels.put(kind, scheduled.kernel()));
    for (KernelKind kind : List.of(KernelKind.FORWARD, KernelKind.BIASED_SUM, KernelKind.BACKWARD_DATA)) {
      kernels.put(kind, Scheduler.schedule(layer, kind, strategy).kernel());
    }
    return kernels;
  }

  private static String emit(Map<KernelKind, Kernel> kernels) {
    return JavaEmitter.emit(RELU, List.of(new Twin(128, kernels, Map.of())));
  }

  private static void run(String source, Map<KernelKind, Kernel> kernels) {
    for (LayerLoader loader : List.of(LayerLoader.janino(), LayerLoader.javac())) {
      ConvLayer compiled = loader.load(JavaEmitter.className(RELU), source);
      kernels.forEach(
          (kind, kernel) -> {
            KernelData data = new KernelData(kernel, BATCH, 3);
            assertArrayEquals(
                ReferenceLoop.run(RELU, kind, BATCH, data.inputs()),
                KernelCalls.call(compiled, RELU, kind, BATCH, data.inputs()),
                kind.javaName());
          });
    }
  }

  private static long count(String source, String pattern) {
    return Pattern.compile(pattern).matcher(source).results().count();
  }
}
