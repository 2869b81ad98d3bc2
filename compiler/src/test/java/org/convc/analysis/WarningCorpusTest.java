package org.convc.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.testing.Conv;
import org.convc.testing.Csv;
import org.convc.testing.ReferenceData;
import org.junit.jupiter.api.Test;

/** Layers of real networks get no warnings: those that do are few, and each for a reason. */
class WarningCorpusTest {

  private static final String COLUMNS = "name,kind,mb,g,ic,oc,ih,iw,kh,kw,sh,sw,dh,dw,ph,pw,oph,opw";

  /** Files of shapes that were made up to test oneDNN. The others come from networks. */
  private static final Pattern MADE_UP =
      Pattern.compile(".*/(harness|test|shapes_(ci|basic|1d|4bit|dilated|gemm|large_padding|regression)).*");

  @Test
  void theLayersOfTheBenchmarksGetNone() {
    List<String> lines = new ArrayList<>(ReferenceData.lines("../bench/suite.csv"));
    lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
    lines.add(0, COLUMNS);
    for (Map<String, String> row : Csv.rows(lines)) {
      boolean transposed = row.get("kind").equals("deconv");
      String text =
          "%s L { input %s x %s x %s; filters %s; kernel %s x %s; stride %s x %s; dilation %s x %s; pad %s x %s; groups %s; %s }"
              .formatted(
                  transposed ? "transposed" : "conv", row.get("ic"), row.get("ih"), row.get("iw"), row.get("oc"), row.get("kh"),
                  row.get("kw"), row.get("sh"), row.get("sw"), row.get("dh"), row.get("dw"), row.get("ph"), row.get("pw"),
                  row.get("g"), transposed ? "output_pad " + row.get("oph") + " x " + row.get("opw") + ";" : "");
      assertEquals("", Conv.render(Conv.diagnose(text)), row.get("name"));
    }
    assertEquals(31, lines.size(), "thirty layers and the names of the columns");
  }

  /** The one pads kernels of one tap by 3, the other has an output_pad that adds nothing but bias. */
  @Test
  void layersOfNetworksGetThemForAReason() {
    List<Map<String, String>> rows = Csv.rows(ReferenceData.lines("shapes/networks.csv.gz"));
    Map<DiagnosticKind, Integer> counts = new EnumMap<>(DiagnosticKind.class);
    Map<DiagnosticKind, List<String>> networks = new EnumMap<>(DiagnosticKind.class);
    int made = 0;
    for (Map<String, String> row : rows) {
      boolean madeUp = MADE_UP.matcher(row.get("source_file")).matches();
      made += madeUp ? 1 : 0;
      Diagnostics diagnostics = Conv.diagnose(ShapeCorpusTest.text(row));
      List<Diagnostic> warnings = diagnostics.hasErrors() ? List.of() : diagnostics.sorted();
      for (Diagnostic warning : warnings) {
        counts.merge(warning.kind(), 1, Integer::sum);
        if (!madeUp) {
          networks.computeIfAbsent(warning.kind(), kind -> new ArrayList<>()).add(row.get("source_file"));
        }
      }
    }
    System.out.printf("%d shapes, %d of them made up: %s%n", rows.size(), made, counts);
    assertEquals(
        Map.of(
            DiagnosticKind.WINDOW_OF_PADDING,
            List.of("conv/shapes_deepbench_inference_server", "conv/shapes_deepbench_training", "conv/shapes_deepbench_inference_server"),
            DiagnosticKind.OUTPUT_NOT_REACHED,
            List.of("deconv/shapes_2d")),
        networks);
    assertTrue(rows.size() - made > 300, "too few shapes of networks");
  }
}
