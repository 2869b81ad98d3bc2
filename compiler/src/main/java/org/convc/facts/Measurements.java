package org.convc.facts;

import java.util.List;
import java.util.Optional;

/** What was measured on one machine. */
public record Measurements(Roof roof, List<Timing> timings) {

  public Measurements {
    timings = List.copyOf(timings);
  }

  public Optional<Timing> of(String layer, String kernel) {
    return timings.stream().filter(t -> t.layer().equals(layer) && t.kernel().equals(kernel)).findFirst();
  }
}
