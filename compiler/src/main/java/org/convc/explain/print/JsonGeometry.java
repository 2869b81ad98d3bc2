package org.convc.explain.print;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.convc.facts.AxisShape;
import org.convc.facts.Chain;
import org.convc.facts.LayerFacts;
import org.convc.facts.Partner;
import org.convc.facts.ReceptiveField;
import org.convc.model.Axis;

/** What follows from the shapes alone, as JSON. */
final class JsonGeometry {

  private JsonGeometry() {}

  static void axes(JsonGenerator json, LayerFacts facts) throws IOException {
    json.writeArrayFieldStart("axes");
    for (int i = 0; i < facts.shapes().size(); i++) {
      Axis axis = facts.layer().axes().get(i);
      AxisShape shape = facts.shapes().get(i);
      json.writeStartObject();
      json.writeStringField("name", axis.name());
      json.writeNumberField("input", axis.input());
      json.writeNumberField("output", axis.output());
      json.writeNumberField("kernel", axis.kernel());
      json.writeNumberField("stride", axis.stride());
      json.writeNumberField("dilation", axis.dilation());
      json.writeNumberField("padBefore", axis.padBefore());
      json.writeNumberField("padAfter", axis.padAfter());
      json.writeNumberField("outputPad", axis.outputPad());
      json.writeStringField("formula", shape.formula());
      json.writeStringField("numbers", shape.numbers());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void partner(JsonGenerator json, Partner partner) throws IOException {
    json.writeObjectFieldStart("partner");
    json.writeBooleanField("exact", partner.exact());
    json.writeArrayFieldStart("remainders");
    for (int remainder : partner.remainders()) {
      json.writeNumber(remainder);
    }
    json.writeEndArray();
    if (partner.declaration().isPresent()) {
      json.writeStringField("declaration", partner.declaration().get());
    }
    json.writeEndObject();
  }

  static void receptiveField(JsonGenerator json, Chain chain) throws IOException {
    json.writeObjectFieldStart("receptiveField");
    json.writeArrayFieldStart("through");
    for (String layer : chain.layers()) {
      json.writeString(layer);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("axes");
    for (ReceptiveField field : chain.fields()) {
      json.writeStartObject();
      json.writeStringField("name", field.axis());
      json.writeNumberField("size", field.size());
      json.writeStringField("jump", field.jump().toString());
      json.writeNumberField("start", field.start());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
