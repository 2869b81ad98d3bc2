package org.convc.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/** Text files of named parts: each begins with a line {@code === name} and goes on to the next one. */
public final class Sections {

  private static final String MARK = "=== ";

  private Sections() {}

  /** The parts by name, in order. */
  public static Map<String, String> read(String text) {
    Map<String, String> sections = new LinkedHashMap<>();
    String name = null;
    for (String line : text.lines().toList()) {
      if (line.startsWith(MARK)) {
        name = line.substring(MARK.length());
        sections.put(name, "");
      } else {
        sections.merge(name, line + "\n", String::concat);
      }
    }
    return sections;
  }

  /** The way back. */
  public static String print(Map<String, String> sections) {
    StringBuilder text = new StringBuilder();
    sections.forEach((name, part) -> text.append(MARK).append(name).append('\n').append(part));
    return text.toString();
  }
}
