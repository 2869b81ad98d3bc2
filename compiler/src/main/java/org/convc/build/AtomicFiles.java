package org.convc.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Files that are there with their whole text or not at all. */
public final class AtomicFiles {

  private AtomicFiles() {}

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {

    void writeTo(OutputStream out) throws IOException;
  }

  /** As {@link #write(Path, Content)}. */
  static void write(Path file, byte[] bytes) throws IOException {
    write(file, out -> out.write(bytes));
  }

  /** Writes beside the file and moves over it. Folders are made. */
  public static void write(Path path, Content content) throws IOException {
    Path file = path.toAbsolutePath();
    Files.createDirectories(file.getParent());
    // Not named .java: a compiler that runs meanwhile must not see it. Not one of createTempFile, which are for their
    // owner's eyes only.
    String suffix = "." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp";
    Path temporary = file.resolveSibling("." + file.getFileName() + suffix);
    try {
      // The virtual machine may be told to end meanwhile.
      temporary.toFile().deleteOnExit();
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
        content.writeTo(out);
      }
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Writes one line for each text, if the file does not hold them already; where there is none, there is no file either. */
  static void writeLines(Path file, SortedSet<String> lines) throws IOException {
    if (readLines(file).equals(lines)) {
      return;
    }
    if (!lines.isEmpty()) {
      write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    } else if (Files.deleteIfExists(file)) {
      deleteEmptyFolders(file.getParent(), file.getParent().getParent());
    }
  }

  /** The lines of a file; none where there is no file. */
  static SortedSet<String> readLines(Path file) throws IOException {
    return Files.exists(file) ? new TreeSet<>(Files.readAllLines(file)) : new TreeSet<>();
  }

  /** Deletes a folder and those above it, as far as they are empty, up to but not including {@code top}. */
  static void deleteEmptyFolders(Path folder, Path top) throws IOException {
    for (Path next = folder; !next.equals(top) && isEmpty(next); next = next.getParent()) {
      Files.delete(next);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
