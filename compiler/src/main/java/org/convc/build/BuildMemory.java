package org.convc.build;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.convc.GeneratedSource;

/**
 * What an execution made of which files, for the next build to know what it need not make again.
 *
 * @param files by the name of the {@code .conv} file
 */
public record BuildMemory(Map<String, Remembered> files) {

  static final BuildMemory EMPTY = new BuildMemory(Map.of());

  private static final String FIRST_LINE = "convc remembers here what it made; delete this file and it makes everything again";
  private static final String FILE = "file";
  private static final String MADE = "made";

  /** What {@link GeneratedSource#path} can be. */
  private static final Pattern PATH = Pattern.compile("[\\w$]+(/[\\w$]+)*\\.java");

  /**
   * One {@code .conv} file.
   *
   * @param digest of everything that its sources and messages follow from
   * @param silent whether there were no messages, so that nothing has to be said again
   * @param sources what was made of it, in its order
   */
  public record Remembered(String digest, boolean silent, List<Made> sources) {

    public Remembered {
      sources = List.copyOf(sources);
    }
  }

  /**
   * One Java file.
   *
   * @param path below the output folder, with {@code /}
   * @param line where the {@code .conv} file declares the layer
   * @param digest of its bytes
   */
  public record Made(String path, int line, String digest) {

    public Made {
      if (!PATH.matcher(path).matches()) {
        throw new IllegalArgumentException(path);
      }
    }

    static Made of(GeneratedSource source) {
      return new Made(source.path(), source.line(), Digests.of(source.text()));
    }

    /** Fully qualified. */
    String className() {
      return path.substring(0, path.length() - ".java".length()).replace('/', '.');
    }
  }

  public BuildMemory {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** The paths of all Java files. */
  SortedSet<String> paths() {
    return files.values().stream()
        .flatMap(file -> file.sources().stream())
        .map(Made::path)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Optional<Remembered> of(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /** Reads {@link #lines}. Any others are an empty memory. */
  static BuildMemory of(List<String> lines) {
    try {
      return parse(lines);
    } catch (IllegalArgumentException damaged) {
      return EMPTY;
    }
  }

  /** The lines of a file that remembers; none where there is nothing to remember. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    files.forEach((name, remembered) -> {
      lines.add(String.join(" ", FILE, remembered.digest(), String.valueOf(remembered.silent()), name));
      for (Made made : remembered.sources()) {
        lines.add(String.join(" ", MADE, made.digest(), String.valueOf(made.line()), made.path()));
      }
    });
    if (!lines.isEmpty()) {
      lines.add(0, FIRST_LINE);
    }
    return lines;
  }

  private static BuildMemory parse(List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).equals(FIRST_LINE)) {
      throw new IllegalArgumentException("not a memory");
    }
    Map<String, Remembered> files = new TreeMap<>();
    List<Made> sources = new ArrayList<>();
    // From the end, where the sources of a file are met before the file.
    for (int at = lines.size() - 1; at > 0; at--) {
      String[] words = lines.get(at).split(" ", 4);
      if (words.length != 4) {
        throw new IllegalArgumentException(lines.get(at));
      }
      if (words[0].equals(MADE)) {
        sources.add(0, new Made(words[3], Integer.parseInt(words[2]), words[1]));
      } else {
        files.put(words[3], new Remembered(words[1], Boolean.parseBoolean(words[2]), sources));
        sources.clear();
      }
    }
    return new BuildMemory(files);
  }
}
