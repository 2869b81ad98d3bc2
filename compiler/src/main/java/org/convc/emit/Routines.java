package org.convc.emit;

import com.palantir.javapoet.MethodSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The routines of a class. Two that read alike are one: the padded copy of x, say, which several kernels make. */
final class Routines {

  /**
   * @param name under which to call the routine
   * @param added its method, if there was none like it
   */
  record Entry(String name, Optional<MethodSpec> added) {}

  private final Names names = Names.empty();
  private final Map<String, String> nameByText = new HashMap<>();

  Routines() {
    Signatures.INHERITED.forEach(names::claim);
  }

  /**
   * @param routine a method, whatever its name
   * @param candidates names that would suit it, the best one first
   */
  Entry add(MethodSpec routine, String... candidates) {
    String text = routine.toString();
    String known = nameByText.get(text);
    if (known != null) {
      return new Entry(known, Optional.empty());
    }
    String name = names.claim(candidates);
    nameByText.put(text, name);
    return new Entry(name, Optional.of(routine.toBuilder().setName(name).build()));
  }
}
