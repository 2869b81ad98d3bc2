package org.convc.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.convc.Convc;
import org.convc.analysis.Frontend;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.ir.Kernel;
import org.convc.ir.Printer;
import org.convc.model.Axis;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.schedule.Scheduled;
import org.convc.schedule.Scheduler;
import org.convc.testing.Calls;
import org.junit.jupiter.api.Test;

/**
 * Writes {@code compiler/PIPELINE.md}: two small layers at every stage. The document is compared with what the compiler does now, and
 * rewritten with {@code -Dconvc.rewrite=true}.
 */
class PipelineDocumentTest {

  private static final Path DOCUMENT = Path.of("PIPELINE.md");

  private static final String SMOOTH =
      String.join(
          "\n",
          "conv Smooth {",
          "  input 2 x 4;",
          "  filters 1;",
          "  kernel 2;",
          "  pad 0:1;",
          "  bias;",
          "  activation relu;",
          "}",
          "");

  private static final String DOUBLED =
      String.join(
          "\n", "transposed Doubled {", "  input 1 x 3;", "  filters 1;", "  kernel 4;", "  stride 2;", "  pad 1;", "}", "");

  private final StringBuilder text = new StringBuilder();

  @Test
  void theDocumentShowsWhatTheCompilerDoes() throws IOException {
    write();
    if (Boolean.getBoolean("convc.rewrite")) {
      Files.writeString(DOCUMENT, text);
    }
    assertEquals(Files.readString(DOCUMENT), text.toString(), "mvn -pl compiler -am test -Dconvc.rewrite=true rewrites it");
  }

  private void write() {
    paragraph("# One layer, stage by stage");
    paragraph(
        "What convc makes of a layer on its way from text to Java. This file is written by a test from what the compiler does, so it is",
        "never out of date. Read `org.convc.ir.package-info` for what the loop nests mean.");
    Layer smooth = layer("smooth.conv", SMOOTH);
    paragraph("## Text");
    block("", SMOOTH);
    paragraph("## Model", "Every number resolved (`org.convc.model.Layer`).");
    block("", model(smooth));
    paragraph(
        "## Relation",
        "Position `i`, window `o` and tap `k` are related where the equation holds; every kernel is a sum over related triples",
        "(`org.convc.model.Relation`).");
    block("", relation(smooth));
    paragraph("## Loop nests of the forward kernel", "The definition (`org.convc.lower`), then each pass that changes it (`org.convc.pass`).");
    stages(Scheduler.schedule(smooth).get(KernelKind.FORWARD), 99);
    paragraph("## Java", "All of it (`org.convc.emit`): what the Maven plugin writes and what Janino compiles at run time.");
    block("java", Convc.compile("smooth.conv", SMOOTH, Calls.SAME_EVERYWHERE).source("Smooth"));
    paragraph(
        "## A stride, seen from the positions",
        "The forward kernel of a transposed layer is the data gradient of a convolution: what windows push, positions pull, one phase of",
        "the stride at a time.");
    block("", DOUBLED);
    stages(Scheduler.schedule(layer("doubled.conv", DOUBLED)).get(KernelKind.FORWARD), 2);
  }

  private static Layer layer(String name, String conv) {
    return Frontend.read(new Diagnostics(new SourceText(name, conv))).orElseThrow().layers().get(0);
  }

  private static String model(Layer layer) {
    StringBuilder model = new StringBuilder();
    model.append(layer.info()).append('\n');
    for (Axis a : layer.axes()) {
      model.append(
          String.format(
              "%s: input %d, output %d, kernel %d, stride %d, dilation %d, pad %d:%d%n".replace("%n", "\n"),
              a.name(), a.input(), a.output(), a.kernel(), a.stride(), a.dilation(), a.padBefore(), a.padAfter()));
    }
    return model.toString();
  }

  private static String relation(Layer layer) {
    StringBuilder relation = new StringBuilder();
    for (Relation.Axis a : layer.relation().axes()) {
      relation.append(
          String.format(
              "i = o * %d + k * %d - %d,  0 <= o < %d,  0 <= k < %d,  0 <= i < %d\n",
              a.stride(), a.dilation(), a.padBefore(), a.windows(), a.taps(), a.positions()));
    }
    return relation.toString();
  }

  /** The first stages that differ from the one before; the declarations of the buffers only where there are new ones. */
  private void stages(Scheduled scheduled, int most) {
    Kernel before = null;
    int shown = 0;
    for (Scheduled.Stage stage : scheduled.stages()) {
      Kernel kernel = stage.kernel();
      if (!kernel.equals(before) && shown++ < most) {
        paragraph("### " + stage.name());
        boolean sameBuffers =
            before != null && before.scratch().equals(kernel.scratch()) && before.packed().equals(kernel.packed());
        String printed = Printer.print(kernel);
        int code = printed.indexOf(kernel.packed().isEmpty() ? "for " : "packing\n");
        block("", sameBuffers ? printed.substring(code) : printed);
      }
      before = kernel;
    }
  }

  private void paragraph(String... lines) {
    text.append(text.length() == 0 ? "" : "\n");
    for (String line : lines) {
      text.append(line).append(line.startsWith("#") && lines.length > 1 ? "\n\n" : "\n");
    }
  }

  private void block(String language, String content) {
    text.append("\n```").append(language).append('\n').append(content);
    text.append(content.endsWith("\n") ? "" : "\n").append("```\n");
  }
}
