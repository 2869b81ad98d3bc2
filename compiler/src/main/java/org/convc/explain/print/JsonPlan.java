package org.convc.explain.print;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.convc.KernelPlan;
import org.convc.LayerPlan;
import org.convc.ir.Printer;
import org.convc.schedule.Scheduled;

/** The plans of a layer as JSON. */
final class JsonPlan {

  private final JsonGenerator json;
  private final boolean stages;

  JsonPlan(JsonGenerator json, boolean stages) {
    this.json = json;
    this.stages = stages;
  }

  void write(LayerPlan plan) throws IOException {
    json.writeArrayFieldStart("targets");
    for (LayerPlan.TwinPlan twin : plan.twins()) {
      json.writeStartObject();
      json.writeNumberField("vectorBits", twin.vectorBits());
      json.writeNumberField("release", twin.release());
      json.writeArrayFieldStart("kernels");
      for (KernelPlan kernel : twin.kernels()) {
        kernel(kernel);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void kernel(KernelPlan kernel) throws IOException {
    json.writeStartObject();
    json.writeStringField("kernel", kernel.kernel());
    json.writeStringField("strategy", kernel.key());
    json.writeStringField("schedule", kernel.strategy());
    json.writeStringField("because", kernel.origin().toString());
    json.writeBooleanField("general", kernel.general());
    if (kernel.cycles().isPresent()) {
      json.writeNumberField("cycles", kernel.cycles().get());
    }
    json.writeNumberField("scratchBytes", kernel.scratchBytes());
    json.writeNumberField("packedBytes", kernel.packedBytes());
    json.writeNumberField("methodLimit", kernel.methodLimit());
    json.writeArrayFieldStart("methods");
    for (KernelPlan.Method method : kernel.methods()) {
      json.writeStartObject();
      json.writeStringField("name", method.name());
      if (method.bytes() != KernelPlan.Method.UNKNOWN) {
        json.writeNumberField("bytes", method.bytes());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("alternatives");
    for (KernelPlan.Alternative alternative : kernel.alternatives()) {
      json.writeStartObject();
      json.writeStringField("strategy", alternative.key());
      json.writeBooleanField("suits", alternative.suits());
      if (alternative.suits()) {
        json.writeNumberField("cycles", alternative.cycles());
      }
      json.writeStringField("reason", alternative.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (stages) {
      stages(kernel.scheduled());
    }
    json.writeEndObject();
  }

  private void stages(Scheduled scheduled) throws IOException {
    json.writeArrayFieldStart("stages");
    for (Scheduled.Stage stage : scheduled.stages()) {
      json.writeStartObject();
      json.writeStringField("pass", stage.name());
      json.writeStringField("loops", Printer.print(stage.kernel()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
