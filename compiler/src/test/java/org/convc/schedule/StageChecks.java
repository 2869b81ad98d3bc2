package org.convc.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.convc.ir.Printer;
import org.convc.ir.Verifier;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.testing.Conv;
import org.convc.testing.KernelData;
import org.convc.testing.SplitAll;

/** What the tests of strategies with kernels of their own share. */
final class StageChecks {

  private StageChecks() {}

  /** Each stage of a strategy computes what the definition does, to the last bit. */
  static void check(Layer layer, KernelKind kind, Strategy strategy, int seed) {
    Scheduled scheduled = Scheduler.schedule(layer, kind, new SplitAll(strategy));
    KernelData data = new KernelData(scheduled.kernel(), 2, seed);
    double[] expected = data.interpret(Definition.of(layer, kind));
    for (Scheduled.Stage stage : scheduled.stages()) {
      Verifier.verify(stage.kernel());
      assertArrayEquals(
          expected,
          data.interpret(stage.kernel()),
          () -> strategy.key() + " after " + stage.name() + "\n" + layer + "\n" + Printer.print(stage.kernel()));
    }
  }

  /** The strategy of least predicted cost for a layer of 3 x 3 taps with a stride of 2, 256 bits. */
  static String chosen(KernelKind kind, int channels, int size, int groups) {
    Layer layer =
        Conv.layer("conv L { input " + channels + " x " + size + " x " + size + "; filters " + channels + "; groups " + groups
            + "; kernel 3; stride 2; pad 1; }");
    return Candidates.of(layer, kind, new Target(256)).get(0).key();
  }
}
