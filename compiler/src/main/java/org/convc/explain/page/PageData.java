package org.convc.explain.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.convc.facts.LayerFacts;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.runtime.LayerKind;

/** What the scripts of the page know of the layers. */
final class PageData {

  private PageData() {}

  static String of(List<LayerFacts> layers) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartArray();
      for (LayerFacts facts : layers) {
        layer(json, facts.layer());
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // A "<" can only stand in a string, where it may be written so; then nothing ends the script element.
    return text.toString().replace("<", "\\u003c");
  }

  private static void layer(JsonGenerator json, Layer layer) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", layer.name());
    json.writeBooleanField("transposed", layer.kind() == LayerKind.TRANSPOSED);
    json.writeNumberField("groups", layer.groups());
    json.writeNumberField("inputChannels", layer.inputChannels());
    json.writeNumberField("outputChannels", layer.outputChannels());
    json.writeArrayFieldStart("axes");
    for (int i = 0; i < layer.rank(); i++) {
      Relation.Axis axis = layer.relation().axes().get(i);
      json.writeStartObject();
      json.writeStringField("name", layer.axes().get(i).name());
      json.writeNumberField("positions", axis.positions());
      json.writeNumberField("windows", axis.windows());
      json.writeNumberField("taps", axis.taps());
      json.writeNumberField("stride", axis.stride());
      json.writeNumberField("dilation", axis.dilation());
      json.writeNumberField("padBefore", axis.padBefore());
      json.writeBooleanField("flipped", axis.flipped());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
