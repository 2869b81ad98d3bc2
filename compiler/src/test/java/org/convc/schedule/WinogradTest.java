package org.convc.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.convc.ir.Kernel;
import org.convc.ir.Printer;
import org.convc.ir.Verifier;
import org.convc.lower.Definition;
import org.convc.lower.WinogradDefinition;
import org.convc.lower.WinogradTiles;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.testing.Conv;
import org.convc.testing.KernelData;
import org.convc.testing.RandomLayers;
import org.convc.testing.SplitAll;
import org.junit.jupiter.api.Test;

/** Winograd's algorithm computes what the definition does, and its schedule keeps every bit. */
class WinogradTest {

  private static final long SEED = Long.getLong("convc.seed", 20261121L);
  private static final int KERNELS = Integer.getInteger("convc.stages", 200) / 4;

  /** With tiles of 2 all factors are powers of two, so integers stay exact. */
  @Test
  void tilesOfTwoAreExactOnIntegers() {
    agree(new WinogradStrategy(2, 2, 6, 2), 3, 0);
  }

  @Test
  void otherTilesAreClose() {
    agree(new WinogradStrategy(2, 1, 4, 4), 3, 1e-3);
    agree(new WinogradStrategy(4, 2, 12, 3), 5, 1e-2);
  }

  /** Where the tiles of all phases are too many to be worked on at a time. */
  @Test
  void phasesAreTakenAFewAtATime() {
    Layer layer = Conv.layer("conv L { input 2 x 19 x 15; filters 3; kernel 3; pad 4 x 2; dilation 4 x 2; accuracy 100; }");
    for (KernelKind kind : List.of(KernelKind.FORWARD, KernelKind.BACKWARD_DATA)) {
      for (int phases : List.of(1, 2, 4)) {
        Kernel winograd = WinogradDefinition.of(layer, kind, new WinogradTiles(List.of(2, 2), 2, phases, 2));
        Verifier.verify(winograd);
        KernelData data = new KernelData(winograd, 2, phases);
        assertArrayEquals(data.interpret(Definition.of(layer, kind)), data.interpret(winograd), kind + " with " + phases);
      }
    }
  }

  /** The cheapest one that a layer allows for; none where it is to be exact, none for numbers of type double. */
  @Test
  void aLayerSaysWhatItMayLose() {
    String layer = "conv L { input 64 x 56 x 56; filters 64; kernel 3; pad 1; %s }";
    assertEquals(List.of(), offered(layer.formatted("accuracy exact;")));
    assertEquals(List.of("winograd/8/2/12/4", "winograd/8/2/12/2"), offered(layer.formatted("")));
    assertEquals(List.of(), offered(layer.formatted("accuracy 9;")));
    assertEquals(List.of("winograd/8/2/12/2"), offered(layer.formatted("accuracy 10;")));
    assertEquals(List.of("winograd/8/2/12/4", "winograd/8/2/12/2"), offered(layer.formatted("accuracy 48;")));
    assertEquals(List.of(), offered(layer.formatted("accuracy 48; type double;")));
    Strategy chosen = Candidates.of(Conv.layer(layer.formatted("accuracy 48;")), KernelKind.FORWARD, new Target(256)).get(0);
    assertEquals("winograd/8/2/12/4", chosen.key());
  }

  private static List<String> offered(String text) {
    return Candidates.of(Conv.layer(text), KernelKind.FORWARD, new Target(256)).stream()
        .map(Strategy::key)
        .filter(key -> key.startsWith("winograd"))
        .toList();
  }

  private static void agree(Strategy strategy, int mostTaps, double tolerance) {
    RandomLayers layers = new RandomLayers(SEED, 10_000);
    int checked = 0;
    for (int i = 0; checked < KERNELS; i++) {
      Layer layer = layers.next();
      for (KernelKind kind : Definition.kinds(layer)) {
        boolean small = layer.axes().stream().allMatch(a -> a.kernel() <= mostTaps);
        if (small && strategy.suits(strategy.form(layer), kind)) {
          checked++;
          check(strategy.form(layer), kind, new SplitAll(strategy), i, tolerance);
        }
      }
    }
  }

  private static void check(Layer layer, KernelKind kind, Strategy strategy, int number, double tolerance) {
    Kernel winograd = strategy.definition(layer, kind);
    Verifier.verify(winograd);
    KernelData data = new KernelData(winograd, 2, number);
    String where = "-Dconvc.seed=" + SEED + ", layer " + number + ", " + kind + "\n" + layer + "\n";
    double[] expected = data.interpret(Definition.of(layer, kind));
    double[] actual = data.interpret(winograd);
    assertArrayEquals(expected, actual, tolerance, () -> where + Printer.print(winograd));
    List<Scheduled.Stage> stages = Scheduler.schedule(layer, kind, strategy).stages();
    for (Scheduled.Stage stage : stages) {
      assertArrayEquals(actual, data.interpret(stage.kernel()), () -> where + stage.name() + "\n" + Printer.print(stage.kernel()));
    }
  }
}
