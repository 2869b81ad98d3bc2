package org.convc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.convc.schedule.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With next to no time for each kernel: what is measured then means nothing, but all of it is there. */
class TunerTest {

  private static final Duration SHORT = Duration.ofMillis(40);

  @ParameterizedTest
  @ValueSource(strings = {"float", "double"})
  void measuresEveryKernelWithAChoiceAndRemembersTheFastest(String type) {
    String text =
        "conv A { type " + type + "; input 8 x 6 x 17; filters 16; kernel 3; pad 1; bias; activation gelu; }\n"
            + "conv SameSizes { type " + type + "; input 8 x 6 x 17; filters 16; kernel 3; pad 1; }";
    CompileOptions options = CompileOptions.defaults().withVectorBits(256);
    TuningReport report = new Tuner(SHORT).tune(Convc.compile("a.conv", text, options));
    assertEquals(
        List.of("A forward", "A backwardData", "A backwardWeights"),
        report.kernels().stream().map(k -> k.layer() + " " + k.kernel()).toList());
    assertEquals(3, report.tuning().size());
    ConvModule tuned = Convc.compile("a.conv", text, options.withTuning(report.tuning()));
    assertEquals(List.of(), tuned.warnings());
    for (TuningReport.KernelTuning kernel : report.kernels()) {
      TuningReport.Candidate best = kernel.candidates().get(0);
      assertTrue(best.measured() && best.micros() > 0, kernel::toString);
      assertTrue(kernel.candidates().size() > 2, kernel::toString);
      assertFalse(kernel.toString().contains("WRONG"), kernel::toString);
      KernelPlan plan = tuned.explain("SameSizes").twins().get(0).kernel(kernel.kernel());
      assertEquals(best.strategy(), plan.key());
      assertEquals(Choice.Origin.TUNING, plan.origin());
    }
    assertTrue(report.toString().startsWith("A forward, "), report::toString);
  }

  @Test
  void transposedLayersToo() {
    String text = "transposed T { input 16 x 5 x 9; filters 8; kernel 4; stride 2; pad 1; }";
    ConvModule module = Convc.compile("t.conv", text, CompileOptions.defaults().withVectorBits(128));
    TuningReport report = new Tuner(SHORT).tune(module, List.of("T"));
    assertFalse(report.toString().contains("WRONG"), report::toString);
    assertEquals(3, report.tuning().size());
  }

  /** Strategies that round otherwise are held to what they say that they may lose. */
  @Test
  void strategiesWithOtherRoundingToo() {
    String text = "conv W { input 16 x 24 x 24; filters 16; kernel 3; pad 1; }\nconv F { input 1 x 4000; filters 1; kernel 801; pad same; }";
    TuningReport report = new Tuner(SHORT).tune(Convc.compile("w.conv", text, CompileOptions.defaults().withVectorBits(256)));
    assertFalse(report.toString().contains("WRONG"), report::toString);
    assertTrue(report.toString().contains("winograd/8/") && report.toString().contains("fourier/8/"), report::toString);
  }

  /** Some strategies see a plane, others one long row. */
  @Test
  void pointwiseLayersToo() {
    ConvModule module = Convc.compile(
        "p.conv", "conv P { input 16 x 30 x 40; filters 16; kernel 1; }", CompileOptions.defaults().withVectorBits(256));
    TuningReport report = new Tuner(SHORT).tune(module);
    assertFalse(report.toString().contains("WRONG"), report::toString);
    assertEquals(3, report.tuning().size());
    assertTrue(report.tuning().toString().contains(" 16 x 30 x 40 -> 16 x 30 x 40, kernel 1 x 1, "));
  }

  /** Plain arrays have one strategy. */
  @Test
  void withoutAChoiceNothingIsMeasured() {
    ConvModule module =
        Convc.compile("a.conv", "conv A { input 2 x 3 x 4; filters 2; kernel 1; }", CompileOptions.defaults().withoutVectors());
    TuningReport report = new Tuner(SHORT).tune(module);
    assertEquals(0, report.tuning().size());
    assertEquals(List.of(), report.kernels());
  }

  @Test
  void refusesWhatCannotBeMeasured() {
    ConvModule twins =
        Convc.compile("a.conv", "conv A { input 2 x 3 x 4; filters 2; kernel 1; }", CompileOptions.defaults().withTwins(List.of(256)));
    assertThrows(IllegalArgumentException.class, () -> new Tuner(SHORT).tune(twins));
    assertThrows(IllegalArgumentException.class, () -> new Tuner(SHORT).tune(twins, List.of("B")));
    assertThrows(IllegalArgumentException.class, () -> new Tuner(Duration.ZERO));
  }
}
