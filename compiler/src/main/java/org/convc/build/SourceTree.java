package org.convc.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The {@code .conv} files of one folder.
 *
 * @param files by name, so that the order does not depend on the file system
 */
public record SourceTree(List<SourceFile> files) {

  /**
   * One file.
   *
   * @param path where it is on this machine; messages call it so. Builds have absolute paths, for only those can be clicked on wherever
   *     the build was started
   * @param name where it is in the tree, with {@code /} on every system; generated sources and their texts depend on this name alone
   */
  public record SourceFile(Path path, String name) {}

  public SourceTree {
    files = List.copyOf(files);
  }

  /**
   * Finds the files. A folder that does not exist has none.
   *
   * @param wanted takes the names of files
   */
  public static SourceTree of(Path directory, Predicate<String> wanted) throws IOException {
    if (!Files.isDirectory(directory)) {
      return new SourceTree(List.of());
    }
    try (Stream<Path> found = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      return new SourceTree(
          found
              .filter(Files::isRegularFile)
              .map(path -> new SourceFile(path, name(directory, path)))
              .filter(file -> wanted.test(file.name()))
              .sorted(Comparator.comparing(SourceFile::name))
              .toList());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  public boolean isEmpty() {
    return files.isEmpty();
  }

  private static String name(Path directory, Path path) {
    Path relative = directory.relativize(path);
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }
}
