package org.convc.build;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
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
  private static final String IMPORTS = "imports";
  private static final String ALONE = "alone";
  private static final String SILENT = "silent";
  private static final String WARNED = "warned";
  private static final String MADE = "made";
  private static final String VECTORS = "vectors";
  private static final String PLAIN = "plain";

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  /** What {@link GeneratedSource#path} can be. */
  private static final Pattern PATH = Pattern.compile("[\\w$]+(/[\\w$]+)*\\.java");

  /**
   * One {@code .conv} file.
   *
   * @param digest of everything that its sources and messages follow from
   * @param imports whether the file imports others
   * @param silent whether there were no messages, so that nothing has to be said again
   * @param sources what was made of it, in its order
   */
  public record Remembered(String digest, boolean imports, boolean silent, List<Made> sources) {

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
   * @param usesVectors whether it needs the module of the Vector API to be compiled
   */
  public record Made(String path, int line, String digest, boolean usesVectors) {

    public Made {
      if (!PATH.matcher(path).matches()) {
        throw new IllegalArgumentException(path);
      }
    }

    static Made of(GeneratedSource source) {
      return new Made(source.path(), source.line(), Digests.of(source.text()), source.text().contains(VECTOR_MODULE));
    }

    /** Fully qualified. */
    String className() {
      return path.substring(0, path.length() - ".java".length()).replace('/', '.');
    }
  }

  public BuildMemory {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** All Java files. */
  List<Made> sources() {
    return files.values().stream().flatMap(file -> file.sources().stream()).toList();
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
      String imports = remembered.imports() ? IMPORTS : ALONE;
      lines.add(String.join(" ", FILE, remembered.digest(), imports, remembered.silent() ? SILENT : WARNED, name));
      for (Made made : remembered.sources()) {
        String vectors = made.usesVectors() ? VECTORS : PLAIN;
        lines.add(String.join(" ", MADE, made.digest(), String.valueOf(made.line()), vectors, made.path()));
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
      String line = lines.get(at);
      String[] words = line.split(" ", 5);
      if (words.length != 5) {
        throw new IllegalArgumentException(line);
      }
      if (words[0].equals(MADE)) {
        sources.add(0, new Made(words[4], Integer.parseInt(words[2]), words[1], words[3].equals(VECTORS)));
      } else {
        files.put(words[4], new Remembered(words[1], words[2].equals(IMPORTS), words[3].equals(SILENT), sources));
        sources.clear();
      }
    }
    return new BuildMemory(files);
  }
}
