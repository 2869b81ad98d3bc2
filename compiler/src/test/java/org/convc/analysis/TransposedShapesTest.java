package org.convc.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.model.Axis;
import org.convc.model.Layer;
import org.convc.testing.Conv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransposedShapesTest {

  private static final List<String> PADS =
      List.of("", "pad 1;", "pad 0:2;", "pad same;", "pad full;", "pad same_lower;");

  @ParameterizedTest(name = "input {0}, kernel {1}, stride {2}, dilation {3}, {4}")
  @CsvSource({
    // input, kernel, stride, dilation, properties, output, before, after, output_pad
    "14, 4, 2, 1, pad 1;, 28, 1, 1, 0",
    "14, 3, 2, 1, pad 1; output_pad 1;, 28, 1, 1, 1",
    "14, 3, 1, 2, output_pad 1;, 19, 0, 0, 1",
    "5, 3, 2, 1, '', 11, 0, 0, 0",
    "5, 3, 2, 1, pad valid;, 11, 0, 0, 0",
    "5, 3, 2, 1, pad same;, 10, 0, 1, 0",
    "5, 3, 2, 1, pad same_lower;, 10, 1, 0, 0",
    "5, 4, 2, 1, pad same;, 10, 1, 1, 0",
    "5, 2, 2, 1, pad same;, 10, 0, 0, 0",
    "5, 1, 3, 1, pad same;, 15, 0, 0, 2",
    "5, 1, 3, 1, pad same_lower;, 15, 0, 0, 2",
    "5, 1, 3, 1, pad same; output_pad 1;, 15, 0, 0, 2",
    "5, 3, 2, 1, pad same; output_pad 1;, 10, 1, 1, 1",
    "5, 3, 2, 2, pad same;, 10, 1, 2, 0",
    "5, 3, 1, 1, pad full;, 3, 2, 2, 0",
    "7, 3, 2, 1, pad full;, 11, 2, 2, 0",
    "7, 3, 2, 1, pad causal;, 13, 0, 2, 0",
    "7, 3, 2, 3, pad causal;, 13, 0, 6, 0",
    "5, 3, 2, 1, pad -1:-2;, 14, -1, -2, 0",
    // output without pad: the odd one at the start
    "14, 4, 2, 1, output 28;, 28, 1, 1, 0",
    "5, 3, 2, 1, output 10;, 10, 1, 0, 0",
    "5, 3, 2, 1, output 9;, 9, 1, 1, 0",
    "5, 3, 2, 1, output 12;, 12, 0, 0, 1",
    "5, 3, 2, 1, output 1;, 1, 5, 5, 0",
    // output with same: the odd one at the end
    "5, 3, 2, 1, output 10; pad same;, 10, 0, 1, 0",
    "5, 3, 2, 1, output 10; pad same_lower;, 10, 1, 0, 0",
    // output with numbers: output_pad follows
    "14, 3, 2, 1, pad 1; output 28;, 28, 1, 1, 1",
    "14, 3, 2, 1, pad 1; output 27;, 27, 1, 1, 0",
    "5, 3, 2, 1, pad causal; output 10;, 10, 0, 2, 1",
    "5, 3, 2, 1, pad valid; output 12;, 12, 0, 0, 1",
    "14, 3, 2, 1, pad 1; output 28; output_pad 1;, 28, 1, 1, 1",
    // output with output_pad: both count
    "3, 3, 3, 1, output 10; output_pad 1;, 10, 0, 0, 1",
    "3, 3, 3, 1, output 8; output_pad 1;, 8, 1, 1, 1",
    "3, 3, 3, 1, output 7; output_pad 1;, 7, 2, 1, 1",
    "3, 3, 3, 1, output 11; output_pad 1;, 11, 0, 0, 2",
  })
  void outputAndPadding(
      int input,
      int kernel,
      int stride,
      int dilation,
      String properties,
      int output,
      int before,
      int after,
      int outputPad) {
    Layer layer =
        Conv.layer(
            "transposed L { input 1 x %d; filters 1; kernel %d; stride %d; dilation %d; %s }"
                .formatted(input, kernel, stride, dilation, properties));
    assertEquals(
        List.of(new Axis("length", input, output, kernel, stride, dilation, before, after, outputPad)), layer.axes());
  }

  @Test
  void eachAxisHasItsOwnNumbers() {
    Layer layer =
        Conv.layer(
            """
            transposed L {
              input 4 x 3 x 5; filters 6; kernel 3 x 4; stride 2 x 3; pad 1 x 0:2; output_pad 1 x 2; groups 2; bias;
            }
            """);
    assertEquals(
        List.of(new Axis("height", 3, 6, 3, 2, 1, 1, 1, 1), new Axis("width", 5, 16, 4, 3, 1, 0, 2, 2)), layer.axes());
    assertEquals("4 x 3 x 3 x 4", layer.info().weights().toString());
    assertEquals("6 x 6 x 16", layer.info().output().toString());
  }

  /** Transposing a convolution whose windows use up its padded input gives back the size that it read. */
  @Test
  void theFormulaIsThatOfTheConvolutionTransposed() {
    long seed = 77;
    Random random = new Random(seed);
    int tried = 0;
    for (int i = 0; i < 20_000; i++) {
      Window convolution =
          new Window(
              "length", 1 + random.nextInt(30), 1 + random.nextInt(6), 1 + random.nextInt(5), 1 + random.nextInt(4));
      Padding.Amount padding = new Padding.Amount(random.nextInt(6) - 2, random.nextInt(6) - 2);
      long windows = ConvolutionPadding.output(convolution, padding);
      if (windows < 1) {
        continue;
      }
      tried++;
      long unread =
          convolution.input() + padding.total() - convolution.extent() - (windows - 1) * convolution.stride();
      Window transposed =
          new Window(
              "length", (int) windows, convolution.kernel(), convolution.stride(), convolution.dilation());
      assertEquals(
          convolution.input(),
          new TransposedPadding(padding, unread).output(transposed),
          "seed " + seed + ": " + convolution + " " + padding);
    }
    assertTrue(tried > 10_000, "only " + tried);
  }

  /** What the help line offers for an output that cannot be reached can be, at both ends of the range. */
  @Test
  void theHelpForAnUnreachableOutputIsRight() {
    long seed = 9;
    Random random = new Random(seed);
    int tried = 0;
    for (int i = 0; i < 3_000; i++) {
      String pad = PADS.get(random.nextInt(PADS.size()));
      String outputPad = random.nextInt(4) == 0 ? "output_pad 0;" : "";
      String head =
          "transposed L { filters 1; input 1 x %d; kernel %d; stride %d; dilation %d; %s %s"
              .formatted(
                  1 + random.nextInt(9),
                  1 + random.nextInt(5),
                  1 + random.nextInt(4),
                  1 + random.nextInt(3),
                  pad,
                  outputPad);
      List<Diagnostic> messages = Conv.errors(head + "output " + (1 + random.nextInt(40)) + "; }");
      if (messages.isEmpty() || messages.get(0).help().isEmpty()) {
        continue;
      }
      tried++;
      assertEquals(DiagnosticKind.OUTPUT_UNREACHABLE, messages.get(0).kind());
      assertEquals(1, messages.size());
      String help = messages.get(0).help().get();
      for (String number : help.replaceAll("[^0-9]+", " ").strip().split(" ")) {
        Conv.layer(head + "output " + number + "; }");
      }
    }
    assertTrue(tried > 500, "only " + tried + "; seed " + seed);
  }
}
