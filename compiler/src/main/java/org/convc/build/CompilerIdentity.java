package org.convc.build;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;
import org.convc.Convc;
import org.convc.diagnostic.Diagnostic;

/**
 * Tells compilers apart that might make different sources: by their code, for snapshots of one version differ, and so does what a developer
 * of convc has just built.
 */
final class CompilerIdentity {

  private CompilerIdentity() {}

  /** A digest of the jars, or folders of classes, that the compiler and its front end were loaded from. */
  static String digest() throws IOException {
    Digests digests = new Digests();
    for (Class<?> part : List.of(Convc.class, Diagnostic.class)) {
      add(digests, location(part));
    }
    return digests.result();
  }

  private static Path location(Class<?> part) throws IOException {
    CodeSource source = part.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the place of " + part.getName() + " is " + source.getLocation(), e);
    }
  }

  private static void add(Digests digests, Path location) throws IOException {
    if (Files.isRegularFile(location)) {
      digests.add(Files.readAllBytes(location));
      return;
    }
    try (Stream<Path> walked = Files.walk(location)) {
      for (Path file : walked.filter(Files::isRegularFile).sorted().toList()) {
        digests.add(location.relativize(file).toString()).add(Files.readAllBytes(file));
      }
    }
  }
}
