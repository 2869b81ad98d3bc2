package org.convc.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.convc.ConvException;
import org.convc.Convc;
import org.convc.model.Layer;
import org.convc.runtime.Activation;
import org.convc.runtime.ConvLayer;
import org.convc.testing.Calls;
import org.convc.testing.Conv;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.Numbers;
import org.convc.testing.RandomLayers;

/** Mistakes that other libraries once shipped, by the names that the reference data gives them: each with its trigger. */
final class FieldBugs {

  /** Runs a trigger; throws where the mistake is here, too. */
  interface Trigger {
    void run() throws Exception;
  }

  /** Why the others cannot happen here. */
  static final Map<String, String> NOT_APPLICABLE =
      Map.of("JANINO-113", "generated code has no switch");

  private static final Map<String, Trigger> TRIGGERS = new LinkedHashMap<>();

  private static final int LAYERS_AT_ONCE = 64;

  static {
    add("PT-51430", "conv L { input 6 x 9; filters 4; kernel 3; groups 2; }");
    add("PT-51430", "conv L { input 6 x 7 x 5; filters 9; kernel 3 x 2; groups 3; pad 1; }");
    add("PT-51430", "conv L { input 4 x 3 x 5 x 4; filters 8; kernel 2; groups 4; }");
    TRIGGERS.put("PT-50042", FieldBugs::onesIn24Groups);
    TRIGGERS.put("PT-63314", FieldBugs::pointwiseTransposedWithStride);
    add("PT-5112", "transposed L { input 4 x 1 x 1; filters 1; kernel 3; output_pad 1; dilation 2; }");
    add("PT-16012", "conv L { input 2 x 9 x 11; filters 3; kernel 3; dilation 2 x 3; stride 2; pad 1; }");
    TRIGGERS.put("BURN-1891", FieldBugs::ascendingNumbersDepthwise);
    add("BACKPACK-30", "conv L { input 2 x 8 x 10; filters 3; kernel 3; stride 2 x 3; pad 0 x 1; }");
    add("TVM-19524", "transposed L { input 16 x 7 x 7; filters 3; kernel 3; stride 2; pad 1; output_pad 1; }");
    add("TVM-7142", "conv L { input 2 x 9 x 7; filters 3; kernel 3; dilation 2; pad 0:3 x 2:1; }");
    add("TVM-9097", "conv L { input 2 x 6 x 5; filters 3; kernel 3; pad 0:2 x 1; }");
    add("TVM-3648", "conv L { input 3 x 9 x 13; filters 4; kernel 1 x 7; }");
    TRIGGERS.put("TVM-4260", FieldBugs::onesWithoutPadding);
    add("TVM-15484", "conv L { input 3 x 3 x 3; filters 5; kernel 3; }");
    add("TT-19542", "conv L { input 2 x 8 x 17; filters 3; kernel 2 x 4; dilation 1 x 4; }");
    refused("CVE-2022-21725", "conv L { input 1 x 8 x 8; filters 1; kernel 3; stride 0; }");
    refused("CVE-2021-41209", "conv L { input 1 x 8 x 8; filters 0; kernel 3; }");
    refused("CVE-2021-41209", "conv L { input 1 x 8 x 8; filters 1; kernel 0; }");
    refused("CVE-2021-29602", "conv L { input 0 x 8 x 8; filters 1; kernel 3; }");
    refused("CVE-2021-29602", "conv L { input 3 x 8 x 0; filters 3; kernel 3; groups 3; }");
    add("NNAPI-130357330", "conv L { input 2 x 11 x 9; filters 3; kernel 3; dilation 3 x 2; stride 2; pad 3:2 x 1:2; }");
    add("NNAPI-130357330", "transposed L { input 2 x 4 x 5; filters 3; kernel 2; stride 3; pad 0:-1 x 0:-2; }");
    add("ONEDNN-796", 2, "conv L { input 32 x 7 x 7; filters 32; kernel 3; pad 2:4; }");
    add("ONEDNN-671", "conv L { input 2 x 1 x 9; filters 3; kernel 1 x 3; stride 1 x 2; }");
    add("ONEDNN-gh174", "conv L { input 4 x 13 x 13; filters 4; kernel 3; pad 1; }");
    TRIGGERS.put("JANINO-145", FieldBugs::notANumberThroughRelu);
    add("JANINO-177", "conv L { input 1 x 5; filters 1; kernel 2; activation clip(0, 6); type double; }");
    add("JANINO-177", "conv L { input 1 x 5; filters 1; kernel 2; activation clip(-6, 0); }");
    TRIGGERS.put("JANINO-32", FieldBugs::manyThreadsCompile);
    refused("JANINO-201", "conv L { input 1 x " + "(".repeat(100_000) + "8" + ")".repeat(100_000) + "; filters 1; kernel 3; }");
    add("JANINO-18", "conv L { input 4 x 40 x 40; filters 8; kernel 31 x 33; pad 1; }");
    add("PT-25101", "conv L { input 9 x 32 x 32; filters 3; kernel 5; stride 3; pad 1; }");
    add("PT-68868", "conv L { input 720 x 4 x 3 x 2; filters 720; kernel 2; stride 4 x 4 x 1; pad 1; groups 3; }");
    TRIGGERS.put("PT-19912", FieldBugs::oneChannelOfTwoGroups);
    add("XPU-4906", 3, "conv L { input 5 x 1; filters 5; kernel 3; groups 5; pad 1; }");
    add("XPU-4906", 3, "conv L { input 5 x 1; filters 5; kernel 1; groups 5; layout nhwc; }");
  }

  private FieldBugs() {}

  static Map<String, Trigger> triggers() {
    return TRIGGERS;
  }

