package org.convc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.convc.source.ImportRoot;
import org.convc.source.ImportSearch;
import org.convc.source.ImportedFile;
import org.convc.source.Place;

/** Where a file that is compiled stands among the files that it may import. */
final class SourcePlace {

  private SourcePlace() {}

  /**
   * The place of a file.
   *
   * @param name what messages call it; they call the files around it alike
   * @param top the folder that the sources begin in; empty where that is the folder of the file
   * @return empty where the file is not in that folder
   */
  static Optional<Place> of(Path file, String name, Optional<Path> top) {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = top.map(t -> t.toAbsolutePath().normalize()).orElse(absolute.getParent());
    if (folder == null || absolute.equals(folder) || !absolute.startsWith(folder)) {
      return Optional.empty();
    }
    String path = slashed(folder.relativize(absolute));
    String shown = slashed(name, file);
    String prefix = shown.endsWith(path) ? shown.substring(0, shown.length() - path.length()) : slashed(folder) + "/";
    ImportRoot root = ImportRoot.folder(folder, prefix);
    return Optional.of(new Place(root, behindLinks(root, path)));
  }

  /** All that imports are looked for in. */
  static ImportSearch search(Optional<Place> place, List<ImportRoot> importPath) {
    Set<ImportRoot> roots = new LinkedHashSet<>();
    place.ifPresent(p -> roots.add(p.root()));
    roots.addAll(importPath);
    return new ImportSearch(roots);
  }

  /** Imports are known by where links lead to, and one that leads back to the file must be known for that. */
  private static String behindLinks(ImportRoot root, String path) {
    try {
      return root.find(path).map(ImportedFile::path).orElse(path);
    } catch (IOException unreadable) {
      return path;
    }
  }

  private static String slashed(Path path) {
    return slashed(path.toString(), path);
  }

  private static String slashed(String text, Path path) {
    return text.replace(path.getFileSystem().getSeparator(), "/");
  }
}
