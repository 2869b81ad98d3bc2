package org.convc.load;

/** Names of source files. */
final class SourceName {

  private SourceName() {}

  /** {@code com.example.Stem} => {@code Stem.java}, as debuggers look for it. */
  static String file(String className) {
    return className.substring(className.lastIndexOf('.') + 1) + ".java";
  }
}
