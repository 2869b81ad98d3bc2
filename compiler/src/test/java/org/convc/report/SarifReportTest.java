package org.convc.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.convc.analysis.Frontend;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.Diagnostics;
import org.convc.parser.SourceReader;
import org.convc.testing.Conv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SarifReportTest {

  private static final Path ERRORS = Path.of("src", "test", "resources", "errors");

  /**
   * The part of SARIF's schema that is used: by kind of object, its properties with their kinds. A star marks those that the schema
   * requires, and brackets an array, which has at least one element where an exclamation mark follows. The schema allows no others.
   */
  private static final Map<String, Map<String, String>> SCHEMA =
      Map.ofEntries(
          Map.entry("log", Map.of("$schema", "uri", "version", "version*", "runs", "[run]*")),
          Map.entry("run", Map.of("tool", "tool*", "columnKind", "columnKind", "results", "[result]")),
          Map.entry("tool", Map.of("driver", "driver*")),
          Map.entry("driver", Map.of("name", "string*", "version", "string", "rules", "[rule]")),
          Map.entry(
              "rule",
              Map.of("id", "string*", "shortDescription", "message", "help", "help", "defaultConfiguration", "configuration")),
          Map.entry("configuration", Map.of("level", "level")),
          Map.entry("help", Map.of("text", "string*", "markdown", "string")),
          Map.entry(
              "result",
              Map.of(
                  "ruleId", "string", "ruleIndex", "index", "level", "level", "message", "message*", "locations", "[location]",
                  "relatedLocations", "[location]", "fixes", "[fix]")),
          Map.entry("message", Map.of("text", "string*")),
          Map.entry("location", Map.of("id", "index", "physicalLocation", "physicalLocation", "message", "message")),
          Map.entry("physicalLocation", Map.of("artifactLocation", "artifactLocation*", "region", "region")),
          Map.entry("artifactLocation", Map.of("uri", "uri")),
          Map.entry(
              "region",
              Map.of(
                  "startLine", "count", "startColumn", "count", "endLine", "count", "endColumn", "count", "charOffset", "index",
                  "charLength", "index")),
          Map.entry("fix", Map.of("description", "message", "artifactChanges", "[artifactChange]!*")),
          Map.entry("artifactChange", Map.of("artifactLocation", "artifactLocation*", "replacements", "[replacement]!*")),
          Map.entry("replacement", Map.of("deletedRegion", "region*", "insertedContent", "content")),
          Map.entry("content", Map.of("text", "string")));

  static List<Path> fixtures() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path folder : List.of(ERRORS, ERRORS.resolveSibling("warnings"), Path.of("..", "grammar").resolve(ERRORS))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.sorted().forEach(all::add);
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void followsTheSchema(Path file) throws IOException {
    Diagnostics diagnostics = SourceReader.read(file, file.toString());
    Frontend.read(diagnostics);
    JsonNode log = read(diagnostics.sorted());
    check("log", log, "log");

    JsonNode run = log.get("runs").get(0);
    assertEquals(diagnostics.sorted().size(), run.get("results").size());
    JsonNode rules = run.get("tool").get("driver").get("rules");
    for (JsonNode result : run.get("results")) {
      assertEquals(result.get("ruleId"), rules.get(result.get("ruleIndex").asInt()).get("id"));
      assertEquals(1, result.get("locations").size());
      result.findValues("region").forEach(region -> assertRegion(region, diagnostics.source().text()));
      result.findValues("deletedRegion").forEach(region -> assertRegion(region, diagnostics.source().text()));
    }
  }

  /** Lines and offsets speak of the same place. */
  private static void assertRegion(JsonNode region, String text) {
    int start = region.get("charOffset").asInt();
    int end = start + region.get("charLength").asInt();
    assertTrue(end <= text.length(), region::toString);
    boolean ordered =
        region.get("startLine").asInt() < region.get("endLine").asInt()
            || region.get("startColumn").asInt() <= region.get("endColumn").asInt();
    assertTrue(ordered, region::toString);
    if (region.get("startLine").equals(region.get("endLine"))) {
      assertEquals(end - start, region.get("endColumn").asInt() - region.get("startColumn").asInt());
    }
  }

  @Test
  void fixesMendTheText() throws IOException {
    String text = "conv A { input 1 x 8 x 8; filtres 2; kernel 3 }";
    JsonNode results = read(Conv.diagnose("conv A { input 1 x 8 x 8; filtres 2; kernel 3; }").sorted()).at("/runs/0/results");
    assertEquals("filters", results.at("/0/fixes/0/artifactChanges/0/replacements/0/insertedContent/text").asText());
    assertEquals("did you mean 'filters'?", results.at("/0/fixes/0/description/text").asText());
    JsonNode lacking = read(Conv.diagnose(text).sorted()).at("/runs/0/results/0");
    assertEquals("insert ';'", lacking.at("/fixes/0/description/text").asText());
    assertEquals(text.indexOf(" }"), lacking.at("/fixes/0/artifactChanges/0/replacements/0/deletedRegion/charOffset").asInt());
  }

  @Test
  void notesAreRelatedLocations() throws IOException {
    String text = "conv A { input 1 x 8 x 8; filters 2; kernel 3; kernel 5; }";
    JsonNode related = read(Conv.diagnose(text).sorted()).at("/runs/0/results/0/relatedLocations");
    assertEquals(1, related.size());
    assertEquals("first given here", related.at("/0/message/text").asText());
    assertEquals(text.indexOf("kernel 3"), related.at("/0/physicalLocation/region/charOffset").asInt());
  }

  @Test
  void aRunWithoutMessagesIsALogWithoutResults() throws IOException {
    JsonNode log = read(List.of());
    check("log", log, "log");
    assertTrue(log.at("/runs/0/results").isArray());
    assertTrue(log.at("/runs/0/results").isEmpty());
  }

  private static JsonNode read(List<Diagnostic> messages) throws IOException {
    return new ObjectMapper().readTree(SarifReport.of(messages, "1.2.3"));
  }

  private static void check(String kind, JsonNode node, String path) {
    String name = kind.replace("*", "");
    if (name.startsWith("[")) {
      assertTrue(node.isArray() && (!name.endsWith("!") || !node.isEmpty()), path);
      String element = name.substring(1, name.indexOf(']'));
      node.forEach(child -> check(element, child, path + "/" + element));
    } else if (SCHEMA.containsKey(name)) {
      object(SCHEMA.get(name), node, path);
    } else {
      assertTrue(isValue(name, node), () -> path + ": " + node);
    }
  }

  private static void object(Map<String, String> properties, JsonNode node, String path) {
    assertTrue(node.isObject(), path);
    node.fieldNames().forEachRemaining(field -> assertTrue(properties.containsKey(field), path + " has " + field));
    properties.forEach(
        (property, kind) -> {
          assertTrue(node.has(property) || !kind.endsWith("*"), path + " lacks " + property);
          if (node.has(property)) {
            check(kind, node.get(property), path + "/" + property);
          }
        });
  }

  private static boolean isValue(String kind, JsonNode node) {
    return switch (kind) {
      case "string" -> node.isTextual();
      case "version" -> node.asText().equals("2.1.0");
      case "columnKind" -> Set.of("utf16CodeUnits", "unicodeCodePoints").contains(node.asText());
      case "level" -> Set.of("none", "note", "warning", "error").contains(node.asText());
      case "index" -> node.isInt() && node.asInt() >= 0;
      case "count" -> node.isInt() && node.asInt() >= 1;
      case "uri" -> node.isTextual() && !URI.create(node.asText()).toString().isEmpty();
      default -> throw new AssertionError(kind);
    };
  }
}
