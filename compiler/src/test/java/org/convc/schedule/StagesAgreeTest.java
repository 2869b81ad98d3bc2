package org.convc.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.convc.ir.Kernel;
import org.convc.ir.Printer;
import org.convc.ir.Verifier;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.testing.KernelData;
import org.convc.testing.RandomLayers;
import org.convc.testing.SplitAll;
import org.junit.jupiter.api.Test;

/** Every pass keeps every kernel well formed, and its meaning: the interpreter gives the same integers after each stage. */
class StagesAgreeTest {

  private static final long SEED = Long.getLong("convc.seed", 20261121L);
  private static final int LAYERS = Integer.getInteger("convc.stages", 150);

  @Test
  void everyStageOfScalarKernelsComputesWhatTheDefinitionDoes() {
    RandomLayers layers = new RandomLayers(SEED, 10_000);
    for (int i = 0; i < LAYERS; i++) {
      Layer layer = layers.next();
      for (KernelKind kind : Definition.kinds(layer)) {
        check(layer, kind, new SplitAll(new DirectStrategy()), i);
      }
    }
  }

  @Test
  void everyStageOfVectorKernelsComputesWhatTheDefinitionDoes() {
    RandomLayers layers = new RandomLayers(SEED, 10_000);
    Map<String, Integer> checked = new TreeMap<>();
    for (int i = 0; i < LAYERS; i++) {
      Layer layer = layers.next();
      for (KernelKind kind : Definition.kinds(layer)) {
        for (Strategy strategy : STRATEGIES) {
          if (strategy.suits(strategy.form(layer), kind)) {
            check(strategy.form(layer), kind, new SplitAll(strategy), i);
            checked.merge(strategy.name(), 1, Integer::sum);
          }
        }
      }
    }
    for (Strategy strategy : STRATEGIES) {
      assertTrue(checked.getOrDefault(strategy.name(), 0) > LAYERS / 4, checked + " kernels that suit " + strategy.name());
    }
  }

  /** Every kind of strategy, with vectors short enough for small layers. */
  private static final List<Strategy> STRATEGIES =
      List.of(
          new ChannelLanesStrategy(2, 1, 8),
          new ChannelLanesStrategy(2, 3, 12),
          new ChannelLanesStrategy(4, 2, 12),
          new PositionLanesStrategy(2, 1, 3, 1, 0),
          new PositionLanesStrategy(2, 2, 1, 3, 40),
          new PositionLanesStrategy(4, 1, 2, 2, 12),
          new PositionLanesStrategy(2, 1, 1, 0, 40),
          new PositionLanesStrategy(2, 2, 2, 1, 0, true),
          new PositionLanesStrategy(4, 1, 1, 1, 40, true),
          new TermLanesStrategy(2, 2, 2, 1, 2, 2),
          new TermLanesStrategy(4, 1, 1, 2, 3, 3),
          new TermLanesStrategy(2, 2, 1, 1, 2, 2, true),
          new TermLanesStrategy(4, 1, 2, 2, 2, 1, true),
          new TapLanesStrategy(2, 2, 3),
          new TapLanesStrategy(4, 1, 2));

  private static void check(Layer layer, KernelKind kind, Strategy strategy, int number) {
    Scheduled scheduled = Scheduler.schedule(layer, kind, strategy);
    KernelData data = new KernelData(scheduled.kernel(), 2, number);
    Kernel before = scheduled.stages().get(0).kernel();
    double[] expected = data.interpret(before);
    Verifier.verify(before);
    for (Scheduled.Stage stage : scheduled.stages()) {
      // A pass that left a kernel as it was has changed no result.
      if (stage.kernel().equals(before)) {
        continue;
      }
      before = stage.kernel();
      Verifier.verify(before);
      assertArrayEquals(
          expected,
          data.interpret(before),
          () -> "-Dconvc.seed=" + SEED + ", layer " + number + ", " + strategy.name() + " after " + stage.name()
              + "\n" + layer + "\n" + Printer.print(stage.kernel()));
    }
  }
}
