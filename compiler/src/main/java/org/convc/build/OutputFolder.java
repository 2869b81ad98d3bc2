package org.convc.build;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The folder that one execution writes its texts to. Other executions, and other tools, may write to it too: only files that convc
 * made are ever replaced, and only those that this execution made are removed.
 *
 * <p>What the execution made is listed in a file of its own in {@code .convc}. The list is extended before anything else and cut at the
 * end, so that after an interruption it still names every file that is there. Texts are written in that folder, too, and then moved to where
 * they belong.
 */
public final class OutputFolder {

  private static final String LIST = ".list";

  private final Path directory;
  private final String mark;
  private final Path own;
  private final String name;
  private final TemporaryFiles temporary;

  /**
   * @param execution tells apart the executions that write to the same folder
   * @param mark what every text has and no file has that others make
   */
  public OutputFolder(Path directory, String execution, String mark) {
    this.directory = directory.toAbsolutePath().normalize();
    this.mark = mark;
    this.own = this.directory.resolve(".convc");
    this.name = fileName(execution);
    this.temporary = new TemporaryFiles(own, name);
  }

  /**
   * What was done.
   *
   * @param written files that are new or have changed
   * @param removed files that are no longer made
   * @param unchanged files that were left untouched because they already had the right text
   */
  public record Result(int written, int removed, int unchanged) {

    /** For example {@code 3 written, 1 removed, 12 unchanged}. */
    @Override
    public String toString() {
      return written + " written, " + removed + " removed, " + unchanged + " unchanged";
    }
  }

  /**
   * Makes the folder hold these texts and none that this execution wrote earlier. Files are replaced whole or not at all.
   *
   * @param texts by path below the folder, with {@code /}
   * @throws FileAlreadyExistsException if a file that convc did not make is in the way; nothing has been changed then
   */
  public Result update(Map<String, String> texts) throws IOException {
    return update(texts.keySet(), texts);
  }

  /**
   * As {@link #update(Map)}.
   *
   * @param wanted the paths of the texts, and of files that are to stay as they are
   */
  Result update(Set<String> wanted, Map<String, String> texts) throws IOException {
    temporary.removeAbandoned();
    SortedSet<String> earlier = new TreeSet<>(noted(LIST));
    SortedMap<Path, byte[]> changed = changed(texts);

    SortedSet<String> both = new TreeSet<>(earlier);
    both.addAll(wanted);
    note(LIST, both);
    // Before the new ones: where the file system does not tell Up.java from UP.java, one may have become the other.
    int removed = 0;
    earlier.removeAll(wanted);
    for (String path : earlier) {
      removed += remove(path) ? 1 : 0;
    }
    for (Map.Entry<Path, byte[]> text : changed.entrySet()) {
      temporary.write(text.getKey(), text.getValue());
    }
    note(LIST, new TreeSet<>(wanted));
    return new Result(changed.size(), removed, wanted.size() - changed.size());
  }

  /**
   * Makes the folder hold these texts, whatever else it holds: nothing is removed, and nothing is remembered.
   *
   * @throws FileAlreadyExistsException if a file that convc did not make is in the way; nothing has been changed then
   */
  Result add(Map<String, String> texts) throws IOException {
    SortedMap<Path, byte[]> changed = changed(texts);
    for (Map.Entry<Path, byte[]> text : changed.entrySet()) {
      AtomicFiles.write(text.getKey(), text.getValue());
    }
    return new Result(changed.size(), 0, texts.size() - changed.size());
  }

  /** Where a file is, or would be. */
  Path file(String path) {
    return directory.resolve(path);
  }

  /** The lines that the execution has noted in a file of its own; none where there is no such file, or none with lines of text. */
  List<String> noted(String extension) throws IOException {
    Path file = own.resolve(name + extension);
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (CharacterCodingException damaged) {
      return List.of();
    }
  }

  /** Notes lines, if the file does not hold them already; where there are none, there is no file either. */
  void note(String extension, Collection<String> lines) throws IOException {
    if (noted(extension).equals(List.copyOf(lines))) {
      return;
    }
    Path file = own.resolve(name + extension);
    if (!lines.isEmpty()) {
      temporary.write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    } else if (Files.deleteIfExists(file)) {
      AtomicFiles.deleteEmptyFolders(own, directory);
    }
  }

  private SortedMap<Path, byte[]> changed(Map<String, String> texts) throws IOException {
    SortedMap<Path, byte[]> changed = new TreeMap<>();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = file(text.getKey());
      byte[] bytes = text.getValue().getBytes(StandardCharsets.UTF_8);
      if (!Files.exists(file)) {
        changed.put(file, bytes);
      } else if (!isOurs(file)) {
        throw new FileAlreadyExistsException(file.toString(), null, "not made by convc, so not replaced");
      } else if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
        changed.put(file, bytes);
      }
    }
    return changed;
  }

  private boolean remove(String path) throws IOException {
    Path file = file(path).normalize();
    if (!file.startsWith(directory) || !Files.exists(file) || !isOurs(file)) {
      return false;
    }
    Files.delete(file);
    AtomicFiles.deleteEmptyFolders(file.getParent(), directory);
    return true;
  }

  private boolean isOurs(Path file) throws IOException {
    return Files.isRegularFile(file) && new String(Files.readAllBytes(file), StandardCharsets.UTF_8).contains(mark);
  }

  /** Ids may have any characters, and different ones must not become the name of one file. */
  private static String fileName(String execution) {
    String plain = execution.replaceAll("[^A-Za-z0-9._-]", "_");
    return plain.equals(execution) ? plain : plain + "-" + Digests.of(execution).substring(0, 8);
  }
}
