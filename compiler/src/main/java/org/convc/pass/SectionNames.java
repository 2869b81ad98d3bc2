package org.convc.pass;

/** Names of sections. */
final class SectionNames {

  private SectionNames() {}

  /** What is done with a buffer: {@code packWp} of {@code pack} and {@code wp}. */
  static String of(String verb, String buffer) {
    return verb + Character.toUpperCase(buffer.charAt(0)) + buffer.substring(1);
  }
}
