package org.convc;

/**
 * One generated Java file.
 *
 * @param className fully qualified
 * @param path where a Java compiler expects it below a source folder, with {@code /}: {@code com/example/vision/Stem.java}
 * @param line where the {@code .conv} file declares the layer, from 1
 * @param text the whole file, lines ended by {@code \n}
 */
public record GeneratedSource(String className, String path, int line, String text) {

  static GeneratedSource of(String javaPackage, String name, int line, String text) {
    String className = javaPackage.isEmpty() ? name : javaPackage + "." + name;
    return new GeneratedSource(className, className.replace('.', '/') + ".java", line, text);
  }
}
