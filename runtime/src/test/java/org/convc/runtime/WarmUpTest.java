package org.convc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WarmUpTest {

  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Activation TANH = new Activation(Activation.Function.TANH, 0, 0);

  @ParameterizedTest
  @EnumSource(ElementType.class)
  void makesEveryCallOfALayerWithAnActivation(ElementType type) {
    WarmUpReport report = Pointwise.layer(type, true, TANH).warmUp(LayerCall.ALL, SHORT);
    assertEquals(List.of(LayerCall.values()), report.rows().stream().map(WarmUpReport.Row::call).toList());
    for (WarmUpReport.Row row : report.rows()) {
      assertTrue(row.calls() > 0 && row.firstMillis() > 0 && row.lastMillis() > 0, row::toString);
    }
    assertTrue(report.seconds() >= 6 * 0.02, report::toString);
    assertTrue(report.toString().contains("\n  backward data: "), report::toString);
  }

  /** Whose forward calls run one kernel. */
  @ParameterizedTest
  @EnumSource(ElementType.class)
  void makesOneForwardCallOfALayerWithoutActivation(ElementType type) {
    ConvLayer layer = Pointwise.layer(type, false, Activation.NONE);
    assertEquals(5, layer.warmUp(LayerCall.ALL, SHORT).rows().size());
    assertEquals(5, layer.warmUp(LayerCall.TRAINING, SHORT).rows().size());
    assertEquals(2, layer.warmUp(LayerCall.INFERENCE, SHORT).rows().size());
  }

  @Test
  void aSmallLayerSettles() {
    WarmUpReport report = Pointwise.layer(ElementType.FLOAT, true, TANH).warmUp(Set.of(LayerCall.FORWARD));
    assertTrue(report.settled(), report::toString);
  }

  @Test
  void nothingToDoAndNoTimeToDoIt() {
    ConvLayer layer = Pointwise.layer(ElementType.FLOAT, true, Activation.NONE);
    assertEquals(List.of(), layer.warmUp(Set.of()).rows());
    assertThrows(IllegalArgumentException.class, () -> layer.warmUp(LayerCall.ALL, Duration.ZERO));
  }
}
