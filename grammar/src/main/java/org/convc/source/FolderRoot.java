package org.convc.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder. Symbolic links are followed as long as they stay in it: what a file may read is decided by where the sources are, not by what
 * somebody linked to.
 *
 * @param prefix what messages put before a path from the folder
 */
record FolderRoot(Path folder, String prefix) implements ImportRoot {

  /** Names of one folder that are looked at for a message. */
  private static final int MOST_NEAR = 500;

  @Override
  public Optional<ImportedFile> find(String path) throws IOException {
    Path file;
    try {
      file = folder.resolve(path);
    } catch (InvalidPathException noFileCanHaveThisName) {
      return Optional.empty();
    }
    if (!Files.exists(file) || !isSpeltSo(path)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(Files.isDirectory(file) ? "it is a directory" : "it is no regular file");
    }
    Path top = folder.toRealPath();
    Path real = file.toRealPath();
    if (!real.startsWith(top)) {
      throw new IOException("it is a link that leads out of " + this);
    }
    String within = slashed(top.relativize(real));
    return Optional.of(new ImportedFile(within, prefix + within, () -> Files.newInputStream(real)));
  }

  /** Whether each part of a path that leads to a file is the name of that file or folder to the letter. */
  private boolean isSpeltSo(String path) throws IOException {
    Path parent = folder;
    for (String part : path.split("/")) {
      Path otherCase = parent.resolve(otherCase(part));
      // Where the other case leads nowhere, the file system minds case, and no folder needs to be listed.
      if (Files.exists(otherCase) && !lists(parent, part)) {
        return false;
      }
      parent = parent.resolve(part);
    }
    return true;
  }

  private static String otherCase(String part) {
    String upper = part.toUpperCase(Locale.ROOT);
    return upper.equals(part) ? part.toLowerCase(Locale.ROOT) : upper;
  }

  private static boolean lists(Path parent, String name) throws IOException {
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(parent, p -> p.getFileName().toString().equals(name))) {
      return listed.iterator().hasNext();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  @Override
  public List<String> near(String path) {
    int slash = path.lastIndexOf('/') + 1;
    try (Stream<Path> listed = Files.list(folder.resolve(path.substring(0, slash)))) {
      return listed.limit(MOST_NEAR).map(p -> p.getFileName().toString()).filter(name -> name.endsWith(".conv")).sorted()
          .map(name -> path.substring(0, slash) + name).toList();
    } catch (IOException | UncheckedIOException | InvalidPathException noSuchFolder) {
      return List.of();
    }
  }

  private static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /** The same folder is the same tree, whatever messages call its files. */
  @Override
  public boolean equals(Object other) {
    return other instanceof FolderRoot root && place().equals(root.place());
  }

  @Override
  public int hashCode() {
    return place().hashCode();
  }

  private Path place() {
    return folder.toAbsolutePath().normalize();
  }

  @Override
  public String toString() {
    return folder.toString().isEmpty() ? "." : folder.toString();
  }
}
