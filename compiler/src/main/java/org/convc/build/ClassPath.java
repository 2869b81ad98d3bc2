package org.convc.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.convc.source.ImportRoot;

/**
 * Jars and folders of classes that {@code .conv} files may import from: those that have a folder {@link ImportRoot#PACKAGED}.
 *
 * @param elements in any order; what does not exist, or is no jar, has nothing to import
 */
public record ClassPath(List<Path> elements) {

  public static final ClassPath EMPTY = new ClassPath(List.of());

  public ClassPath {
    elements = List.copyOf(elements);
  }

  List<ImportRoot> roots() throws IOException {
    List<ImportRoot> roots = new ArrayList<>();
    for (Path element : importable()) {
      Path folder = element.resolve(ImportRoot.PACKAGED);
      roots.add(Files.isDirectory(element) ? ImportRoot.folder(folder, slashed(folder) + "/") : ImportRoot.jar(element));
    }
    return roots;
  }

  /** Of everything that there is to import. */
  String digest() throws IOException {
    Digests digests = new Digests();
    for (Path element : importable()) {
      if (Files.isDirectory(element)) {
        digests.add(digest(element.resolve(ImportRoot.PACKAGED)));
      } else {
        digests.add(element.getFileName().toString()).add(Files.readAllBytes(element));
      }
    }
    return digests.result();
  }

  /** Of all {@code .conv} files in a folder and below, by name; that of nothing where there is no such folder. */
  static String digest(Path folder) throws IOException {
    Digests digests = new Digests();
    for (SourceTree.SourceFile file : SourceTree.of(folder, name -> name.endsWith(".conv")).files()) {
      digests.add(file.name()).add(Files.readAllBytes(file.path()));
    }
    return digests.result();
  }

  private List<Path> importable() throws IOException {
    List<Path> importable = new ArrayList<>();
    for (Path element : elements) {
      if (Files.isDirectory(element.resolve(ImportRoot.PACKAGED)) || isJarWithFiles(element)) {
        importable.add(element);
      }
    }
    return importable;
  }

  private static boolean isJarWithFiles(Path element) throws IOException {
    if (!Files.isRegularFile(element) || !element.toString().endsWith(".jar")) {
      return false;
    }
    try (ZipFile jar = new ZipFile(element.toFile()); Stream<?> entries = jar.stream()) {
      return entries.anyMatch(entry -> entry.toString().startsWith(ImportRoot.PACKAGED));
    }
  }

  private static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
