package org.convc.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
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
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, out -> out.write(bytes));
  }

  /** Writes beside the file and moves over it. Folders are made. */
  public static void write(Path path, Content content) throws IOException {
    Path file = path.toAbsolutePath();
    // Not named .java: a compiler that runs meanwhile must not see it. Not one of createTempFile, which are for their
    // owner's eyes only.
    String suffix = "." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp";
    Path temporary = file.resolveSibling("." + file.getFileName() + suffix);
    // The virtual machine may be told to end meanwhile.
    temporary.toFile().deleteOnExit();
    write(path, file, content, temporary);
  }

  private static void write(Path path, Path file, Content content, Path temporary) throws IOException {
    try {
      replace(file, content, temporary);
    } catch (FileSystemException e) {
      throw temporary.toString().equals(e.getFile()) ? about(path, e) : e;
    }
  }

  /** The same of the file that somebody asked for, who knows nothing of the one beside it. */
  private static FileSystemException about(Path path, FileSystemException failure) {
    FileSystemException same = failure instanceof AccessDeniedException
        ? new AccessDeniedException(path.toString())
        : new FileSystemException(path.toString(), null, Objects.requireNonNullElse(failure.getReason(), "cannot be written"));
    same.initCause(failure);
    return same;
  }

  /**
   * Writes to another file and moves it to this one. Folders are made.
   *
   * @param temporary a file that does not exist, in the same file system
   */
  static void write(Path file, Content content, Path temporary) throws IOException {
    write(file, file, content, temporary);
  }

  private static void replace(Path file, Content content, Path temporary) throws IOException {
    Files.createDirectories(file.getParent());
    Files.createDirectories(temporary.getParent());
    try {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
        content.writeTo(out);
      }
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
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
