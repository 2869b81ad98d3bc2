package org.convc.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.convc.model.Axis;
import org.convc.model.Layer;
import org.convc.testing.Conv;
import org.convc.testing.ReferenceData;
import org.junit.jupiter.api.Test;

/** The Conv and ConvTranspose cases of ONNX, written in the language, have the shapes that ONNX gives them. */
class OnnxShapesTest {

  /** Words of one case by the first word of their line; for attributes by the name of the attribute. */
  private record Case(Map<String, List<String>> words) {

    boolean has(String word) {
      return words.containsKey(word);
    }

    String sizes(String word) {
      return String.join(" x ", words.get(word));
    }

    List<Integer> shape(String tensor) {
      return words.get(tensor).stream().skip(1).map(Integer::valueOf).toList();
    }
  }

  @Test
  void everyCaseHasTheShapesOfOnnx() {
    List<Case> cases = cases(ReferenceData.lines("onnx/conv_cases.txt"));
    assertEquals(30, cases.size());
    for (Case onnx : cases) {
      Layer layer = Conv.layer(text(onnx));
      List<Integer> output = onnx.shape("output");
      assertEquals(output.get(1), layer.outputChannels(), onnx.toString());
      assertEquals(output.subList(2, output.size()), layer.axes().stream().map(Axis::output).toList(), onnx.toString());
      assertEquals(join(onnx.shape("weight")), layer.info().weights().toString());
    }
  }

  private static String text(Case onnx) {
    boolean transposed = onnx.words().get("op").get(0).equals("ConvTranspose");
    List<Integer> input = onnx.shape("input");
    List<Integer> weight = onnx.shape("weight");
    int groups = onnx.has("group") ? Integer.parseInt(onnx.sizes("group")) : 1;
    StringBuilder text = new StringBuilder(transposed ? "transposed" : "conv").append(" Case {\n");
    text.append("input ").append(join(input.subList(1, input.size()))).append(";\n");
    text.append("filters ").append(transposed ? weight.get(1) * groups : weight.get(0)).append(";\n");
    text.append("kernel ").append(join(weight.subList(2, weight.size()))).append(";\n");
    text.append("groups ").append(groups).append(";\n");
    Map.of("strides", "stride", "dilations", "dilation", "output_padding", "output_pad", "output_shape", "output")
        .forEach((name, word) -> text.append(onnx.has(name) ? word + " " + onnx.sizes(name) + ";\n" : ""));
    if (onnx.has("pads")) {
      List<String> pads = onnx.words().get("pads");
      int rank = pads.size() / 2;
      text.append("pad ")
          .append(
              IntStream.range(0, rank)
                  .mapToObj(i -> pads.get(i) + ":" + pads.get(rank + i))
                  .collect(Collectors.joining(" x ")))
          .append(";\n");
    }
    if (onnx.has("auto_pad")) {
      text.append(onnx.sizes("auto_pad").equals("SAME_LOWER") ? "pad same_lower;\n" : "pad same;\n");
    }
    return text.append("}\n").toString();
  }

  private static String join(List<Integer> sizes) {
    return sizes.stream().map(Object::toString).collect(Collectors.joining(" x "));
  }

  private static List<Case> cases(List<String> lines) {
    List<Case> cases = new ArrayList<>();
    Map<String, List<String>> words = new HashMap<>();
    for (String line : lines) {
      List<String> parts = List.of(line.split(" "));
      switch (parts.get(0)) {
        case "attr" -> words.put(parts.get(1), parts.subList(2, parts.size()));
        case "case", "op", "input", "weight", "output" -> words.put(parts.get(0), parts.subList(1, parts.size()));
        case "end" -> {
          cases.add(new Case(words));
          words = new HashMap<>();
        }
        default -> { }
      }
    }
    return cases;
  }
}
