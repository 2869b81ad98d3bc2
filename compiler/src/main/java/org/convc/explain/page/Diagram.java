package org.convc.explain.page;

import java.util.List;
import java.util.Locale;
import org.convc.explain.print.Wording;
import org.convc.facts.LayerFacts;
import org.convc.model.Axis;
import org.convc.model.Layer;
import org.convc.runtime.LayerKind;

/** Layers as arrows between tensors, drawn as blocks: as high and as deep as their planes, as wide as they have channels, on a log scale. */
final class Diagram {

  private static final double SMALLEST = 10;
  private static final double DOUBLED = 8.5;

  /** How far back a block seems to reach, for its depth. */
  private static final double OBLIQUE = 0.42;

  private final Markup html;

  private Diagram(Markup html) {
    this.html = html;
  }

  static void write(Markup html, List<LayerFacts> layers) {
    Diagram diagram = new Diagram(html);
    for (int i = 0; i < layers.size(); i++) {
      boolean continues = i > 0 && layers.get(i).chain().layers().size() > 1;
      if (!continues) {
        if (i > 0) {
          html.close().newline();
        }
        html.open("ol", "class", "chain");
        diagram.tensor(layers.get(i).layer(), true);
      }
      diagram.step(layers.get(i));
      diagram.tensor(layers.get(i).layer(), false);
    }
    if (!layers.isEmpty()) {
      html.close();
    }
    if (layers.stream().filter(l -> l.chain().layers().size() == 1).count() > 1) {
      html.element("p", "A new row begins where a layer does not take what the one before it gives.", "class", "note");
    }
  }

  private void step(LayerFacts facts) {
    Layer layer = facts.layer();
    html.open("li", "class", "step");
    html.open("a", "href", "#" + HtmlPage.anchor(facts));
    html.element("strong", layer.name());
    html.element("span", (layer.kind() == LayerKind.TRANSPOSED ? "transposed " : "conv ") + HtmlPage.kernel(facts));
    String extras = extras(layer);
    if (!extras.isEmpty()) {
      html.element("small", extras);
    }
    html.close().close();
  }

  private static String extras(Layer layer) {
    List<Axis> axes = layer.axes();
    StringBuilder extras = new StringBuilder();
    if (axes.stream().anyMatch(a -> a.stride() != 1)) {
      extras.append("stride ").append(uniform(axes.stream().map(Axis::stride).toList()));
    }
    if (axes.stream().anyMatch(a -> a.dilation() != 1)) {
      extras.append(extras.length() == 0 ? "" : ", ").append("dilation ").append(uniform(axes.stream().map(Axis::dilation).toList()));
    }
    if (layer.groups() > 1) {
      extras.append(extras.length() == 0 ? "" : ", ").append(layer.groups()).append(" groups");
    }
    if (layer.info().hasActivation()) {
      extras.append(extras.length() == 0 ? "" : ", ").append(layer.activation());
    }
    return extras.toString();
  }

  private static String uniform(List<Integer> values) {
    boolean same = values.stream().distinct().count() == 1;
    return same ? values.get(0).toString() : String.join(" × ", values.stream().map(String::valueOf).toList());
  }

  private void tensor(Layer layer, boolean input) {
    List<Integer> sizes = layer.axes().stream().map(a -> input ? a.input() : a.output()).toList();
    int channels = input ? layer.inputChannels() : layer.outputChannels();
    double height = length(sizes.size() == 1 ? 1 : sizes.get(sizes.size() - 2));
    double depth = length(sizes.get(sizes.size() - 1)) * OBLIQUE;
    double width = length(channels) * 0.7;
    String shape = channels + " × " + String.join(" × ", sizes.stream().map(String::valueOf).toList());
    html.open("li", "class", "tensor");
    double w = width + depth + 2;
    double h = height + depth + 2;
    html.open("svg", "width", number(w), "height", number(h), "viewBox", "-1 -1 " + number(w) + " " + number(h), "aria-hidden", "true");
    face("front", 0, depth, width, depth, width, depth + height, 0, depth + height);
    face("up", 0, depth, depth, 0, width + depth, 0, width, depth);
    face("side", width, depth, width + depth, 0, width + depth, height, width, height + depth);
    html.close();
    html.element("span", shape);
    long elements = sizes.stream().mapToLong(Integer::longValue).reduce(channels, (a, b) -> a * b);
    html.element("small", Wording.bytes(elements * layer.type().bytes()));
    html.close();
  }

  private void face(String name, double... corners) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < corners.length; i += 2) {
      path.append(i == 0 ? "M" : "L").append(number(corners[i])).append(' ').append(number(corners[i + 1]));
    }
    html.open("path", "class", name, "d", path.append('Z').toString());
  }

  private static double length(int size) {
    return SMALLEST + DOUBLED * Math.log(size) / Math.log(2);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
