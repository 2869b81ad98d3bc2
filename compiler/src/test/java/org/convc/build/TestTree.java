package org.convc.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder that a test fills and looks at. */
record TestTree(Path directory) {

  TestTree with(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** A file of one small layer. */
  TestTree withLayer(String name, String javaPackage, String layer) throws IOException {
    return with(name, "package " + javaPackage + ";\nconv " + layer + " { input 1 x 8; filters 1; kernel 3; }\n");
  }

  SourceTree sources() throws IOException {
    return SourceTree.of(directory, name -> name.endsWith(".conv"));
  }

  String text(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }

  /** The names of all files, lists of convc excepted, joined by blanks. */
  String files() {
    try (Stream<Path> found = Files.walk(directory)) {
      return String.join(
          " ",
          found
              .filter(Files::isRegularFile)
              .map(path -> directory.relativize(path).toString().replace('\\', '/'))
              .filter(name -> !name.startsWith(".convc/"))
              .sorted()
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
