package org.convc.explain.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.KernelPlan;
import org.convc.LayerPlan;
import org.convc.facts.AxisShape;
import org.convc.facts.FileFacts;
import org.convc.facts.LayerFacts;
import org.convc.facts.Measurements;
import org.convc.facts.ReceptiveField;
import org.convc.facts.SourceLines;
import org.convc.facts.Timing;
import org.convc.facts.Work;
import org.convc.ir.Printer;
import org.convc.model.Layer;
import org.convc.schedule.Scheduled;

/** The explanation for a terminal. */
public final class TextExplanation {

  private final Optional<Measurements> measurements;
  private final boolean stages;
  private final boolean source;
  private final TextLines out = new TextLines();

  public TextExplanation(Optional<Measurements> measurements, boolean stages, boolean source) {
    this.measurements = measurements;
    this.stages = stages;
    this.source = source;
  }

  public String write(FileFacts file) {
    int count = file.layers().size();
    String in = file.packageName().isEmpty() ? "" : ", package " + file.packageName();
    out.line(0, file.name() + in + ", " + count + (count == 1 ? " layer" : " layers"));
    measurements.ifPresent(
        m -> {
          out.blank();
          out.wrapped(0, "This machine: " + Wording.rate(m.roof().peak(), m.roof()) + " at most, " + Wording.bandwidth(m.roof())
              + " from memory. " + m.roof().origin());
        });
    file.layers().forEach(this::layer);
    return out.toString();
  }

  private void layer(LayerFacts facts) {
    Layer layer = facts.layer();
    out.blank();
    out.title(layer.name() + ", " + Wording.kind(layer) + ", line " + layer.origin().line());
    layer.documentation().ifPresent(text -> text.lines().map(String::strip).forEach(line -> out.wrapped(1, line)));
    out.blank();
    out.line(1, layer.info().input() + " -> " + layer.info().output() + ", " + Wording.ingredients(layer));
    shapes(facts.shapes());
    work(facts);
    properties(facts);
    facts.plan().twins().forEach(this::twin);
    if (source) {
      out.blank();
      out.line(1, "Source");
      for (SourceLines.Piece piece : facts.source().pieces()) {
        piece.lines().forEach(line -> out.line(2, line));
      }
    }
  }

  private void shapes(List<AxisShape> shapes) {
    out.blank();
    out.line(1, "Shape: " + shapes.get(0).formula());
    List<List<String>> rows = new ArrayList<>();
    shapes.forEach(shape -> rows.add(List.of(shape.axis(), shape.numbers())));
    out.table(2, rows, 0);
  }

  private void work(LayerFacts facts) {
    out.blank();
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("One batch item", "multiply-adds", "inside", "bytes", "FLOP/byte"));
    measurements.ifPresent(m -> head.addAll(List.of("ms", "GFLOP/s")));
    rows.add(head);
    boolean unsettled = false;
    for (Work work : facts.work()) {
      List<String> row = new ArrayList<>(List.of(
          work.kernel().javaName(),
          Wording.count(work.multiplyAdds()),
          Wording.inside(work),
          Wording.bytes(work.bytes()),
          Wording.short3(work.intensity())));
      Optional<Timing> timing = measurements.flatMap(m -> m.of(facts.layer().name(), work.kernel().javaName()));
      if (timing.isPresent()) {
        unsettled |= !timing.get().settled();
        double milliseconds = timing.get().milliseconds();
        row.add(Wording.short3(milliseconds) + (timing.get().settled() ? "" : " *"));
        row.add(Wording.short3(work.operations() / milliseconds * 1e-6));
      }
      rows.add(row);
    }
    out.table(1, rows, 5 + 2);
    if (unsettled) {
      out.line(1, "* was still becoming faster when the time was up");
    }
  }

  private void properties(LayerFacts facts) {
    out.blank();
    out.entry("Parameters", Wording.parameters(facts));
    out.entry("As a dense layer", Wording.dense(facts));
    String through = String.join(", ", facts.chain().layers());
    List<String> fields = new ArrayList<>();
    for (ReceptiveField field : facts.chain().fields()) {
      fields.add(field.axis() + " " + Wording.field(field));
    }
    out.entry("Receptive field", String.join("; ", fields) + " (through " + through + ")");
    out.entry("Partner", Wording.partner(facts));
    facts.partner().declaration().ifPresent(text -> out.entry("", text));
  }

  private void twin(LayerPlan.TwinPlan twin) {
    out.blank();
    out.line(1, "Kernels for " + (twin.vectorBits() == 0 ? "plain arrays" : "vectors of " + twin.vectorBits() + " bits")
        + (twin.release() == 0 ? ", any JDK" : ", JDK " + twin.release()));
    for (KernelPlan kernel : twin.kernels()) {
      KernelText.write(out, kernel);
      if (stages) {
        stages(kernel.scheduled());
      }
    }
  }

  /** Passes that change nothing are left out. */
  private void stages(Scheduled scheduled) {
    String before = "";
    for (Scheduled.Stage stage : scheduled.stages()) {
      String printed = Printer.print(stage.kernel());
      if (!printed.equals(before)) {
        out.line(2, "after " + stage.name());
        printed.lines().forEach(line -> out.line(3, line));
      }
      before = printed;
    }
  }
}
