package org.convc.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.convc.CompileOptions;
import org.convc.ConvModule;
import org.convc.Convc;
import org.convc.explain.page.HtmlPage;
import org.convc.facts.FileFacts;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final Path GOLDEN = Path.of("src/test/resources/explain/lenet.txt");

  /** The whole text for a file, on a machine that is not known. Rewritten with {@code -Dconvc.rewrite=true}. */
  @Test
  void textAsItIs() throws Exception {
    String text = Explanation.of(Examples.plain("lenet.conv", Examples.LENET)).text();
    if (Boolean.getBoolean("convc.rewrite")) {
      Files.writeString(GOLDEN, text);
    }
    assertEquals(Files.readString(GOLDEN), text);
    text.lines().forEach(line -> assertTrue(line.length() <= 110, line));
    assertFalse(text.contains("\r"));
  }

  @Test
  void oneLayerKnowsTheOnesBeforeIt() {
    ConvModule module = Examples.plain("lenet.conv", Examples.LENET);
    String text = Explanation.of(module, "C3").text();
    assertTrue(text.contains("height 14, neighbours 2 apart, the first begins at -2"), text);
    assertTrue(text.contains("through C1, S2, C3"), text);
    assertFalse(text.contains("S2, float convolution"), text);
    assertThrows(IllegalArgumentException.class, () -> Explanation.of(module, "C4"));
  }

  @Test
  void stagesAndSourceOnRequest() {
    ConvModule module = Examples.plain("lenet.conv", Examples.LENET);
    Explanation explanation = Explanation.of(module, "S2");
    assertFalse(explanation.text().contains("after Definition"));
    String stages = explanation.withStages().text();
    assertTrue(stages.contains("after Definition\n      kernel forward, float\n"), stages);
    String source = explanation.withSource().text();
    assertTrue(source.contains("public final class S2 extends FloatConvLayer {"), source);
    assertFalse(source.contains("after Definition"));
  }

  @Test
  void jsonIsReadBack() throws Exception {
    ConvModule module = Examples.plain("lenet.conv", Examples.LENET);
    JsonNode file = new ObjectMapper().readTree(Explanation.of(module).withStages().withSource().json());
    assertEquals(List.of("convc", "file", "package", "warnings", "layers"), names(file));
    assertEquals("lenet.conv", file.get("file").asText());
    assertEquals("com.example.lenet", file.get("package").asText());
    assertEquals(4, file.get("layers").size());
    JsonNode layer = file.get("layers").get(2);
    assertEquals(
        List.of("name", "line", "kind", "type", "layout", "flipped", "groups", "input", "output", "weights", "bias", "activation",
            "accuracy", "axes", "parameters", "denseWeights", "work", "partner", "receptiveField", "targets", "source"),
        names(layer));
    assertEquals("[16,10,10]", layer.get("output").toString());
    assertEquals(16 * 6 * 25 + 16, layer.get("parameters").asLong());
    assertEquals(6L * 14 * 14 * 16 * 10 * 10, layer.get("denseWeights").asLong());
    assertEquals(16 * 6 * 25 * 100, layer.get("work").get(0).get("multiplyAdds").asLong());
    assertEquals("{\"name\":\"height\",\"size\":14,\"jump\":\"2\",\"start\":-2}", layer.get("receptiveField").get("axes").get(0).toString());
    assertEquals("[\"C1\",\"S2\",\"C3\"]", layer.get("receptiveField").get("through").toString());
    JsonNode forward = layer.get("targets").get(0).get("kernels").get(0);
    assertEquals("direct", forward.get("strategy").asText());
    assertTrue(forward.get("cycles").asDouble() > 0, forward::toString);
    JsonNode backwardBias = layer.get("targets").get(0).get("kernels").get(4);
    assertEquals("backwardBias", backwardBias.get("kernel").asText());
    assertFalse(backwardBias.has("cycles"), backwardBias::toString);
    assertEquals("Definition", forward.get("stages").get(0).get("pass").asText());
    assertEquals(module.source("C3"), layer.get("source").asText());
    assertEquals("First maps: strokes of a digit.", file.get("layers").get(0).get("documentation").asText());
    assertFalse(new ObjectMapper().readTree(Explanation.of(module).json()).get("layers").get(0).has("source"));
  }

  /** Times say nothing of a busy machine; they are there, and above zero. */
  @Test
  void measures() throws Exception {
    ConvModule module = Convc.compile("t.conv", "conv Tiny { input 1 x 8 x 8; filters 2; kernel 3; }", CompileOptions.defaults().withoutVectors());
    Explanation measured = Explanation.of(module).measured(Duration.ofMillis(50));
    JsonNode file = new ObjectMapper().readTree(measured.json());
    assertTrue(file.get("machine").get("gigaflops").asDouble() > 0.01, measured::json);
    assertTrue(file.get("machine").get("gigabytesPerSecond").asDouble() > 0.01, measured::json);
    for (JsonNode work : file.get("layers").get(0).get("work")) {
      assertTrue(work.get("milliseconds").asDouble() > 0, work::toString);
    }
    assertTrue(measured.text().contains("GFLOP/s"), measured::text);
    assertTrue(measured.html().contains("<strong>Measured. </strong>"));
    assertFalse(Explanation.of(module).html().contains("<strong>Measured. </strong>"));
  }

  /** Each target of a class for machines that are not known. */
  @Test
  void explainsTwins() {
    ConvModule module = Convc.compile(
        "t.conv", "conv Tiny { input 8 x 8 x 8; filters 8; kernel 3; }", CompileOptions.defaults().withTwins(List.of(128, 256)));
    String text = Explanation.of(module).text();
    assertTrue(text.contains("Kernels for plain arrays, any JDK\n"), text);
    assertTrue(text.contains("Kernels for vectors of 256 bits, any JDK\n"), text);
    String page = Explanation.of(module).html();
    assertTrue(page.contains("Kernels for vectors of 128 bits, any JDK"), "no second twin");
  }

  @Test
  void explainsNothingWhereNothingIsAskedFor() {
    FileFacts nothing = FileFacts.of(Examples.plain("lenet.conv", Examples.LENET), List.of());
    assertTrue(HtmlPage.of(nothing, Optional.empty(), false).contains("0 layers"));
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    for (Iterator<String> i = node.fieldNames(); i.hasNext();) {
      names.add(i.next());
    }
    return names;
  }
}
