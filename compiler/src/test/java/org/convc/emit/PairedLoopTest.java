package org.convc.emit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.convc.ir.Kernel;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.schedule.PositionLanesStrategy;
import org.convc.schedule.Scheduler;
import org.convc.testing.Conv;
import org.junit.jupiter.api.Test;

/** What {@link PairedTerms} are in Java. */
class PairedLoopTest {

  /** 21 channels: ten pairs and one term behind the loop. */
  @Test
  void indicesRunAlongAndAFenceStandsBetween() {
    Layer layer = Conv.layer("conv Pointwise { input 21 x 8 x 16; filters 6; kernel 1; }");
    Kernel kernel = Scheduler.schedule(layer, KernelKind.FORWARD, new PositionLanesStrategy(8, 2, 6, 1, 0)).kernel();
    String source = JavaEmitter.emit(layer, List.of(new Twin(256, Map.of(KernelKind.FORWARD, kernel), Map.of())));
    List<String> places = List.of(
        "for (int ic = 0, xi = xBase; ic < 20; ic += 2, xi += 2 * X_PLANE) {", "a1_5 = w5.fma(", "if (TermFence.ends(x, xi)) {", "x0Next", "w5Next.fma(",
        "xBase + 20 * X_PLANE", "a1_5 = w5.fma(");
    int from = 0;
    for (String place : places) {
      int found = source.indexOf(place, from);
      assertTrue(found >= from, () -> place + " is not where it should be in\n" + source);
      from = found + place.length();
    }
  }
}
