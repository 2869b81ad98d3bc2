package org.convc.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.convc.analysis.Frontend;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.junit.jupiter.api.Test;

class JsonReportTest {

  private static final String TEXT = "/* é \uD83D\uDE00 */ conv A {\n  input 1 x 8 x 8;\n  filtres 2;\n  kernel 3 +\n    9;\n}\n";

  @Test
  void hasAllThatTheTextHas() throws IOException {
    Diagnostics diagnostics = new Diagnostics(new SourceText("é.conv", TEXT));
    Frontend.read(diagnostics);
    String json = JsonReport.of(diagnostics.sorted(), "1.2.3");
    assertTrue(json.chars().allMatch(c -> c < 128), json);
    JsonNode report = new ObjectMapper().readTree(json);
    assertEquals(1, report.get("version").asInt());
    assertEquals("1.2.3", report.get("convc").asText());
    assertEquals(2, report.get("errors").asInt());
    assertEquals(0, report.get("warnings").asInt());

    JsonNode unknown = report.get("messages").get(0);
    assertEquals("CONV061", unknown.get("code").asText());
    assertEquals("error", unknown.get("severity").asText());
    assertEquals("unknown property 'filtres'", unknown.get("message").asText());
    assertEquals("é.conv", unknown.get("file").asText());
    assertPosition(unknown.get("start"), 3, 3, TEXT.indexOf("filtres"));
    assertPosition(unknown.get("end"), 3, 10, TEXT.indexOf("filtres") + 7);
    assertEquals("did you mean 'filters'?", unknown.get("help").asText());
    assertEquals("filters", unknown.at("/fix/replacement").asText());
    assertEquals(unknown.get("start"), unknown.at("/fix/start"));

    JsonNode large = report.get("messages").get(1);
    assertEquals("CONV110", large.get("code").asText());
    assertPosition(large.get("start"), 4, 10, TEXT.indexOf("3 +"));
    assertPosition(large.get("end"), 5, 6, TEXT.indexOf("9;") + 1);
    assertEquals(2, large.get("details").size());
    assertEquals("the input is given here", large.at("/notes/0/message").asText());
    assertPosition(large.at("/notes/0/start"), 2, 9, TEXT.indexOf("1 x 8"));
    assertFalse(large.has("fix"));
  }

  private static void assertPosition(JsonNode position, int line, int column, int offset) {
    assertEquals(
        List.of(line, column, offset),
        List.of(position.get("line").asInt(), position.get("column").asInt(), position.get("offset").asInt()));
  }

  @Test
  void countsMessages() {
    assertEquals("", new Tally(0, 0).toString());
    assertEquals("1 error", new Tally(1, 0).toString());
    assertEquals("2 errors, 1 warning", new Tally(2, 1).toString());
    assertEquals("2 warnings", new Tally(0, 2).toString());
  }
}
