package org.convc.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.convc.diagnostic.Catalogue;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Fix;
import org.convc.diagnostic.Note;
import org.convc.diagnostic.SourceText;
import org.convc.diagnostic.Span;

/** Messages as SARIF 2.1.0, the format in which code hosts and editors take the findings of analysers. */
public final class SarifReport {

  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private final JsonGenerator json;
  private final List<DiagnosticKind> rules;

  private SarifReport(JsonGenerator json, List<DiagnosticKind> rules) {
    this.json = json;
    this.rules = rules;
  }

  /**
   * The log file of one run, with a line end.
   *
   * @param convcVersion of the compiler
   */
  public static String of(List<Diagnostic> messages, String convcVersion) {
    List<DiagnosticKind> rules = messages.stream().map(Diagnostic::kind).distinct().sorted().toList();
    return JsonWriter.document(json -> new SarifReport(json, rules).log(messages, convcVersion));
  }

  private void log(List<Diagnostic> messages, String convcVersion) throws IOException {
    json.writeStartObject();
    json.writeStringField("$schema", SCHEMA);
    json.writeStringField("version", "2.1.0");
    json.writeArrayFieldStart("runs");
    json.writeStartObject();
    tool(convcVersion);
    json.writeStringField("columnKind", "utf16CodeUnits");
    json.writeArrayFieldStart("results");
    for (Diagnostic message : messages) {
      result(message);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void tool(String convcVersion) throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "convc");
    json.writeStringField("version", convcVersion);
    json.writeArrayFieldStart("rules");
    for (DiagnosticKind rule : rules) {
      json.writeStartObject();
      json.writeStringField("id", rule.code());
      text("shortDescription", Catalogue.title(rule));
      json.writeObjectFieldStart("help");
      json.writeStringField("text", Catalogue.page(rule));
      json.writeStringField("markdown", Catalogue.page(rule));
      json.writeEndObject();
      json.writeObjectFieldStart("defaultConfiguration");
      json.writeStringField("level", rule.severity().word());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void result(Diagnostic message) throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", message.kind().code());
    json.writeNumberField("ruleIndex", rules.indexOf(message.kind()));
    json.writeStringField("level", message.severity().word());
    text("message", wording(message));
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    place(message.source(), message.span());
    json.writeEndObject();
    json.writeEndArray();
    if (!message.notes().isEmpty()) {
      notes(message.notes());
    }
    if (message.fix().isPresent()) {
      fix(message, message.fix().get());
    }
    json.writeEndObject();
  }

  /** All that there is to say, for readers of SARIF show nothing else. */
  private static String wording(Diagnostic message) {
    List<String> lines = new ArrayList<>(List.of(message.message()));
    lines.addAll(message.details());
    message.help().ifPresent(help -> lines.add("help: " + help));
    return String.join("\n", lines);
  }

  private void notes(List<Note> notes) throws IOException {
    json.writeArrayFieldStart("relatedLocations");
    for (int i = 0; i < notes.size(); i++) {
      json.writeStartObject();
      json.writeNumberField("id", i);
      place(notes.get(i).source(), notes.get(i).span());
      text("message", notes.get(i).text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void fix(Diagnostic message, Fix fix) throws IOException {
    json.writeArrayFieldStart("fixes");
    json.writeStartObject();
    text("description", message.help().orElse("insert '" + fix.replacement().strip() + "'"));
    json.writeArrayFieldStart("artifactChanges");
    json.writeStartObject();
    artifact(message.source());
    json.writeArrayFieldStart("replacements");
    json.writeStartObject();
    region("deletedRegion", message.source(), fix.span());
    text("insertedContent", fix.replacement());
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void place(SourceText source, Span span) throws IOException {
    json.writeObjectFieldStart("physicalLocation");
    artifact(source);
    region("region", source, span);
    json.writeEndObject();
  }

  private void artifact(SourceText source) throws IOException {
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", FileUri.of(source.name()));
    json.writeEndObject();
  }

  private void region(String field, SourceText source, Span span) throws IOException {
    Region region = Region.of(source, span);
    json.writeObjectFieldStart(field);
    json.writeNumberField("startLine", region.startLine());
    json.writeNumberField("startColumn", region.startColumn());
    json.writeNumberField("endLine", region.endLine());
    json.writeNumberField("endColumn", region.endColumn());
    json.writeNumberField("charOffset", region.start());
    json.writeNumberField("charLength", region.end() - region.start());
    json.writeEndObject();
  }

  private void text(String field, String text) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("text", text);
    json.writeEndObject();
  }
}
