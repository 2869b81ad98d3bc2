package org.convc.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.model.Axis;
import org.convc.model.Layer;
import org.convc.testing.Conv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionShapesTest {

  @ParameterizedTest(name = "input {0}, kernel {1}, stride {2}, dilation {3}, pad {4}")
  @CsvSource({
    // input, kernel, stride, dilation, pad, output, before, after
    "224, 7, 2, 1, 3, 112, 3, 3",
    "9, 3, 1, 1, valid, 7, 0, 0",
    "9, 3, 1, 1, same, 9, 1, 1",
    "9, 4, 1, 1, same, 9, 1, 2",
    "9, 4, 1, 1, same_lower, 9, 2, 1",
    "9, 3, 2, 1, same, 5, 1, 1",
    "8, 3, 2, 1, same, 4, 0, 1",
    "8, 3, 2, 1, same_lower, 4, 1, 0",
    "9, 1, 4, 1, same, 3, 0, 0",
    "7, 2, 4, 1, same, 2, 0, 0",
    "9, 3, 1, 3, same, 9, 3, 3",
    "9, 4, 1, 3, same, 9, 4, 5",
    "5, 3, 1, 1, full, 7, 2, 2",
    "5, 3, 1, 2, full, 9, 4, 4",
    "5, 3, 2, 1, full, 4, 2, 2",
    "1, 9, 1, 1, full, 9, 8, 8",
    "10, 3, 1, 1, causal, 10, 2, 0",
    "10, 3, 1, 4, causal, 10, 8, 0",
    "10, 3, 3, 1, causal, 4, 2, 0",
    "10, 4, 1, 1, 1:2, 10, 1, 2",
    "10, 4, 3, 1, 0:5, 4, 0, 5",
    "10, 3, 1, 1, -2, 4, -2, -2",
    "10, 3, 1, 1, -9:5, 4, -9, 5",
    "10, 3, 1, 1, 2:-9, 1, 2, -9",
    "5, 5, 1, 1, 0, 1, 0, 0",
    "5, 1, 9, 1, 0, 1, 0, 0",
    "5, 1, 1, 2147483647, 0, 5, 0, 0",
    "1, 1, 2147483647, 1, 0, 1, 0, 0",
  })
  void outputAndPadding(
      int input, int kernel, int stride, int dilation, String pad, int output, int before, int after) {
    Layer layer =
        Conv.layer(
            "conv L { input 1 x %d; filters 1; kernel %d; stride %d; dilation %d; pad %s; }"
                .formatted(input, kernel, stride, dilation, pad));
    assertEquals(
        List.of(new Axis("length", input, output, kernel, stride, dilation, before, after, 0)), layer.axes());
  }

  @Test
  void eachAxisHasItsOwnNumbers() {
    Layer layer =
        Conv.layer(
            """
            conv L {
              input 2 x 9 x 11 x 13; filters 4; kernel 1 x 3 x 5;
              stride 1 x 2 x 3; dilation 1 x 1 x 2; pad 0 x 1:2 x -1:4;
            }
            """);
    assertEquals(
        List.of(
            new Axis("depth", 9, 9, 1, 1, 1, 0, 0, 0),
            new Axis("height", 11, 6, 3, 2, 1, 1, 2, 0),
            new Axis("width", 13, 3, 5, 3, 2, -1, 4, 0)),
        layer.axes());
  }

  @Test
  void oneNumberOrOnePairIsForAllAxes() {
    Layer layer = Conv.layer("conv L { input 2 x 9 x 11; filters 4; kernel 3; stride 2; dilation 2; pad 1:3; }");
    assertEquals(
        List.of(new Axis("height", 9, 5, 3, 2, 2, 1, 3, 0), new Axis("width", 11, 6, 3, 2, 2, 1, 3, 0)),
        layer.axes());
  }

  /** Counts the windows one by one where the formula divides. */
  @Test
  void theFormulaCountsWindows() {
    long seed = 20240607;
    Random random = new Random(seed);
    int fitting = 0;
    for (int i = 0; i < 20_000; i++) {
      Window window =
          new Window(
              "length", 1 + random.nextInt(20), 1 + random.nextInt(6), 1 + random.nextInt(5), 1 + random.nextInt(4));
      Padding.Amount padding = new Padding.Amount(random.nextInt(8) - 3, random.nextInt(8) - 3);
      long windows = 0;
      while (windows * window.stride() + window.extent() <= window.input() + padding.total()) {
        windows++;
      }
      String failing = "seed " + seed + ": " + window + " " + padding;
      assertEquals(windows, Math.max(0, ConvolutionPadding.output(window, padding)), failing);
      fitting += windows > 0 ? 1 : 0;

      long same = (window.input() + window.stride() - 1) / window.stride();
      for (PaddingWord word : List.of(PaddingWord.SAME, PaddingWord.SAME_LOWER)) {
        assertEquals(same, ConvolutionPadding.output(window, ConvolutionPadding.of(word, window)), failing);
      }
    }
    assertTrue(fitting > 10_000, "only " + fitting + " fit");
  }

  /** Both halves of the help line mend the layer, and a smaller padding or a larger kernel would not. */
  @Test
  void theHelpForAKernelThatDoesNotFitIsRight() {
    long seed = 5;
    Random random = new Random(seed);
    int tried = 0;
    for (int i = 0; i < 3_000; i++) {
      int rank = 1 + random.nextInt(3);
      String head = "conv L { filters 1; input 2" + " x %d".repeat(rank).formatted(numbers(random, rank, 1, 9)) + ";";
      String kernel = numbersOrOne(random, rank, 1, 9);
      String dilation = "dilation " + numbersOrOne(random, rank, 1, 3) + ";";
      String rest = dilation + "stride " + numbersOrOne(random, rank, 1, 3) + ";";
      String pad = random.nextBoolean() ? numbersOrOne(random, rank, 0, 2) : "1:0";
      Diagnostics diagnostics = Conv.diagnose(text(head, rest, kernel, pad));
      if (diagnostics.sorted().stream().noneMatch(d -> d.kind() == DiagnosticKind.KERNEL_DOES_NOT_FIT)) {
        assertTrue(!diagnostics.hasErrors(), () -> Conv.render(diagnostics));
        continue;
      }
      tried++;
      Diagnostic diagnostic = diagnostics.sorted().get(0);
      String[] help = diagnostic.help().get().split(", or a kernel of at most ");
      Conv.layer(text(head, rest, kernel, help[0].substring("pad ".length())));
      Conv.layer(text(head, rest, help[1], pad));
    }
    assertTrue(tried > 500, "only " + tried + " did not fit; seed " + seed);
  }

  private static String text(String head, String rest, String kernel, String pad) {
    return head + rest + "kernel " + kernel + "; pad " + pad + "; }";
  }

  private static Object[] numbers(Random random, int count, int least, int most) {
    return random.ints(count, least, most + 1).boxed().toArray();
  }

  private static String numbersOrOne(Random random, int rank, int least, int most) {
    int count = random.nextBoolean() ? 1 : rank;
    return ("%d" + " x %d".repeat(count - 1)).formatted(numbers(random, count, least, most));
  }
}
