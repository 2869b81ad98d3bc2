package org.convc.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.convc.ir.Printer;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.testing.KernelData;
import org.convc.testing.RandomLayers;
import org.junit.jupiter.api.Test;

/** Every pass keeps the meaning of every kernel: the interpreter gives the same integers after each stage. */
class StagesAgreeTest {

  @Test
  void everyStageComputesWhatTheDefinitionDoes() {
    long seed = Long.getLong("convc.seed", 20261121L);
    RandomLayers layers = new RandomLayers(seed, 10_000);
    for (int i = 0; i < Integer.getInteger("convc.stages", 200); i++) {
      Layer layer = layers.next();
      for (KernelKind kind : Definition.kinds(layer)) {
        Scheduled scheduled = Scheduler.schedule(layer, kind, new DirectStrategy());
        KernelData data = new KernelData(scheduled.kernel(), 2, i);
        double[] expected = data.interpret(scheduled.stages().get(0).kernel());
        for (Scheduled.Stage stage : scheduled.stages()) {
          assertArrayEquals(
              expected,
              data.interpret(stage.kernel()),
              () -> "-Dconvc.seed=" + seed + ", after " + stage.name() + "\n" + layer + "\n" + Printer.print(stage.kernel()));
        }
      }
    }
  }
}
