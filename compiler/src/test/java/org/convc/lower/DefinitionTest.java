package org.convc.lower;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.convc.ir.Kernel;
import org.convc.ir.Printer;
import org.convc.ir.Verifier;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.testing.KernelData;
import org.convc.testing.RandomLayers;
import org.convc.testing.ReferenceLoop;
import org.junit.jupiter.api.Test;

class DefinitionTest {

  @Test
  void interpretedDefinitionsAreTheReferenceLoop() {
    long seed = Long.getLong("convc.seed", 20261121L);
    RandomLayers layers = new RandomLayers(seed, 20_000);
    for (int i = 0; i < 200; i++) {
      Layer layer = layers.next();
      for (KernelKind kind : Definition.kinds(layer)) {
        Kernel kernel = Definition.of(layer, kind);
        Verifier.verify(kernel);
        KernelData data = new KernelData(kernel, 2, i);
        assertArrayEquals(
            ReferenceLoop.run(layer, kind, 2, data.inputs()),
            data.interpret(kernel),
            () -> "-Dconvc.seed=" + seed + "\n" + layer + "\n" + Printer.print(kernel));
      }
    }
  }
}
