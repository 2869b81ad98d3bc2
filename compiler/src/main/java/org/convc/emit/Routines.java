package org.convc.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routines of a class. Two that read alike are one: the padded copy of x, say, which several kernels make. */
final class Routines {

  /**
   * @param name under which to call the routine
   * @param added its method, if there was none like it
   */
  record Entry(String name, Optional<MethodSpec> added) {}

  /** What tells most routines apart without their text, which takes long to print. */
  private record Heading(String purpose, List<String> parameters) {}

  /** A routine under the name that all have at first. */
  private record Known(MethodSpec routine, String name) {}

  private final Names names = Names.empty();
  private final Map<Heading, List<Known>> known = new HashMap<>();

  Routines() {
    Signatures.INHERITED.forEach(names::claim);
  }

  /**
   * @param routine a method, whatever its name
   * @param candidates names that would suit it, the best one first
   */
  Entry add(MethodSpec routine, String... candidates) {
    Heading heading = new Heading(routine.javadoc().toString(), routine.parameters().stream().map(ParameterSpec::name).toList());
    List<Known> alike = known.computeIfAbsent(heading, h -> new ArrayList<>());
    for (Known other : alike) {
      if (other.routine().equals(routine)) {
        return new Entry(other.name(), Optional.empty());
      }
    }
    String name = names.claim(candidates);
    alike.add(new Known(routine, name));
    return new Entry(name, Optional.of(routine.toBuilder().setName(name).build()));
  }
}
