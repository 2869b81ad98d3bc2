package org.convc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.convc.schedule.Choice;
import org.junit.jupiter.api.Test;

class ExplainTest {

  private static final String LAYERS =
      "conv Body { input 16 x 14 x 14; filters 32; kernel 3; pad 1; bias; activation relu; }\n"
          + "conv Thin { input 1 x 5 x 3; filters 1; kernel 2; accuracy exact; }";

  @Test
  void saysWhatWasChosenAndWhatNot() {
    LayerPlan plan = compile(CompileOptions.defaults().withVectorBits(512)).explain("Body");
    assertEquals(1, plan.twins().size());
    LayerPlan.TwinPlan twin = plan.twins().get(0);
    assertEquals(512, twin.vectorBits());
    assertEquals(Runtime.version().feature(), twin.release());
    assertEquals(
        List.of("forward", "biasedSum", "backwardData", "backwardWeights", "backwardBias"),
        twin.kernels().stream().map(KernelPlan::kernel).toList());
    KernelPlan forward = twin.kernel("forward");
    assertEquals(Choice.Origin.COST_MODEL, forward.origin());
    assertFalse(forward.general());
    assertTrue(forward.cycles().orElseThrow() > 0 && forward.scratchBytes() > 0 && forward.packedBytes() >= 4 * 32 * 16 * 9);
    assertTrue(forward.largestMethod().bytes() > 100 && forward.largestMethod().bytes() <= forward.methodLimit());
    assertTrue(forward.alternatives().stream().anyMatch(a -> !a.suits()
        && a.key().startsWith("position-lanes/16/1/") && a.reason().equals("rows of 14 are shorter than a vector of 16")));
    assertTrue(forward.alternatives().stream().filter(KernelPlan.Alternative::suits)
        .allMatch(a -> a.cycles() >= forward.cycles().orElseThrow()));
    assertEquals("direct", forward.alternatives().stream().filter(KernelPlan.Alternative::suits)
        .reduce((a, b) -> b).orElseThrow().key());
    assertThrows(IllegalArgumentException.class, () -> twin.kernel("sideways"));
  }

  /** The same line as in the head of the class that runs. */
  @Test
  void agreesWithTheGeneratedSource() {
    ConvModule module = compile(CompileOptions.defaults().withVectorBits(256));
    for (KernelPlan kernel : module.explain("Body").twins().get(0).kernels()) {
      assertTrue(module.source("Body").contains(kernel.strategy()), kernel.strategy());
      assertTrue(module.source("Body").contains(" " + kernel.largestMethod().name() + "("), kernel.largestMethod().name());
    }
  }

  @Test
  void namesTheGeneralKernel() {
    LayerPlan plan = compile(CompileOptions.defaults().withVectorBits(512)).explain("Thin");
    KernelPlan forward = plan.twins().get(0).kernel("forward");
    assertTrue(forward.general());
    assertEquals(Choice.Origin.ONLY_ONE, forward.origin());
    assertTrue(plan.toString().contains("direct nothing else suits"), plan::toString);
    assertTrue(plan.toString().contains("; the general kernel"), plan::toString);
  }

  @Test
  void twinsAreForAnyJdk() {
    LayerPlan plan = compile(CompileOptions.defaults().withTwins(List.of(128, 256))).explain("Thin");
    assertEquals(List.of(0, 128, 256), plan.twins().stream().map(LayerPlan.TwinPlan::vectorBits).toList());
    assertTrue(plan.toString().contains("plain arrays, any JDK\n"), plan::toString);
  }

  @Test
  void isThereToBeRead() {
    String text = compile(CompileOptions.defaults().withVectorBits(256)).explain("Body").toString();
    assertTrue(text.startsWith("Body: float convolution, nchw 16 x 14 x 14 -> 32 x 14 x 14, "), text);
    assertTrue(text.contains("\nvectors of 256 bits, JDK " + Runtime.version().feature() + "\n  forward: "), text);
    assertTrue(text.contains("\n    not chosen\n"), text);
    assertTrue(text.contains(" times as many\n"), text);
  }

  private static ConvModule compile(CompileOptions options) {
    return Convc.compile("l.conv", LAYERS, options);
  }
}
