package org.convc.explain.page;

import java.util.List;
import java.util.Optional;
import org.convc.LayerPlan;
import org.convc.explain.print.Wording;
import org.convc.facts.LayerFacts;
import org.convc.facts.Measurements;
import org.convc.facts.Roof;
import org.convc.runtime.ElementType;
import org.convc.schedule.Target;

/** The roof of the machine, every kernel under it, and the same as a table. */
final class RooflineSection {

  private final Markup html;
  private final Roof roof;
  private final boolean measured;
  private final List<RooflinePoint> points;

  RooflineSection(Markup html, List<LayerFacts> layers, Optional<Measurements> measurements) {
    this.html = html;
    this.measured = measurements.isPresent();
    this.roof = measurements.map(Measurements::roof).orElseGet(() -> model(layers));
    this.points = RooflinePoint.of(layers, measurements);
  }

  private static Roof model(List<LayerFacts> layers) {
    List<LayerPlan.TwinPlan> twins = layers.get(0).plan().twins();
    boolean floats = layers.stream().anyMatch(l -> l.layer().type() == ElementType.FLOAT);
    return Roof.model(new Target(twins.get(twins.size() - 1).vectorBits()), floats ? ElementType.FLOAT : ElementType.DOUBLE);
  }

  void write() {
    html.open("p", "class", "origin").element("strong", measured ? "Measured. " : "Not measured. ");
    html.text(roof.origin());
    if (measured) {
      html.text(" The points are calls on one batch item, timed when they had become as fast as they get.");
    } else {
      html.text(" The points are predictions of the costs that choose among strategies, good for comparing and not for times. ");
      html.element("code", "explain --measure").text(" measures both.");
    }
    html.close();
    html.open("figure", "class", "roofline");
    new RooflineChart(html, roof, points).write();
    html.open("figcaption");
    html.open("ul", "class", "legend");
    points.stream().map(p -> p.work().kernel().javaName()).distinct().forEach(
        kernel -> html.element("li", Palette.words(kernel), "class", Palette.cssClass(kernel)));
    html.close();
    html.open("ol", "class", "legend");
    points.stream().map(RooflinePoint::layer).distinct().forEach(layer -> html.element("li", layer.layer().name()));
    html.close();
    html.element("p", "A point that would hide another one is moved to its right.", "class", "note");
    html.close().close();
    html.open("details").element("summary", "The same as a table");
    table();
    html.close();
  }

  private void table() {
    Table table = new Table(html, "Kernels under the roof");
    table.head("layer", "kernel", "FLOP/byte#", measured ? "GFLOP/s#" : "FLOP/cycle, predicted#", "roof there#", "of the roof#", "bound by");
    for (RooflinePoint point : points) {
      double intensity = point.work().intensity();
      double most = roof.attainable(intensity);
      table.row();
      html.open("th", "scope", "row").element("a", point.layer().layer().name(), "href", "#" + HtmlPage.anchor(point.layer())).close();
      table.text(Palette.words(point.work().kernel().javaName()));
      table.number(intensity, Wording.short3(intensity));
      table.number(point.rate(), Wording.short3(point.rate()));
      table.number(most, Wording.short3(most));
      table.number(point.rate() / most, Wording.short3(100 * point.rate() / most) + " %");
      table.text(intensity < roof.ridge() ? "memory" : "arithmetic");
    }
    table.close();
  }
}
