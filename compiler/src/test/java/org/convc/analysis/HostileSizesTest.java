package org.convc.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.model.Layer;
import org.convc.runtime.Shape;
import org.convc.testing.Conv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes and files made to overflow, to exhaust or to take forever. The time limits are many times what is needed. */
class HostileSizesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What keeps a text from the analyser, so that it would not be tried. */
  private static final List<DiagnosticKind> PARSERS_LIMITS =
      List.of(DiagnosticKind.FILE_TOO_LARGE, DiagnosticKind.TOO_MANY_TOKENS, DiagnosticKind.TOO_MANY_OPERATORS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv L { input 1 x 46341 x 46341; filters 1; kernel 1; }",
        "conv L { input 1 x 2147483648; filters 1; kernel 1; }",
        "conv L { input 2147483647 x 2147483647 x 2147483647 x 2147483647; filters 1; kernel 1; }",
        "conv L { input 1 x 2147483647; filters 1; kernel 1; }",
        "conv L { input 1 x 2147483640; filters 1; kernel 1; }",
        "conv L { input 1 x 1; filters 2147483647; kernel 1; }",
        "conv L { input 1 x 9; filters 1; kernel 2147483647; dilation 2147483647; }",
        "conv L { input 1 x 9; filters 1; kernel 2147483647; dilation 2147483647; pad full; }",
        "conv L { input 1 x 9; filters 1; kernel 2147483647; dilation 2147483647; pad same; }",
        "conv L { input 1 x 9; filters 1; kernel 1; pad 2147483647; }",
        "conv L { input 1 x 9; filters 1; kernel 1; pad -2147483647; }",
        "conv L { input 1 x 9; filters 1; kernel 1; pad -2147483647:2147483647; }",
        "conv L { input 1 x 9; filters 1; kernel 1; stride 0; }",
        "conv L { input 65536 x 9; filters 65536; kernel 3; groups 65537; }",
        "transposed L { input 1 x 2147483647; filters 1; kernel 1; stride 2147483647; }",
        "transposed L { input 1 x 2147483639; filters 1; kernel 2147483647; stride 2147483647; dilation 2147483647; "
            + "output_pad 2147483646; pad -2147483647; }",
        "transposed L { input 1 x 2147483639; filters 1; kernel 2147483647; stride 2147483647; dilation 2147483647; "
            + "pad same; }",
        "transposed L { input 1 x 9; filters 1; kernel 2147483647; pad full; }",
        "transposed L { input 1 x 1; filters 1; kernel 1; output 2147483647; }",
        "transposed L { input 1 x 1; filters 1; kernel 1; stride 2147483647; output 2147483647; }",
        "transposed L { input 1 x 1; filters 1; kernel 1; stride 2147483647; pad -2147483647; output 1; }",
        "const A = 9223372036854775807; const B = A * A; conv L { input B x 9; filters 1; kernel 1; }",
      })
  void sizesOutOfBoundsAreOneMessage(String text) {
    List<Diagnostic> messages = assertTimeout(PATIENCE, () -> Conv.diagnose(text)).sorted();
    assertEquals(1, messages.size(), () -> Conv.render(Conv.diagnose(text)));
  }

  @Test
  void sizesWithinBoundsAreAccepted() {
    Layer large = Conv.layer("conv L { input 1 x 2147483639; filters 1; kernel 1000; }");
    assertEquals(2147483639 - 999, large.axes().get(0).output());
    Layer kernel = Conv.layer("conv L { input 1 x 1000 x 1000; filters 1; kernel 1000 x 1000; }");
    assertEquals(Shape.of(1, 1, 1), kernel.info().output());
    Layer stride = Conv.layer("conv L { input 1 x 9; filters 1; kernel 1; stride 2147483647; dilation 2147483647; }");
    assertEquals(1, stride.axes().get(0).output());
    Layer appended =
        Conv.layer("transposed L { input 1 x 1; filters 1; kernel 1; stride 2147483647; output 2147483639; }");
    assertEquals(2147483638, appended.axes().get(0).outputPad());
  }

  /** Whatever is accepted has shapes that arrays hold, and counts that fit a long. */
  @Test
  void acceptedLayersAreWithinTheLimits() {
    long seed = 31;
    Random random = new Random(seed);
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      int rank = 1 + random.nextInt(3);
      boolean transposed = random.nextBoolean();
      String text =
          (transposed ? "transposed" : "conv") + " L { input " + size(random)
              + IntStream.range(0, rank).mapToObj(a -> " x " + size(random)).collect(Collectors.joining())
              + "; filters " + size(random) + "; kernel " + size(random) + "; stride " + size(random)
              + "; dilation " + size(random) + "; "
              + List.of("", "pad full;", "pad same;", "pad " + size(random) + ";", "pad -" + size(random) + ";")
                  .get(random.nextInt(5))
              + (transposed && random.nextBoolean() ? "output " + size(random) + ";" : "") + "}";
      Diagnostics diagnostics = Conv.diagnose(text);
      if (!diagnostics.hasErrors()) {
        accepted++;
        Layer layer = Conv.layer(text);
        long elements =
            Math.max(
                layer.info().weights().elements(),
                Math.max(layer.info().input().elements(), layer.info().output().elements()));
        assertTrue(elements <= TensorLimits.MAX_ELEMENTS, () -> "seed " + seed + ": " + text);
        assertTrue(layer.relation().multiplyAdds() > 0);
      }
    }
    assertTrue(accepted > 1_000, "only " + accepted);
  }

  private static int size(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> 46340 + random.nextInt(3);
      case 1 -> Integer.MAX_VALUE - random.nextInt(10);
      default -> 1 + random.nextInt(5);
    };
  }

  @Test
  void manyLayersTakeLittleTime() {
    String text = repeated(7_000, i -> "conv L" + i + "{input 3x9x9;filters 4;kernel 3;pad same;}\n");
    assertEquals(7_000, assertTimeout(PATIENCE, () -> Conv.layers(text)).size());
  }

  @Test
  void manyMistakesTakeLittleTime() {
    for (Supplier<String> text :
        List.<Supplier<String>>of(
            () -> repeated(10_000, i -> "conv L" + i + "{inptu 3x9x9;}\n"),
            () -> "conv L {" + repeated(30_000, i -> "strid " + i + ";\n") + "}",
            () -> "conv L { input 3 x 9; filters 1; kernel " + repeated(30_000, i -> "A" + i + " x ") + "1; }",
            () -> "conv L { input 3; filters 1; kernel " + repeated(30_000, i -> "A" + i + " x ") + "1; }",
            () -> "conv L { input 3; filters 1; kernel 1; pad " + repeated(30_000, i -> "A" + i + " x ") + "1; }",
            () -> "conv L { activation clip(" + repeated(30_000, i -> "A" + i + ",") + "1); }",
            () -> longConstants() + "const Z = " + repeated(900, i -> "B" + i + " + ") + "1;",
            () -> longConstants() + repeated(3_000, i -> "const Z" + i + " = " + "Y".repeat(30) + i + ";\n"))) {
      String layer = "conv Last { input 3 x 9; filters 1; kernel 3; }";
      List<Diagnostic> messages = assertTimeout(PATIENCE, () -> Conv.diagnose(text.get() + layer)).sorted();
      assertFalse(messages.isEmpty());
      assertTrue(PARSERS_LIMITS.stream().noneMatch(messages.get(0).kind()::equals), messages.get(0)::message);
    }
  }

  private static String longConstants() {
    return repeated(3_000, i -> "const " + "Y".repeat(60) + i + "=1;");
  }

  @Test
  void constantsOfConstantsAreComputedOnce() {
    String text =
        "const A0 = 1;\n"
            + repeated(5_000, i -> "const A" + (i + 1) + " = A" + i + " * 2 - A" + i + ";\n")
            + "conv L { input A5000 x 9; filters 1; kernel 3; }";
    assertEquals(1, assertTimeout(PATIENCE, () -> Conv.layer(text)).inputChannels());
  }

  /** Cut and mutated texts of fixtures: messages, or layers, but never an exception. */
  @Test
  void mutatedTextsNeverThrow() {
    String text =
        """
        package a.b;
        const C = 4 * (2 - 1); layout nhwc;
        conv A { input C x 9 x 7; filters 6 / 3; kernel 3 x 1; pad 1:2 x -1; bias; activation clip(-1.5, 6); }
        transposed B { input 4 x 9; filters 2; kernel 3; stride 2; pad same; output 17; groups 2; type double; }
        """;
    List<String> words =
        List.of("; x : - 0 2147483648 same C { } ( ) output * 1e9 relu const".split(" "));
    long seed = 4711;
    Random random = new Random(seed);
    String[] tokens = text.split("(?<=\\W)|(?=\\W)");
    int sound = 0;
    for (int i = 0; i < 5_000; i++) {
      String[] mutated = tokens.clone();
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        mutated[random.nextInt(mutated.length)] =
            random.nextBoolean() ? words.get(random.nextInt(words.size())) : mutated[random.nextInt(mutated.length)];
      }
      String broken = String.join("", Arrays.asList(mutated));
      Diagnostics diagnostics = Conv.diagnose(broken);
      assertEquals(diagnostics.sorted().isEmpty(), Conv.render(diagnostics).isEmpty(), () -> "seed " + seed + ": " + broken);
      assertTrue(
          diagnostics.sorted().stream().allMatch(d -> d.span().end() <= broken.length()),
          () -> "seed " + seed + ": " + broken);
      sound += diagnostics.hasErrors() ? 0 : 1;
    }
    assertTrue(sound > 100 && sound < 4_500, sound + " sound texts; seed " + seed);
  }

  private static String repeated(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
  }
}
