package org.convc.tuning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What this machine calls its processor. */
public final class Processor {

  private static final String NAME = name(model().orElse(""));

  private Processor() {}

  /** For example {@code AMD EPYC 7763 64-Core Processor}; the name of the architecture where the system does not tell. */
  public static String name() {
    return NAME;
  }

  /** On one line of a file, between its separators. */
  static String name(String model) {
    String clean = model.replaceAll("[^\\p{Print}]|\\|", " ").strip().replaceAll(" +", " ");
    return clean.isEmpty() ? System.getProperty("os.arch") : clean;
  }

  /** Linux tells in a file, Windows in the environment. */
  private static Optional<String> model() {
    Path file = Path.of("/proc/cpuinfo");
    if (Files.isReadable(file)) {
      try (Stream<String> lines = Files.lines(file)) {
        return lines.filter(line -> line.startsWith("model name")).findFirst()
            .map(line -> line.substring(line.indexOf(':') + 1));
      } catch (IOException | UncheckedIOException e) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER"));
  }
}
