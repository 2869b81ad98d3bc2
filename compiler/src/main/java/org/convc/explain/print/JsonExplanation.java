package org.convc.explain.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.convc.diagnostic.Diagnostic;
import org.convc.emit.ConvcVersion;
import org.convc.facts.FileFacts;
import org.convc.facts.LayerFacts;
import org.convc.facts.Measurements;
import org.convc.facts.SourceLines;
import org.convc.facts.Timing;
import org.convc.facts.Work;
import org.convc.model.Layer;
import org.convc.runtime.LayerKind;

/** The explanation for programs. Fields are never renamed; new ones may come. */
public final class JsonExplanation {

  private final Optional<Measurements> measurements;
  private final boolean stages;
  private final boolean source;

  public JsonExplanation(Optional<Measurements> measurements, boolean stages, boolean source) {
    this.measurements = measurements;
    this.stages = stages;
    this.source = source;
  }

  public String write(FileFacts file) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("convc", ConvcVersion.VERSION);
      json.writeStringField("file", file.name());
      json.writeStringField("package", file.packageName());
      json.writeArrayFieldStart("warnings");
      for (Diagnostic warning : file.warnings()) {
        json.writeStartObject();
        json.writeStringField("code", warning.kind().code());
        json.writeNumberField("line", warning.line());
        json.writeNumberField("column", warning.column());
        json.writeStringField("message", warning.message());
        json.writeEndObject();
      }
      json.writeEndArray();
      if (measurements.isPresent()) {
        json.writeObjectFieldStart("machine");
        json.writeNumberField("gigaflops", measurements.get().roof().peak());
        json.writeNumberField("gigabytesPerSecond", measurements.get().roof().bandwidth());
        json.writeStringField("origin", measurements.get().roof().origin());
        json.writeEndObject();
      }
      json.writeArrayFieldStart("layers");
      for (LayerFacts layer : file.layers()) {
        layer(json, layer);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private void layer(JsonGenerator json, LayerFacts facts) throws IOException {
    Layer layer = facts.layer();
    json.writeStartObject();
    json.writeStringField("name", layer.name());
    json.writeNumberField("line", layer.origin().line());
    if (layer.documentation().isPresent()) {
      json.writeStringField("documentation", layer.documentation().get());
    }
    json.writeStringField("kind", layer.kind() == LayerKind.TRANSPOSED ? "transposed" : "convolution");
    json.writeStringField("type", layer.type().word());
    json.writeStringField("layout", Wording.layout(layer));
    json.writeBooleanField("flipped", layer.flipped());
    json.writeNumberField("groups", layer.groups());
    sizes(json, "input", layer.info().input().toArray());
    sizes(json, "output", layer.info().output().toArray());
    sizes(json, "weights", layer.info().weights().toArray());
    json.writeBooleanField("bias", layer.bias());
    json.writeStringField("activation", layer.activation().toString());
    json.writeStringField("accuracy", layer.accuracy().toString());
    JsonGeometry.axes(json, facts);
    json.writeNumberField("parameters", facts.parameters());
    json.writeNumberField("denseWeights", facts.denseWeights());
    work(json, facts);
    JsonGeometry.partner(json, facts.partner());
    JsonGeometry.receptiveField(json, facts.chain());
    new JsonPlan(json, stages).write(facts.plan());
    if (source) {
      StringBuilder text = new StringBuilder();
      for (SourceLines.Piece piece : facts.source().pieces()) {
        piece.lines().forEach(line -> text.append(line).append('\n'));
      }
      json.writeStringField("source", text.toString());
    }
    json.writeEndObject();
  }

  private void work(JsonGenerator json, LayerFacts facts) throws IOException {
    json.writeArrayFieldStart("work");
    for (Work work : facts.work()) {
      json.writeStartObject();
      json.writeStringField("kernel", work.kernel().javaName());
      json.writeNumberField("multiplyAdds", work.multiplyAdds());
      json.writeNumberField("inside", work.inside());
      json.writeNumberField("operations", work.operations());
      json.writeNumberField("bytes", work.bytes());
      json.writeNumberField("intensity", work.intensity());
      Optional<Timing> timing = measurements.flatMap(m -> m.of(facts.layer().name(), work.kernel().javaName()));
      if (timing.isPresent()) {
        json.writeNumberField("milliseconds", timing.get().milliseconds());
        json.writeBooleanField("settled", timing.get().settled());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void sizes(JsonGenerator json, String name, int[] sizes) throws IOException {
    json.writeFieldName(name);
    json.writeArray(sizes, 0, sizes.length);
  }
}
