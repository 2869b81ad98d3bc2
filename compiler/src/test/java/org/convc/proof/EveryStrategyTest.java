package org.convc.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.convc.emit.JavaEmitter;
import org.convc.emit.Twin;
import org.convc.ir.Kernel;
import org.convc.ir.Printer;
import org.convc.load.LayerLoader;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.schedule.Candidates;
import org.convc.schedule.Scheduled;
import org.convc.schedule.Scheduler;
import org.convc.schedule.Strategy;
import org.convc.schedule.Target;
import org.convc.testing.Conv;
import org.convc.testing.ConvText;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.RandomLayers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every strategy that suits a kernel, not only the one that is chosen, at every width: compiled, loaded (which checks the size of each
 * method), compared with the reference loop on integers, bit for bit, and with itself by the adjoint identity.
 */
class EveryStrategyTest {

  private static final long SEED = Long.getLong("convc.seed", 20261121L);
  private static final int LAYERS = Integer.getInteger("convc.layers", 32);
  private static final int BUDGET = 200_000;

  /**
   * Large enough for what small layers leave out: rows of two phases interleaved, windows twice, panels by groups, rows that a stride passes
   * over left out of shifted copies, two sums of which every second lane is used. Each with what its kernels then print.
   */
  private static final Map<String, List<String>> LARGE = Map.of(
      "conv L { input 2 x 6 x 64; filters 3; kernel 3; stride 2; pad 1; }", List.of("lower(", "upper("),
      "transposed L { input 2 x 3 x 32; filters 2; kernel 4; stride 2; pad 1; activation relu; bias; type double; }", List.of("lower(", "upper("),
      "conv L { input 3 x 13 x 28; filters 4; kernel 1; stride 2; pad 1; bias; }", List.of("tap column 1, position 120]"),
      "conv L { input 2 x 14 x 40; filters 3; kernel 3; stride 2; dilation 2; }", List.of("tap column 3, position 126]"),
      "conv L { input 3 x 10 x 32; filters 6; groups 3; kernel 5; stride 2; pad 2; }", List.of("scratch dy2"),
      "conv L { input 3 x 10 x 40; filters 3; groups 3; kernel 3; stride 2; pad 1; activation relu; bias; }", List.of("second("),
      "transposed L { input 2 x 5 x 16; filters 2; groups 2; kernel 4; stride 2; pad 1; type double; }", List.of("scratch x2"),
      "conv L { input 2 x 24 x 32; filters 14; kernel 1; bias; }", List.of("for run in"));

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256, 512})
  void everyStrategyEqualsTheReferenceLoop(int vectorBits) {
    Target target = new Target(vectorBits);
    Map<String, Integer> checked = new TreeMap<>();
    LARGE.forEach((text, shown) -> check(Conv.layer(text), 0, target, checked, vectorBits == 0 ? List.of() : shown));
    int layers = 0;
    for (long i = 0; layers < LAYERS; i++) {
      Layer layer = RandomLayers.layer(SEED + vectorBits, i, BUDGET);
      layers += check(layer, i, target, checked, List.of());
    }
    System.out.println(target + ": " + checked);
    assertTrue(vectorBits == 0 || checked.size() >= 6, "strategies met: " + checked);
  }

  /**
   * Checks a layer if there is something to choose.
   *
   * @param shown what some kernel of it must print
   * @return 1 if there was
   */
  private static int check(Layer layer, long number, Target target, Map<String, Integer> checked, List<String> shown) {
    Map<KernelKind, List<Strategy>> candidates = new EnumMap<>(KernelKind.class);
    Definition.kinds(layer).forEach(kind -> candidates.put(kind, Candidates.of(layer, kind, target)));
    int most = candidates.values().stream().mapToInt(List::size).max().orElseThrow();
    if (target.vectorBits() > 0 && most == 1) {
      return 0;
    }
    Map<KernelKind, List<Scheduled>> kernels = new EnumMap<>(KernelKind.class);
    candidates.forEach((kind, strategies) -> kernels.put(kind, schedule(layer, kind, strategies, checked)));
    String printed = kernels.values().stream().flatMap(List::stream).map(way -> Printer.print(way.kernel())).collect(Collectors.joining());
    shown.forEach(text -> assertTrue(printed.contains(text), () -> "no kernel on " + target + " prints '" + text + "': " + ConvText.print(layer)));
    LayerData data = LayerData.integers(layer, 2, RandomLayers.mix(SEED, number));
    LayerResults reference = LayerResults.reference(layer, data);
    for (int variant = 0; variant < most; variant++) {
      check(layer, twin(target, kernels, variant), data, reference, "layer " + number + " on " + target + ", variant " + variant);
    }
    return 1;
  }

  private static List<Scheduled> schedule(Layer layer, KernelKind kind, List<Strategy> strategies, Map<String, Integer> checked) {
    strategies.forEach(strategy -> checked.merge(strategy.name(), 1, Integer::sum));
    return strategies.stream().map(strategy -> Scheduler.schedule(strategy.form(layer), kind, strategy)).toList();
  }

  /** Each kernel by the strategy of that number; kernels of fewer strategies have theirs again. */
  private static Twin twin(Target target, Map<KernelKind, List<Scheduled>> scheduled, int variant) {
    Map<KernelKind, Kernel> kernels = new EnumMap<>(KernelKind.class);
    Map<KernelKind, String> strategies = new EnumMap<>(KernelKind.class);
    scheduled.forEach(
        (kind, ways) -> {
          Scheduled way = ways.get(variant % ways.size());
          kernels.put(kind, way.kernel());
          strategies.put(kind, way.strategy());
        });
    return new Twin(target.vectorBits(), kernels, strategies);
  }

  private static void check(Layer layer, Twin twin, LayerData data, LayerResults reference, String variant) {
    ConvLayer loaded = LayerLoader.janino().load(JavaEmitter.className(layer), JavaEmitter.emit(layer, List.of(twin)));
    LayerResults results = LayerResults.run(loaded, data);
    String where = variant + " " + twin.strategies() + "\n" + ConvText.print(layer);
    assertEquals(Optional.empty(), results.difference(reference), where);
    if (!layer.info().hasActivation()) {
      assertEquals(Optional.empty(), Checks.adjoint(layer, data, results), where);
    }
  }
}
