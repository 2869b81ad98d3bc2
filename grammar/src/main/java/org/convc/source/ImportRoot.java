package org.convc.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tree of files that imports are looked for in: a folder, a jar, or texts in memory. Two roots that are equal are the same tree.
 *
 * <p>Must be safe for use by several threads. {@link #toString()} is how messages call it: {@code src/main/conv}.
 */
public interface ImportRoot {

  /** The folder of a jar, or of a project's classes, that holds what others may import. */
  String PACKAGED = "META-INF/conv/";

  /**
   * Finds a file by exactly this name, in this case, also where the file system minds neither.
   *
   * @param path from the root, its parts joined by {@code /}, none of them empty, {@code .} or {@code ..}
   * @return empty if there is none
   * @throws IOException if something is there that cannot be read as a file; the message is a reason that may follow {@code cannot read x: }
   */
  Optional<ImportedFile> find(String path) throws IOException;

  /**
   * The paths of some {@code .conv} files that somebody who wrote {@code path} may have meant, such as those of the same folder; for messages
   * only, so that none is a good answer.
   */
  default List<String> near(String path) {
    return List.of();
  }

  /** A folder and all below it, messages calling its files by the path that leads to them. */
  static ImportRoot folder(Path folder) {
    return new FolderRoot(folder, folder.toString().isEmpty() ? "" : folder + "/");
  }

  /**
   * A folder and all below it.
   *
   * @param prefix what messages put before a path from the root
   */
  static ImportRoot folder(Path folder, String prefix) {
    return new FolderRoot(folder, prefix);
  }

  /**
   * What a jar has below {@link #PACKAGED}, read now.
   *
   * @throws IOException if the jar cannot be read
   */
  static ImportRoot jar(Path jar) throws IOException {
    return new JarRoot(jar);
  }

  /** Texts by their paths. */
  static ImportRoot texts(Map<String, String> texts) {
    return new TextRoot(texts);
  }
}
