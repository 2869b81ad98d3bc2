package org.convc;

/**
 * One generated Java file.
 *
 * @param className fully qualified
 * @param path where a Java compiler expects it below a source folder, with {@code /}: {@code com/example/vision/Stem.java}
 * @param text the whole file, lines ended by {@code \n}
 */
public record GeneratedSource(String className, String path, String text) {

  static GeneratedSource of(String javaPackage, String name, String text) {
    String className = javaPackage.isEmpty() ? name : javaPackage + "." + name;
    return new GeneratedSource(className, className.replace('.', '/') + ".java", text);
  }
}
