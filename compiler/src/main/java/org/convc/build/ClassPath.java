package org.convc.build;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.convc.build.SourceTree.SourceFile;
import org.convc.source.ImportRoot;

/**
 * Jars and folders of classes that {@code .conv} files may import from: those that have a folder {@link ImportRoot#PACKAGED}.
 *
 * @param elements in any order; what does not exist, or is no jar, has nothing to import
 */
public record ClassPath(List<Path> elements) {

  public static final ClassPath EMPTY = new ClassPath(List.of());

  /** Digest of a folder without files. */
  private static final String NOTHING = new Digests().result();

  public ClassPath {
    elements = List.copyOf(elements);
  }

  /**
   * @throws IOException if a jar cannot be read
   */
  List<ImportRoot> roots() throws IOException {
    List<ImportRoot> roots = new ArrayList<>();
    for (Path element : elements) {
      if (!digest(element).equals(NOTHING)) {
        Path folder = element.resolve(ImportRoot.PACKAGED);
        roots.add(isJar(element) ? ImportRoot.jar(element) : ImportRoot.folder(folder, slashed(folder) + "/"));
      }
    }
    return roots;
  }

  /** Of everything that there is to import, wherever it is: a module's folder of classes and its jar are the same. */
  String digest() throws IOException {
    TreeSet<String> digests = new TreeSet<>();
    for (Path element : elements) {
      digests.add(digest(element));
    }
    digests.remove(NOTHING);
    return Digests.of(digests.toArray(String[]::new));
  }

  private static String digest(Path element) throws IOException {
    if (!isJar(element)) {
      return digestOfFolder(element.resolve(ImportRoot.PACKAGED));
    }
    try (FileSystem jar = FileSystems.newFileSystem(element)) {
      return digestOfFolder(jar.getPath(ImportRoot.PACKAGED));
    }
  }

  /** Of all {@code .conv} files in a folder and below, with their names. */
  static String digestOfFolder(Path folder) throws IOException {
    Digests digests = new Digests();
    for (SourceFile file : SourceTree.of(folder, name -> name.endsWith(".conv")).files()) {
      digests.add(file.name()).add(Files.readAllBytes(file.path()));
    }
    return digests.result();
  }

  private static boolean isJar(Path element) {
    return Files.isRegularFile(element) && element.toString().endsWith(".jar");
  }

  private static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
