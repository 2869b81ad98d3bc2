package org.convc.build;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A folder for texts on their way to their files. Their names tell which process writes them, so that what a killed process left behind is
 * found and removed, but not what another is writing.
 */
final class TemporaryFiles {

  private static final String EXTENSION = ".tmp";

  /** No user has it in its name. */
  private static final String SEPARATOR = "~";

  private final Path folder;
  private final String prefix;

  /**
   * @param user whoever shares these files and no others
   */
  TemporaryFiles(Path folder, String user) {
    this.folder = folder;
    this.prefix = user + SEPARATOR;
  }

  /** Makes a file hold these bytes. It is there with all of them or as it was before. */
  void write(Path file, byte[] bytes) throws IOException {
    long unique = ThreadLocalRandom.current().nextLong();
    String name = prefix + ProcessHandle.current().pid() + SEPARATOR + Long.toHexString(unique) + EXTENSION;
    AtomicFiles.write(file, out -> out.write(bytes), folder.resolve(name));
  }

  /** Removes the files of processes that are no more. */
  void removeAbandoned() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, this::isAbandoned)) {
      for (Path file : found) {
        Files.deleteIfExists(file);
      }
    }
  }

  private boolean isAbandoned(Path file) {
    String name = file.getFileName().toString();
    if (!name.startsWith(prefix) || !name.endsWith(EXTENSION)) {
      return false;
    }
    String process = name.substring(prefix.length()).split(SEPARATOR)[0];
    return process.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(process)).isEmpty();
  }
}
