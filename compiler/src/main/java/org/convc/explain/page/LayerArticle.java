package org.convc.explain.page;

import java.util.Optional;
import org.convc.explain.print.Wording;
import org.convc.facts.AxisShape;
import org.convc.facts.LayerFacts;
import org.convc.facts.Measurements;
import org.convc.facts.ReceptiveField;
import org.convc.facts.Timing;
import org.convc.facts.Work;
import org.convc.model.Layer;

/** One layer. */
final class LayerArticle {

  private final Markup html;
  private final LayerFacts facts;
  private final Layer layer;
  private final int index;
  private final Optional<Measurements> measurements;
  private final boolean stages;

  LayerArticle(Markup html, LayerFacts facts, int index, Optional<Measurements> measurements, boolean stages) {
    this.html = html;
    this.facts = facts;
    this.layer = facts.layer();
    this.index = index;
    this.measurements = measurements;
    this.stages = stages;
  }

  void write() {
    String id = HtmlPage.anchor(facts);
    html.open("article", "id", id, "aria-labelledby", id + "-title", "data-layer", Integer.toString(index));
    html.open("h2", "id", id + "-title").text(layer.name() + " ").element("small", Wording.kind(layer)).close();
    layer.documentation().ifPresent(text -> html.element("p", text, "class", "documentation"));
    html.open("p", "class", "shapes").element("b", HtmlPage.times(layer.info().input().toString())).text(" → ")
        .element("b", HtmlPage.times(layer.info().output().toString()))
        .element("span", " " + HtmlPage.times(Wording.ingredients(layer)) + ", " + Wording.layout(layer)).close();
    html.open("div", "class", "columns");
    declaration();
    figures();
    html.close();
    reading();
    work();
    new KernelSection(html, facts, stages).write();
    new SourceSection(html, facts).write();
    html.close().newline();
  }

  private void declaration() {
    html.open("div", "class", "declaration");
    html.element("h3", "Declaration");
    DeclarationBlock.write(html, facts, "Declaration of " + layer.name());
    html.close();
  }

  private void figures() {
    html.open("dl", "class", "figures");
    html.open("div").element("dt", "Shape").open("dd");
    html.element("code", facts.shapes().get(0).formula(), "class", "formula");
    for (AxisShape shape : facts.shapes()) {
      html.open("span", "class", "axis").text(shape.axis() + " ").element("code", shape.numbers()).close();
    }
    html.close().close();
    entry("Parameters", Wording.parameters(facts).replace(" x ", " × "));
    entry("As a dense layer", Wording.dense(facts));
    html.open("div").element("dt", "Receptive field").open("dd");
    for (ReceptiveField field : facts.chain().fields()) {
      html.element("span", field.axis() + " " + Wording.field(field), "class", "axis");
    }
    html.element("span", "through " + String.join(", ", facts.chain().layers()), "class", "axis");
    html.close().close();
    html.open("div").element("dt", "Way back").open("dd").text(Wording.partner(facts));
    facts.partner().declaration().ifPresent(text -> html.element("code", text, "class", "formula"));
    html.close().close();
    html.close();
  }

  private void entry(String name, String text) {
    html.open("div").element("dt", name).element("dd", text).close();
  }

  /** The picture is drawn by a script; what is said here is true without it, too. */
  private void reading() {
    html.element("h3", "How y reads x");
    html.element("p", ReadingWords.sum(layer) + " " + ReadingWords.channels(layer), "class", "note");
    html.open("p", "class", "relation");
    ReadingWords.relation(layer).forEach(line -> html.element("code", line));
    html.close();
    html.open("figure", "class", "reading", "data-layer", Integer.toString(index), "hidden", "").close();
  }

  private void work() {
    html.element("h3", "Work");
    Table table = new Table(html, "Work of the kernels of " + layer.name() + " for one batch item");
    table.head("kernel", "multiply-adds#", "inside the input#", "bytes#", "FLOP/byte#", measurements.isPresent() ? "ms#" : "cycles, predicted#");
    for (Work work : facts.work()) {
      String kernel = work.kernel().javaName();
      table.row("data-kernel", kernel);
      html.open("th", "scope", "row").element("span", Palette.words(kernel), "class", "chip " + Palette.cssClass(kernel)).close();
      table.number(work.multiplyAdds(), Wording.count(work.multiplyAdds()));
      table.number((double) work.inside() / work.multiplyAdds(), Wording.inside(work));
      table.number(work.bytes(), Wording.bytes(work.bytes()));
      table.number(work.intensity(), Wording.short3(work.intensity()));
      Optional<Timing> timing = measurements.flatMap(m -> m.of(layer.name(), kernel));
      if (timing.isPresent()) {
        table.number(timing.get().milliseconds(), Wording.short3(timing.get().milliseconds()) + (timing.get().settled() ? "" : " *"));
      } else {
        KernelSection.cycles(table, RooflinePoint.predictedCycles(facts, work));
      }
    }
    table.close();
    if (measurements.isPresent()) {
      html.element("p", "* was still becoming faster when the time was up.", "class", "note");
    }
  }
}