  private static void add(String id, String text) {
    add(id, 2, text);
  }

  /** All kernels on integers, against the reference loop, and the adjoint identity. */
  private static void add(String id, int batch, String text) {
    put(
        id,
        () -> {
          Layer layer = Conv.layer(text);
          LayerData data = LayerData.integers(layer, batch, RandomLayers.mix(7, id.hashCode()));
          LayerResults results = LayerResults.run(compile(text), data);
          assertEquals(Optional.empty(), Checks.reference(layer, data, results), text);
          if (layer.activation().equals(Activation.NONE)) {
            assertEquals(Optional.empty(), Checks.adjoint(layer, data, results), text);
          }
        });
  }

  private static void refused(String id, String text) {
    put(
        id,
        () -> {
          ConvException e = assertThrows(ConvException.class, () -> Convc.compile("field.conv", text, Calls.SAME_EVERYWHERE));
          assertTrue(e.getMessage().startsWith("field.conv:1:"), e.getMessage());
        });
  }

  private static void put(String id, Trigger trigger) {
    Trigger before = TRIGGERS.get(id);
    TRIGGERS.put(
        id,
        before == null
            ? trigger
            : () -> {
              before.run();
              trigger.run();
            });
  }

  private static ConvLayer compile(String text) {
    return Convc.compile("field.conv", "accuracy exact;\n" + text, Calls.SAME_EVERYWHERE).layer("L");
  }

  private static float[] ones(int length) {
    float[] ones = new float[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static void onesIn24Groups() {
    for (int channels : new int[] {23, 24, 25}) {
      ConvLayer layer =
          compile("conv L { input " + channels + " x 6 x 6; filters " + channels + "; kernel 3; groups " + channels + "; stride 2; pad 1; }");
      float[] dw = new float[layer.info().weightsLength()];
      layer.backwardWeights(1, ones(layer.info().inputLength(1)), ones(layer.info().outputLength(1)), dw, layer.newWorkspace(1));
      float[] each = {4, 6, 6, 6, 9, 9, 6, 9, 9};
      for (int c = 0; c < channels; c++) {
        assertArrayEquals(each, Arrays.copyOfRange(dw, 9 * c, 9 * c + 9), channels + " channels, channel " + c);
      }
    }
  }

  private static void pointwiseTransposedWithStride() {
    ConvLayer layer = compile("transposed L { input 1 x 1 x 2; filters 1; kernel 1; stride 2; }");
    float[] dx = new float[2];
    layer.backwardData(1, new float[] {1.5f, 0, 0.7f}, new float[] {-0.7767f}, dx, layer.newWorkspace(1));
    assertArrayEquals(new float[] {1.5f * -0.7767f, 0.7f * -0.7767f}, dx);
  }

  private static void ascendingNumbersDepthwise() {
    String text = "conv L { input 4 x 4 x 4; filters 4; kernel 3; stride 2; pad 1; groups 4; }";
    Layer layer = Conv.layer(text);
    double[] next = {0};
    LayerData data = LayerData.of(layer, 1, () -> next[0]++);
    LayerResults results = LayerResults.run(compile(text), data);
    assertEquals(Optional.empty(), Checks.reference(layer, data, results));
  }

  /** 697 million multiply-adds: each sum is 80 channels of 3 x 3 ones. */
  private static void onesWithoutPadding() {
    ConvLayer layer = compile("conv L { input 80 x 73 x 73; filters 192; kernel 3; stride 1; pad 0; }");
    assertEquals("192 x 71 x 71", layer.info().output().toString());
    float[] y = new float[layer.info().outputLength(1)];
    layer.forward(1, ones(layer.info().inputLength(1)), ones(layer.info().weightsLength()), null, y, layer.newWorkspace(1));
    for (float sum : y) {
      assertEquals(80 * 9, sum);
    }
  }

  private static void notANumberThroughRelu() {
    ConvLayer layer = compile("conv L { input 1 x 3; filters 1; kernel 1; activation relu; }");
    float[] y = new float[3];
    layer.forward(1, new float[] {Float.NaN, -1, 1}, new float[] {1}, null, y, layer.newWorkspace(1));
    assertArrayEquals(new float[] {Float.NaN, 0, 1}, y);
    layer.forward(1, new float[] {Float.NaN, -1, 1}, new float[] {1}, null, y, layer.newTrainingWorkspace(1));
    assertArrayEquals(new float[] {Float.NaN, 0, 1}, y);
  }

  private static void manyThreadsCompile() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(LAYERS_AT_ONCE);
    try {
      List<Callable<Optional<String>>> compilations = new ArrayList<>();
      for (int i = 0; i < LAYERS_AT_ONCE; i++) {
        String text = "conv L { input 2 x " + (7 + i % 9) + " x 8; filters 3; kernel " + (1 + i % 5) + "; pad 2; bias; }";
        Layer layer = Conv.layer(text);
        LayerData data = LayerData.integers(layer, 1, i);
        compilations.add(() -> Checks.reference(layer, data, LayerResults.run(compile(text), data)));
      }
      for (Future<Optional<String>> result : threads.invokeAll(compilations)) {
        assertEquals(Optional.empty(), result.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  private static void oneChannelOfTwoGroups() {
    ConvLayer layer = compile("conv L { input 4 x 1 x 1; filters 16; kernel 1; groups 2; }");
    float[] y = Numbers.nan(new float[16]);
    layer.forward(1, new float[] {0, 0, 0, 1}, ones(32), null, y, layer.newWorkspace(1));
    for (int filter = 0; filter < 16; filter++) {
      assertEquals(filter < 8 ? 0 : 1, y[filter], "filter " + filter);
    }
  }
}
