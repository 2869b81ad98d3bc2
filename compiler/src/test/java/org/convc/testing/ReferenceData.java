package org.convc.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the reference data, which is no part of the project: values that others computed, for tests to compare with. Looked for in the
 * folder that the system property {@code convc.data} names, or else as {@code shared/data} next to this folder or any folder above it.
 */
public final class ReferenceData {

  private static final Optional<Path> FOLDER = find();

  private ReferenceData() {}

  /** A file of the data. Where there is none, the calling test is skipped, visibly. */
  public static Path file(String name) {
    Assumptions.assumeTrue(FOLDER.isPresent(), "no reference data: set -Dconvc.data to its folder");
    Path file = FOLDER.get().resolve(name);
    Assumptions.assumeTrue(Files.exists(file), "no reference data: " + file);
    return file;
  }

  /** The lines of a text file of the data, decompressed if its name ends in {@code .gz}. */
  public static List<String> lines(String name) {
    Path file = file(name);
    try (InputStream in = Files.newInputStream(file);
        InputStream text = name.endsWith(".gz") ? new GZIPInputStream(in) : in;
        BufferedReader reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> find() {
    String named = System.getProperty("convc.data");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path data = folder.resolveSibling("shared").resolve("data");
      if (Files.isDirectory(data)) {
        return Optional.of(data);
      }
    }
    return Optional.empty();
  }
}
