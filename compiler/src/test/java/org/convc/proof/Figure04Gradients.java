package org.convc.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.convc.Convc;
import org.convc.runtime.ConvLayer;
import org.convc.testing.Calls;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.ReferenceData;

/** Gradients that others computed, on integers: y, dx, dw and db to the bit, in float and in double, from {@code .conv} text. */
final class Figure04Gradients implements Figure {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String number() {
    return "4";
  }

  @Override
  public String what() {
    return "reference gradients: y, dx, dw, db bitwise";
  }

  @Override
  public String target() {
    return "all";
  }

  @Override
  public long ordinary() {
    return 271;
  }

  @Override
  public long full() {
    return 271;
  }

  @Override
  public Finding measure(Size size) {
    List<String> lines = ReferenceData.lines("gradients/cases.jsonl.gz");
    Size available = new Size(Math.min(size.count(), lines.size() - size.first()), size.first(), size.seed(), size.threads());
    List<String> failures = Cases.run(number(), available, index -> run(parse(lines.get((int) index))));
    String value = available.count() - failures.size() + " of " + available.count();
    return new Finding(value, available.count(), 0, failures, List.of("each in float and in double"));
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> run(JsonNode node) {
    double[] b = node.get("has_bias").asBoolean() ? numbers(node, "b") : null;
    int batch = node.get("x_shape").get(0).asInt();
    LayerData data = new LayerData(batch, numbers(node, "x"), numbers(node, "w"), b, numbers(node, "gy"));
    for (String type : List.of("float", "double")) {
      String text = text(node, type);
      ConvLayer layer = Convc.compile(node.get("name").asText(), text, Calls.SAME_EVERYWHERE).layer("Gradients");
      LayerResults results = LayerResults.run(layer, data);
      double[] y = numbers(node, "y");
      // The gradient by a bias is there whether the layer has one or not; the data has it for layers with one.
      double[] db = b == null ? results.db() : numbers(node, "gb");
      Optional<String> difference = results.difference(new LayerResults(y, y, numbers(node, "gx"), numbers(node, "gw"), db));
      if (difference.isPresent()) {
        return difference.map(d -> node.get("name").asText() + ": " + d + "\n" + text);
      }
    }
    return Optional.empty();
  }

  private static String text(JsonNode node, String type) {
    boolean transposed = node.get("op").asText().equals("conv_transpose");
    List<Integer> x = sizes(node, "x_shape");
    List<String> pads = new ArrayList<>();
    for (int i = 0; i < x.size() - 2; i++) {
      pads.add(sizes(node, "pad_begin").get(i) + ":" + sizes(node, "pad_end").get(i));
    }
    List<Integer> w = sizes(node, "w_shape");
    return (transposed ? "transposed" : "conv") + " Gradients {"
        + "\n  input " + join(x.subList(1, x.size())) + "; filters " + sizes(node, "y_shape").get(1) + ";"
        + "\n  kernel " + join(w.subList(2, w.size())) + "; stride " + join(sizes(node, "stride"))
        + "; pad " + join(pads) + "; dilation " + join(sizes(node, "dilation")) + "; groups " + node.get("groups") + ";"
        + (transposed ? "\n  output_pad " + join(sizes(node, "output_padding")) + ";" : "")
        + (node.get("has_bias").asBoolean() ? "\n  bias;" : "")
        + "\n  type " + type + "; accuracy exact;\n}\n";
  }

  private static List<Integer> sizes(JsonNode node, String field) {
    return StreamSupport.stream(node.get(field).spliterator(), false).map(JsonNode::asInt).toList();
  }

  private static double[] numbers(JsonNode node, String field) {
    return StreamSupport.stream(node.get(field).spliterator(), false).mapToDouble(JsonNode::asDouble).toArray();
  }

  private static String join(List<?> sizes) {
    return sizes.stream().map(Object::toString).collect(Collectors.joining(" x "));
  }
}
