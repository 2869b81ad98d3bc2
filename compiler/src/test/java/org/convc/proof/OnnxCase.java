package org.convc.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.convc.testing.ReferenceData;

/** One Conv or ConvTranspose of the reference data, with its attributes as ONNX has them. */
final class OnnxCase {

  private final String name;
  private boolean transposed;
  private final Map<String, List<String>> attributes = new HashMap<>();
  private final Map<String, List<Integer>> shapes = new HashMap<>();
  private final Map<String, double[]> values = new HashMap<>();

  private OnnxCase(String name) {
    this.name = name;
  }

  static List<OnnxCase> all() {
    List<OnnxCase> cases = new ArrayList<>();
    List<String> lines = ReferenceData.lines("onnx/conv_cases.txt");
    for (int i = 0; i < lines.size(); i++) {
      List<String> words = List.of(lines.get(i).replaceFirst("^# ", "").trim().split("\\s+"));
      OnnxCase current = cases.isEmpty() ? null : cases.get(cases.size() - 1);
      switch (words.get(0)) {
        case "case":
          cases.add(new OnnxCase(words.get(1)));
          break;
        case "op":
          current.transposed = words.get(1).equals("ConvTranspose");
          break;
        case "attr":
          current.attributes.put(words.get(1), words.subList(2, words.size()));
          break;
        case "input":
        case "weight":
        case "bias":
        case "output":
          current.shapes.put(words.get(0), words.subList(2, words.size()).stream().map(Integer::valueOf).toList());
          i++;
          current.values.put(
              words.get(0), Arrays.stream(lines.get(i).trim().split("\\s+")).mapToDouble(Float::parseFloat).toArray());
          break;
        default:
          break;
      }
    }
    return cases;
  }

  /** The numbers of input, weight, bias or output; null where there are none. */
  double[] values(String tensor) {
    return values.get(tensor);
  }

  int batch() {
    return shapes.get("input").get(0);
  }

  /** Whether all numbers are integers, which any order of summation keeps exact. */
  boolean exact() {
    return values.values().stream().flatMapToDouble(Arrays::stream).allMatch(v -> v == Math.rint(v) && Math.abs(v) < 1 << 20);
  }

  /** The operator as a layer: what ONNX says with attributes, in the words of the language. */
  String text() {
    List<Integer> x = shapes.get("input");
    List<Integer> w = shapes.get("weight");
    int groups = Integer.parseInt(attributes.getOrDefault("group", List.of("1")).get(0));
    int filters = transposed ? w.get(1) * groups : w.get(0);
    List<String> properties = new ArrayList<>();
    properties.add("input " + join(x.subList(1, x.size())));
    properties.add("filters " + filters);
    properties.add("kernel " + join(w.subList(2, w.size())));
    properties.add("groups " + groups);
    attribute("strides", "stride", properties);
    attribute("dilations", "dilation", properties);
    attribute("output_padding", "output_pad", properties);
    attribute("output_shape", "output", properties);
    padding(properties);
    properties.add("accuracy exact");
    if (values.containsKey("bias")) {
      properties.add("bias");
    }
    return properties.stream()
        .map(p -> "  " + p + ";\n")
        .collect(Collectors.joining("", (transposed ? "transposed" : "conv") + " Onnx {\n", "}\n"));
  }

  @Override
  public String toString() {
    return name;
  }

  private void attribute(String attribute, String word, List<String> properties) {
    if (attributes.containsKey(attribute)) {
      properties.add(word + " " + join(attributes.get(attribute)));
    }
  }

  private void padding(List<String> properties) {
    List<String> pads = attributes.get("pads");
    if (pads != null) {
      int rank = pads.size() / 2;
      properties.add("pad " + join(IntStream.range(0, rank).mapToObj(i -> pads.get(i) + ":" + pads.get(i + rank)).toList()));
    }
    String automatic = attributes.getOrDefault("auto_pad", List.of("NOTSET")).get(0);
    Map<String, String> words = Map.of("SAME_UPPER", "same", "SAME_LOWER", "same_lower", "VALID", "valid");
    if (words.containsKey(automatic)) {
      properties.add("pad " + words.get(automatic));
    }
  }

  private static String join(List<?> sizes) {
    return sizes.stream().map(Object::toString).collect(Collectors.joining(" x "));
  }
}
