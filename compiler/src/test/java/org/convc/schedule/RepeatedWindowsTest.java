package org.convc.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.testing.Conv;
import org.convc.testing.RandomLayers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gradient of weights with each window written down twice is what the definition says, whatever the layer. */
class RepeatedWindowsTest {

  private static final long SEED = Long.getLong("convc.seed", 20261121L);
  private static final int MOST_TRIES = 100_000;
  private static final KernelKind KIND = KernelKind.BACKWARD_WEIGHTS;

  @ParameterizedTest
  @ValueSource(strings = {
      "conv L { input 3 x 8 x 8; filters 3; groups 3; kernel 3; stride 2; pad 1; }",
      "conv L { input 2 x 12 x 16; filters 4; groups 2; kernel 5; stride 2; pad 2; }",
      "conv L { input 2 x 9 x 8; filters 3; kernel 2 x 3; stride 3 x 2; dilation 1 x 3; pad 0:2 x 4:3; }",
      "conv L { input 1 x 7 x 16; filters 1; kernel 3; stride 1 x 2; pad 5 x 9; }",
      "conv L { input 2 x 32; filters 2; groups 2; kernel 7; stride 2; pad 3; activation relu; bias; }",
      "conv L { input 1 x 8 x 8; filters 1; kernel 1; stride 2; }",
      "transposed L { input 2 x 4 x 4; filters 2; groups 2; kernel 4; stride 2; pad 1; }"
  })
  void layersOfAllKinds(String text) {
    Layer layer = Conv.layer(text);
    for (int lanes : new int[] {2, 4, 8}) {
      Strategy strategy = new RepeatedWindowsStrategy(lanes);
      assertTrue(strategy.suits(strategy.form(layer), KIND), text);
      StageChecks.check(strategy.form(layer), KIND, strategy, lanes);
    }
  }

  /** An infinity there would meet a zero. */
  @ParameterizedTest
  @ValueSource(strings = {
      "conv L { input 2 x 8 x 16; filters 2; groups 2; kernel 3; stride 2; }",
      "conv L { input 2 x 10 x 16; filters 2; groups 2; kernel 3; stride 2; pad 0 x 0:1; }"
  })
  void positionsThatNoWindowReadsDoNotSuit(String text) {
    Layer layer = Conv.layer(text);
    assertFalse(new RepeatedWindowsStrategy(4).suits(layer, KIND));
  }

  @Test
  void randomLayers() {
    int checked = 0;
    for (int i = 0; checked < 40; i++) {
      assertTrue(i < MOST_TRIES, checked + " layers of " + i);
      Layer layer = RandomLayers.layer(SEED, i, 5_000);
      for (int lanes : new int[] {2, 4}) {
        Strategy strategy = new RepeatedWindowsStrategy(lanes);
        Layer form = strategy.form(layer);
        if (strategy.suits(form, KIND)) {
          StageChecks.check(form, KIND, strategy, i);
          checked++;
        }
      }
    }
  }

  /** Among strided layers of MobileNet V2, the depthwise ones whose rows are whole vectors. */
  @Test
  void isChosenForDepthwiseLayersOfWholeVectors() {
    assertEquals("term-lanes/8/twice", StageChecks.chosen(KIND, 144, 56, 144));
    assertEquals("term-lanes/8/twice", StageChecks.chosen(KIND, 96, 112, 96));
    assertTrue(!StageChecks.chosen(KIND, 192, 28, 192).endsWith("twice"));
    assertTrue(!StageChecks.chosen(KIND, 64, 56, 1).endsWith("twice"));
  }
}
