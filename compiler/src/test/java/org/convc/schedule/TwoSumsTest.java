package org.convc.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.testing.Conv;
import org.convc.testing.RandomLayers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums over windows of which every second lane is used are what the definition says, whatever the layer. */
class TwoSumsTest {

  private static final long SEED = Long.getLong("convc.seed", 20261122L);
  private static final int MOST_TRIES = 100_000;

  @ParameterizedTest
  @ValueSource(strings = {
      "conv L { input 3 x 16 x 16; filters 3; groups 3; kernel 3; stride 2; pad 1; bias; activation relu; }",
      "conv L { input 2 x 9 x 18; filters 4; groups 2; kernel 2 x 4; stride 3 x 2; pad 0:2 x 4:3; }",
      "conv L { input 1 x 7 x 19; filters 2; kernel 3; stride 1 x 2; dilation 1 x 5; pad 3 x 9; bias; }",
      "conv L { input 2 x 40; filters 2; groups 2; kernel 7; stride 2; pad 3; activation relu; type double; }",
      "conv L { input 1 x 16 x 16; filters 1; kernel 1; stride 2; }",
      "conv L { input 1 x 20 x 32; filters 1; kernel 3; stride 4 x 2; pad -2 x -3; mode convolution; }",
      "conv L { input 1 x 5 x 80; filters 1; kernel 3; stride 2; pad 1; }",
      "transposed L { input 2 x 9 x 8; filters 2; groups 2; kernel 2 x 4; stride 2; pad 1; }"
  })
  void layersOfAllKinds(String text) {
    Layer layer = Conv.layer(text);
    int checked = 0;
    for (int lanes : new int[] {2, 4, 8}) {
      Strategy strategy = new TwoSumsStrategy(lanes);
      for (KernelKind kind : Definition.kinds(layer)) {
        if (strategy.suits(strategy.form(layer), kind)) {
          StageChecks.check(strategy.form(layer), kind, strategy, lanes);
          checked++;
        }
      }
    }
    assertTrue(checked > 0, text);
  }

  @Test
  void randomLayers() {
    int checked = 0;
    for (int i = 0; checked < 40; i++) {
      assertTrue(i < MOST_TRIES, checked + " kernels of " + i + " layers");
      Layer layer = RandomLayers.layer(SEED, i, 5_000);
      for (int lanes : new int[] {2, 4}) {
        Strategy strategy = new TwoSumsStrategy(lanes);
        Layer form = strategy.form(layer);
        for (KernelKind kind : Definition.kinds(layer)) {
          if (strategy.suits(form, kind)) {
            StageChecks.check(form, kind, strategy, i);
            checked++;
          }
        }
      }
    }
  }

  /** Depthwise layers whose rows have several vectors of windows, so that copies of the edges are there when they are read. */
  @Test
  void isChosenForDepthwiseLayers() {
    assertEquals("position-lanes/8/two-sums", StageChecks.chosen(KernelKind.FORWARD, 144, 56, 144));
    assertEquals("position-lanes/8/two-sums", StageChecks.chosen(KernelKind.FORWARD, 96, 112, 96));
    assertTrue(!StageChecks.chosen(KernelKind.FORWARD, 192, 28, 192).endsWith("two-sums"));
    assertTrue(!StageChecks.chosen(KernelKind.FORWARD, 64, 56, 1).endsWith("two-sums"));
  }
}
