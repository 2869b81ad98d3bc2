package org.convc.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.convc.ir.Kernel;
import org.convc.ir.Printer;
import org.convc.ir.Verifier;
import org.convc.lower.Definition;
import org.convc.lower.FourierDefinition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.testing.KernelData;
import org.convc.testing.RandomLayers;
import org.convc.testing.SplitAll;
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
