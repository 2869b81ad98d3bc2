package org.convc.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.convc.diagnostic.Note;
import org.convc.diagnostic.SourceText;
import org.convc.diagnostic.Span;

/**
 * Constants that other files declare.
 *
 * @param byName in the order of their declarations
 * @param complete whether these are all: where a file could not be read, a name that is missing here may be no mistake
 */
record ImportedConstants(Map<String, Constant> byName, boolean complete) {

  static final ImportedConstants NONE = new ImportedConstants(Map.of(), true);

  /** Some, of a file that nothing is known of. */
  static final ImportedConstants UNKNOWN = new ImportedConstants(Map.of(), false);

  /**
   * One constant.
   *
   * @param value empty where the declaration is in error
   * @param source the file that declares it
   * @param place its name there
   */
  record Constant(OptionalLong value, SourceText source, Span place) {

    Note note(String text) {
      return new Note(source, place, text);
    }
  }

  ImportedConstants {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }
}
