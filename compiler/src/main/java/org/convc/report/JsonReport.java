package org.convc.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.Fix;
import org.convc.diagnostic.Note;
import org.convc.diagnostic.SourceText;
import org.convc.diagnostic.Span;

/** Messages as JSON, with everything that the text has. */
public final class JsonReport {

  /** Of the format: counted up when something changes its meaning or goes, not when something is added. */
  private static final int VERSION = 1;

  private JsonReport() {}

  /**
   * The document, with a line end.
   *
   * @param convcVersion of the compiler
   */
  public static String of(List<Diagnostic> messages, String convcVersion) {
    return JsonWriter.document(
        json -> {
          Tally tally = Tally.of(messages);
          json.writeStartObject();
          json.writeNumberField("version", VERSION);
          json.writeStringField("convc", convcVersion);
          json.writeNumberField("errors", tally.errors());
          json.writeNumberField("warnings", tally.warnings());
          json.writeArrayFieldStart("messages");
          for (Diagnostic message : messages) {
            message(json, message);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void message(JsonGenerator json, Diagnostic message) throws IOException {
    json.writeStartObject();
    json.writeStringField("code", message.kind().code());
    json.writeStringField("severity", message.severity().word());
    json.writeStringField("message", message.message());
    place(json, message.source(), message.span());
    json.writeArrayFieldStart("details");
    for (String detail : message.details()) {
      json.writeString(detail);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("notes");
    for (Note note : message.notes()) {
      json.writeStartObject();
      json.writeStringField("message", note.text());
      place(json, note.source(), note.span());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (message.help().isPresent()) {
      json.writeStringField("help", message.help().get());
    }
    if (message.fix().isPresent()) {
      Fix fix = message.fix().get();
      json.writeObjectFieldStart("fix");
      json.writeStringField("replacement", fix.replacement());
      place(json, message.source(), fix.span());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void place(JsonGenerator json, SourceText source, Span span) throws IOException {
    Region region = Region.of(source, span);
    json.writeStringField("file", source.name());
    position(json, "start", region.startLine(), region.startColumn(), region.start());
    position(json, "end", region.endLine(), region.endColumn(), region.end());
  }

  private static void position(JsonGenerator json, String field, int line, int column, int offset) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeNumberField("line", line);
    json.writeNumberField("column", column);
    json.writeNumberField("offset", offset);
    json.writeEndObject();
  }
}
