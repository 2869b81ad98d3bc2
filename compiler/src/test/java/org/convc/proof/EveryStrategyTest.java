package org.convc.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.convc.emit.JavaEmitter;
import org.convc.emit.Twin;
import org.convc.ir.Kernel;
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
  private static final int LAYERS = Integer.getInteger("convc.layers", 40);
  private static final int BUDGET = 200_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256, 512})
  void everyStrategyEqualsTheReferenceLoop(int vectorBits) {
    Target target = new Target(vectorBits);
    Map<String, Integer> checked = new TreeMap<>();
    int layers = 0;
    for (long i = 0; layers < LAYERS; i++) {
      Layer layer = RandomLayers.layer(SEED + vectorBits, i, BUDGET);
      Map<KernelKind, List<Strategy>> candidates = new EnumMap<>(KernelKind.class);
      Definition.kinds(layer).forEach(kind -> candidates.put(kind, Candidates.of(layer, kind, target)));
      int most = candidates.values().stream().mapToInt(List::size).max().orElseThrow();
      if (vectorBits == 0 || most > 1) {
        layers++;
        for (int variant = 0; variant < most; variant++) {
          check(layer, i, target, candidates, variant, checked);
        }
      }
    }
    System.out.println(target + ": " + checked);
    assertTrue(vectorBits == 0 || checked.size() >= 6, "strategies met: " + checked);
  }

  private static void check(
      Layer layer, long number, Target target, Map<KernelKind, List<Strategy>> candidates, int variant, Map<String, Integer> checked) {
    Map<KernelKind, Kernel> kernels = new EnumMap<>(KernelKind.class);
    Map<KernelKind, String> chosen = new EnumMap<>(KernelKind.class);
    candidates.forEach(
        (kind, strategies) -> {
          Strategy strategy = strategies.get(variant % strategies.size());
          Scheduled scheduled = Scheduler.schedule(strategy.form(layer), kind, strategy);
          kernels.put(kind, scheduled.kernel());
          chosen.put(kind, scheduled.strategy());
          checked.merge(strategy.name(), 1, Integer::sum);
        });
    String source = JavaEmitter.emit(layer, List.of(new Twin(target.vectorBits(), kernels, chosen)));
    ConvLayer loaded = LayerLoader.janino().load(JavaEmitter.className(layer), source);
    LayerData data = LayerData.integers(layer, 2, RandomLayers.mix(SEED, number));
    LayerResults results = LayerResults.run(loaded, data);
    String where = "layer " + number + " on " + target + ", variant " + variant + " " + chosen + "\n" + ConvText.print(layer);
    assertEquals(Optional.empty(), Checks.reference(layer, data, results), where);
    if (!layer.info().hasActivation()) {
      assertEquals(Optional.empty(), Checks.adjoint(layer, data, results), where);
    }
  }
}
