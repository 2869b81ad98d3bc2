package org.convc.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.model.Axis;
import org.convc.model.Layer;
import org.convc.testing.Conv;
import org.convc.testing.Csv;
import org.convc.testing.ReferenceData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Problem shapes of oneDNN's own tests: each has the output size that oneDNN gives it, or is refused by a documented limit. */
class ShapeCorpusTest {

  private static final List<String> AXES = List.of("d", "h", "w");

  /** Messages that refuse a layer for its size alone, or for reading nothing but padding. */
  private static final Set<String> LIMITS =
      Set.of(
          DiagnosticKind.TENSOR_TOO_LARGE.name(),
          DiagnosticKind.NUMBER_TOO_LARGE.name(),
          DiagnosticKind.INPUT_CROPPED_AWAY.name());

  @ParameterizedTest
  @ValueSource(strings = {"shapes/small.csv.gz", "shapes/networks.csv.gz"})
  void everyShapeHasItsOutputSize(String file) {
    List<Map<String, String>> rows = Csv.rows(ReferenceData.lines(file));
    List<String> refused = new ArrayList<>();
    int outputGiven = 0;
    for (Map<String, String> row : rows) {
      String descriptor = row.get("descriptor");
      Diagnostics diagnostics = Conv.diagnose(text(row));
      if (diagnostics.hasErrors()) {
        String kinds =
            diagnostics.sorted().stream().map(d -> d.kind().name()).collect(Collectors.joining(" "));
        assertTrue(LIMITS.contains(kinds), () -> descriptor + "\n" + Conv.render(diagnostics));
        refused.add(kinds + " " + descriptor);
        continue;
      }
      Layer layer = Conv.layer(text(row));
      assertEquals(sizes(row, "o"), layer.axes().stream().map(Axis::output).toList(), descriptor);
      assertEquals(sizes(row, "i"), layer.axes().stream().map(Axis::input).toList(), descriptor);
      layer.info();
      if (deconv(row)) {
        // The same layer, described by its output.
        Layer byOutput = Conv.layer(textWithOutput(row));
        assertEquals(sizes(row, "o"), byOutput.axes().stream().map(Axis::output).toList(), descriptor);
        outputGiven++;
      }
    }
    assertTrue(rows.size() > 1_000, file);
    System.out.printf(
        "%s: %d shapes, %d also by their output, %d refused by a limit %s%n",
        file, rows.size(), outputGiven, refused.size(), refused);
  }

  static String text(Map<String, String> row) {
    List<String> pads = new ArrayList<>();
    List<String> outputPads = new ArrayList<>();
    for (String axis : axes(row)) {
      int before = number(row, "p" + axis + "_l");
      int after = number(row, "p" + axis + "_r");
      // A negative number after the last element is what floor division drops, or an output_pad, as far as those go.
      int stride = number(row, "s" + axis);
      int dropped = deconv(row) ? Math.max(stride, number(row, "dil_" + axis)) : stride;
      boolean implied = after < 0 && -after < dropped;
      pads.add(before + ":" + (implied ? 0 : after));
      outputPads.add(Integer.toString(implied ? -after : 0));
    }
    String outputPad = deconv(row) ? "output_pad " + String.join(" x ", outputPads) + ";" : "";
    return head(row) + "pad " + String.join(" x ", pads) + ";" + outputPad + "}";
  }

  private static String textWithOutput(Map<String, String> row) {
    return head(row) + "output " + join(sizes(row, "o")) + ";}";
  }

  private static String head(Map<String, String> row) {
    return (deconv(row) ? "transposed" : "conv")
        + " L { input " + row.get("ic") + " x " + join(sizes(row, "i")) + "; filters " + row.get("oc")
        + "; kernel " + join(sizes(row, "k")) + "; stride " + join(sizes(row, "s"))
        + "; dilation " + join(sizes(row, "dil_")) + "; groups " + row.get("groups") + ";";
  }

  private static boolean deconv(Map<String, String> row) {
    return row.get("op").equals("deconv");
  }

  private static List<Integer> sizes(Map<String, String> row, String prefix) {
    return axes(row).stream().map(axis -> number(row, prefix + axis)).toList();
  }

  private static List<String> axes(Map<String, String> row) {
    return AXES.subList(AXES.size() - number(row, "spatial_dims"), AXES.size());
  }

  private static int number(Map<String, String> row, String column) {
    return Integer.parseInt(row.get(column));
  }

  private static String join(List<Integer> sizes) {
    return sizes.stream().map(Object::toString).collect(Collectors.joining(" x "));
  }
}
