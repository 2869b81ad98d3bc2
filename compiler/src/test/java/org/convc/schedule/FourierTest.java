package org.convc.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.convc.ir.Kernel;
import org.convc.ir.Printer;
import org.convc.ir.Verifier;
import org.convc.lower.Definition;
import org.convc.lower.FourierDefinition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.testing.Conv;
import org.convc.testing.KernelData;
import org.convc.testing.RandomLayers;
import org.convc.testing.SplitAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fourier transforms compute what the definition does, and their schedule keeps every bit. */
class FourierTest {

  private static final long SEED = Long.getLong("convc.seed", 20261121L);
  private static final int KERNELS = Integer.getInteger("convc.stages", 200) / 8;

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void transformsAreCloseToTheDefinition(int lanes) {
    RandomLayers layers = new RandomLayers(SEED + lanes, 10_000);
    Strategy strategy = new FourierStrategy(lanes, 12);
    int checked = 0;
    for (int i = 0; checked < KERNELS; i++) {
      Layer layer = layers.next();
      for (KernelKind kind : Definition.kinds(layer)) {
        Layer form = strategy.form(layer);
        if (FourierDefinition.suits(form, kind) && FourierSizes.of(form, kind, lanes).isPresent()) {
          checked++;
          check(form, kind, new SplitAll(strategy), i);
        }
      }
    }
  }

  /** Where a layer allows for the error, and taps are many. */
  @Test
  void aLayerSaysWhatItMayLose() {
    String line = "conv L { input 4 x 4000; filters 4; kernel %d; pad same; %s }";
    assertEquals(List.of(), offered(line.formatted(500, "accuracy exact;")));
    assertEquals(List.of("fourier/8/12"), offered(line.formatted(500, "")));
    assertEquals(List.of(), offered(line.formatted(500, "accuracy 20;")));
    assertEquals(List.of("fourier/8/12"), offered(line.formatted(500, "accuracy 40;")));
    assertEquals(List.of(), offered(line.formatted(15, "accuracy 40;")));
    assertEquals(List.of(), offered(line.formatted(500, "accuracy 40; type double;")));
    assertEquals(List.of(), offered(line.formatted(500, "accuracy 40; stride 2;").replace("same", "250")));
    assertEquals(List.of(), offered("conv L { input 2 x 9 x 9 x 9; filters 2; kernel 5; accuracy 40; }"));
    for (KernelKind kind : List.of(KernelKind.FORWARD, KernelKind.BACKWARD_DATA, KernelKind.BACKWARD_WEIGHTS)) {
      Layer layer = Conv.layer(line.formatted(500, "accuracy 40;"));
      assertEquals("fourier/8/12", Candidates.of(layer, kind, new Target(256)).get(0).key());
      Layer short16 = Conv.layer("conv L { input 4 x 30; filters 4; kernel 16; accuracy 40; }");
      assertNotEquals("fourier/8/12", Candidates.of(short16, kind, new Target(256)).get(0).key());
    }
  }

  private static List<String> offered(String text) {
    return Candidates.of(Conv.layer(text), KernelKind.FORWARD, new Target(256)).stream()
        .map(Strategy::key)
        .filter(key -> key.startsWith("fourier"))
        .toList();
  }

  private static void check(Layer layer, KernelKind kind, Strategy strategy, int number) {
    Kernel definition = strategy.definition(layer, kind);
    Verifier.verify(definition);
    KernelData data = new KernelData(definition, 2, number);
    String where = "-Dconvc.seed=" + SEED + ", layer " + number + ", " + kind + "\n" + layer + "\n";
    double[] expected = data.interpret(Definition.of(layer, kind));
    double[] actual = data.interpret(definition);
    assertArrayEquals(expected, actual, 1e-2, () -> where + Printer.print(definition));
    for (Scheduled.Stage stage : Scheduler.schedule(layer, kind, strategy).stages()) {
      assertArrayEquals(actual, data.interpret(stage.kernel()), () -> where + stage.name() + "\n" + Printer.print(stage.kernel()));
    }
  }
}
