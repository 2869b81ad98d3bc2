package org.convc.explain.print;

import java.util.Locale;
import org.convc.facts.LayerFacts;
import org.convc.facts.ReceptiveField;
import org.convc.facts.Roof;
import org.convc.facts.Work;
import org.convc.model.Accuracy;
import org.convc.model.Layer;
import org.convc.runtime.LayerKind;

/** Numbers and sentences that text and page share. */
public final class Wording {

  private Wording() {}

  /** {@code 1,234,567} */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1,234 bytes}, {@code 38.4 kB}, {@code 1.25 MB}. */
  public static String bytes(long bytes) {
    if (bytes < 10_000) {
      return count(bytes) + " bytes";
    }
    String[] units = {"kB", "MB", "GB", "TB"};
    double value = bytes;
    int unit = -1;
    while (value >= 1000 && unit + 1 < units.length) {
      value /= 1000;
      unit++;
    }
    return short3(value) + " " + units[unit];
  }

  /** About three digits: {@code 0.0123}, {@code 4.56}, {@code 78.9}, {@code 1,230}. */
  public static String short3(double value) {
    if (value == 0) {
      return "0";
    }
    int digits = Math.max(0, Math.min(6, 2 - (int) Math.floor(Math.log10(Math.abs(value)))));
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  /** {@code float convolution}. */
  public static String kind(Layer layer) {
    String kind = layer.kind() == LayerKind.TRANSPOSED ? "transposed convolution" : "convolution";
    return layer.type().word() + " " + (layer.flipped() ? "true " : "") + kind;
  }

  /** {@code nchw} or {@code nhwc}. */
  public static String layout(Layer layer) {
    return layer.layout().name().toLowerCase(Locale.ROOT);
  }

  /** The weights, and what is done to the sums: {@code weights 6 x 1 x 5 x 5, bias, tanh}. */
  public static String ingredients(Layer layer) {
    return "weights " + layer.info().weights()
        + (layer.groups() == 1 ? "" : ", " + layer.groups() + " groups")
        + (layer.bias() ? ", bias" : "")
        + (layer.info().hasActivation() ? ", " + layer.activation() : "")
        + (layer.accuracy().equals(Accuracy.DEFAULT) ? "" : ", accuracy " + layer.accuracy());
  }

  public static String parameters(LayerFacts facts) {
    Layer layer = facts.layer();
    return count(facts.parameters()) + ": " + layer.info().weights() + " weights"
        + (layer.bias() ? " and " + count(layer.outputChannels()) + " biases" : "");
  }

  public static String dense(LayerFacts facts) {
    Layer layer = facts.layer();
    double weights = layer.info().weights().elements();
    double products = layer.relation().multiplyAdds();
    return count(facts.denseWeights()) + " weights, and as many multiply-adds a pass: "
        + short3(facts.denseWeights() / weights) + " times the weights and " + short3(facts.denseWeights() / products)
        + " times the multiply-adds of this layer";
  }

  public static String partner(LayerFacts facts) {
    boolean convolution = facts.layer().kind() == LayerKind.CONVOLUTION;
    String other = convolution ? "transposed layer" : "convolution";
    if (facts.partner().declaration().isEmpty()) {
      return "none: no convolution of this stride and padding leads from the output back to the shape of the input";
    }
    if (facts.partner().exact()) {
      return "exact: this " + other + " leads back from the output to the shape of the input";
    }
    return convolution
        ? "not exact: input + before + after - extent is no multiple of the stride, so this " + other + " needs output_pad"
        : "not exact: it has output_pad, so this " + other + " leaves trailing positions unread";
  }

  /** {@code 14, neighbours 2 apart, the first begins at -6}. */
  public static String field(ReceptiveField field) {
    return String.format(Locale.ROOT, "%,d", field.size()) + ", neighbours " + field.jump() + " apart, the first begins at " + field.start();
  }

  /** {@code 123.4 FLOP/cycle}. */
  public static String rate(double value, Roof roof) {
    return short3(value) + (roof.unit().equals("ns") ? " GFLOP/s" : " FLOP/cycle");
  }

  public static String bandwidth(Roof roof) {
    return short3(roof.bandwidth()) + (roof.unit().equals("ns") ? " GB/s" : " bytes/cycle");
  }

  /** The share of the products that meet no padding. */
  public static String inside(Work work) {
    return short3(100.0 * work.inside() / work.multiplyAdds()) + " %";
  }
}
