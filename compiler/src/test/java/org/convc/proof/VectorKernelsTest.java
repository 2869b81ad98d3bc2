package org.convc.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.convc.CompileOptions;
import org.convc.Convc;
import org.convc.lower.Definition;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.schedule.Candidates;
import org.convc.schedule.DirectStrategy;
import org.convc.schedule.Target;
import org.convc.testing.ConvText;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.RandomLayers;
import org.junit.jupiter.api.Test;

/** Kernels with vectors of every width against the reference loop, on random layers with channels enough, by both compilers. */
class VectorKernelsTest {

  private static final long SEED = Long.getLong("convc.seed", 20261121L);
  private static final int LAYERS = Integer.getInteger("convc.layers", 90);
  private static final int BUDGET = 300_000;

  @Test
  void vectorKernelsEqualTheReferenceLoop() {
    int checked = 0;
    for (long i = 0; checked < LAYERS; i++) {
      Layer layer = RandomLayers.layer(SEED, i, BUDGET);
      Target target = new Target(List.of(128, 256, 512).get((int) (i % 3)));
      if (Definition.kinds(layer).stream().anyMatch(kind -> !(Candidates.of(layer, kind, target).get(0) instanceof DirectStrategy))) {
        check(layer, target, i, checked++ % 4 == 0 ? CompileOptions.JavaCompiler.JAVAC : CompileOptions.JavaCompiler.JANINO);
      }
    }
  }

  private static void check(Layer layer, Target target, long number, CompileOptions.JavaCompiler compiler) {
    CompileOptions options = CompileOptions.defaults().withVectorBits(target.vectorBits()).withJavaCompiler(compiler);
    String text = ConvText.print(layer);
    ConvLayer compiled = Convc.compile("random.conv", text, options).layer(layer.name());
    LayerData data = LayerData.integers(layer, 2, RandomLayers.mix(SEED, number));
    Optional<String> difference = Checks.reference(layer, data, LayerResults.run(compiled, data));
    assertEquals(Optional.empty(), difference, () -> "-Dconvc.seed=" + SEED + ", layer " + number + " on " + target + "\n" + text);
  }
}
