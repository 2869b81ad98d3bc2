package org.convc.explain.page;

import java.util.List;
import java.util.Optional;
import org.convc.diagnostic.Diagnostic;
import org.convc.emit.ConvcVersion;
import org.convc.explain.print.Wording;
import org.convc.facts.FileFacts;
import org.convc.facts.LayerFacts;
import org.convc.facts.Measurements;

/** The page: what there is of it, from top to bottom. */
public final class HtmlPage {

  /** What every page says, before the version. */
  public static final String MARK = "Written by convc ";

  private final FileFacts file;
  private final Optional<Measurements> measurements;
  private final boolean stages;
  private final Markup html = new Markup();

  private HtmlPage(FileFacts file, Optional<Measurements> measurements, boolean stages) {
    this.file = file;
    this.measurements = measurements;
    this.stages = stages;
  }

  /**
   * @param stages whether the loop nests after each pass are part of it
   */
  public static String of(FileFacts file, Optional<Measurements> measurements, boolean stages) {
    return new HtmlPage(file, measurements, stages).write();
  }

  private String write() {
    Resources resources = new Resources();
    html.open("html", "lang", "en").newline();
    head(resources);
    html.open("body").newline();
    html.element("a", "Skip to the layers", "class", "skip", "href", "#layers");
    header();
    html.open("main");
    section("layers", "Layers", () -> Diagram.write(html, file.layers()));
    section("overview", "At a glance", this::overview);
    if (!file.layers().isEmpty()) {
      section("roofline", "Roofline", () -> new RooflineSection(html, file.layers(), measurements).write());
    }
    for (int i = 0; i < file.layers().size(); i++) {
      new LayerArticle(html, file.layers().get(i), i, measurements, stages).write();
    }
    html.close().newline();
    html.open("footer");
    html.element("p", MARK + ConvcVersion.VERSION + ". This page is one file: it loads nothing and sends nothing.");
    html.close().newline();
    html.open("script", "type", "application/json", "id", "layer-data").verbatim(PageData.of(file.layers())).close().newline();
    html.open("script").verbatim(resources.script()).close();
    return html.close().close().toString();
  }

  private void head(Resources resources) {
    html.open("head");
    html.open("meta", "charset", "utf-8");
    html.open("meta", "http-equiv", "Content-Security-Policy", "content", resources.policy());
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", fileName() + " explained");
    html.open("style").verbatim(resources.style()).close();
    html.close().newline();
  }

  private void header() {
    html.open("header", "class", "top");
    html.element("p", "convc explain", "class", "eyebrow");
    html.element("h1", fileName());
    html.open("p", "class", "lead");
    html.text(file.layers().size() + (file.layers().size() == 1 ? " layer" : " layers"));
    if (!file.packageName().isEmpty()) {
      html.text(" in ").element("code", file.packageName());
    }
    long parameters = file.layers().stream().mapToLong(LayerFacts::parameters).sum();
    long products = file.layers().stream().mapToLong(l -> l.work().get(0).multiplyAdds()).sum();
    html.text(", " + Wording.count(parameters) + " parameters, " + Wording.count(products) + " multiply-adds forward.");
    html.close();
    html.open("nav", "aria-label", "Layers");
    for (LayerFacts layer : file.layers()) {
      html.element("a", layer.layer().name(), "href", "#" + anchor(layer));
    }
    html.close();
    warnings(file.warnings());
    html.close().newline();
  }

  private void warnings(List<Diagnostic> warnings) {
    if (!warnings.isEmpty()) {
      html.open("ul", "class", "warnings", "aria-label", "Warnings");
      warnings.forEach(w -> html.element("li", "Line " + w.line() + ": " + w.message()));
      html.close();
    }
  }

  private void section(String id, String title, Runnable content) {
    html.open("section", "id", id, "aria-labelledby", id + "-title");
    html.element("h2", title, "id", id + "-title");
    content.run();
    html.close().newline();
  }

  private void overview() {
    Table table = new Table(html, "Layers of the file");
    table.head("layer", "x", "y", "kernel", "parameters#", "multiply-adds#", "bytes#", "FLOP/byte#", "receptive field", "dense layer's weights#");
    for (LayerFacts facts : file.layers()) {
      table.row();
      html.open("th", "scope", "row").element("a", facts.layer().name(), "href", "#" + anchor(facts)).close();
      table.text(times(facts.layer().info().input().toString()));
      table.text(times(facts.layer().info().output().toString()));
      table.text(kernel(facts));
      table.number(facts.parameters(), Wording.count(facts.parameters()));
      table.number(facts.work().get(0).multiplyAdds(), Wording.count(facts.work().get(0).multiplyAdds()));
      table.number(facts.work().get(0).bytes(), Wording.bytes(facts.work().get(0).bytes()));
      table.number(facts.work().get(0).intensity(), Wording.short3(facts.work().get(0).intensity()));
      table.text(String.join(" × ", facts.chain().fields().stream().map(f -> f.size().toString()).toList()));
      table.number(facts.denseWeights(), Wording.count(facts.denseWeights()));
    }
    table.close();
    html.element("p", "Multiply-adds, bytes and FLOP/byte of the forward pass for one batch item. Bytes count each tensor once: less memory"
        + " traffic than that is impossible.", "class", "note");
  }

  static String kernel(LayerFacts facts) {
    return String.join(" × ", facts.layer().axes().stream().map(a -> Integer.toString(a.kernel())).toList());
  }

  static String times(String shape) {
    return shape.replace(" x ", " × ");
  }

  static String anchor(LayerFacts layer) {
    return "layer-" + layer.layer().name();
  }

  /** Without its folders, which say nothing to whom the page is sent. */
  private String fileName() {
    String path = file.name();
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
