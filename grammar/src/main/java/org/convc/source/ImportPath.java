package org.convc.source;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The path that an import names.
 *
 * @param relative whether it begins with {@code ./} or {@code ../}, and so is about the importing file's folder and no other
 * @param ups how many times it leaves a folder at the beginning; it does so nowhere else
 * @param parts what follows: folders, and the name of a file
 */
public record ImportPath(boolean relative, int ups, List<String> parts) {

  /** Characters of the longest path: what most systems take. */
  public static final int MAX_LENGTH = 255;

  private static final String EXTENSION = ".conv";

  /** Signs that some systems allow in no name, or take for something else. */
  private static final String FOREIGN = ":*?<>|\"";

  public ImportPath {
    parts = List.copyOf(parts);
  }

  /**
   * What makes a text no path.
   *
   * @param help how to mend it, where that is known
   */
  public record Mistake(String reason, Optional<String> help) {

    private Mistake(String reason, String help) {
      this(reason, Optional.of(help));
    }
  }

  /** Why a text is no path; empty where it is one. */
  public static Optional<Mistake> mistake(String text) {
    if (text.isEmpty()) {
      return Optional.of(new Mistake("it is empty", "a path such as \"common/sizes.conv\", from the folder of this file"));
    }
    if (text.length() > MAX_LENGTH) {
      return Optional.of(new Mistake("it is longer than " + MAX_LENGTH + " characters", Optional.empty()));
    }
    if (text.indexOf('\\') >= 0) {
      return Optional.of(new Mistake("it contains '\\'", "folders are separated by '/' on every system"));
    }
    if (text.startsWith("/") || text.matches("[A-Za-z]:.*")) {
      return Optional.of(new Mistake("it is absolute", "paths begin in the folder of this file, or where the sources begin"));
    }
    Optional<String> foreign = text.chars().filter(c -> FOREIGN.indexOf(c) >= 0).mapToObj(Character::toString).findFirst();
    return foreign.isPresent()
        ? Optional.of(new Mistake("it contains '" + foreign.get() + "', which not every system has in names", Optional.empty()))
        : mistakeInParts(text);
  }

  private static Optional<Mistake> mistakeInParts(String text) {
    List<String> parts = parts(text);
    int first = parts.get(0).equals(".") ? 1 : ups(parts);
    List<String> names = parts.subList(first, parts.size());
    if (names.contains("")) {
      return Optional.of(new Mistake("a name between two '/' is empty", Optional.empty()));
    }
    if (names.contains(".") || names.contains("..")) {
      return Optional.of(new Mistake("'.' and '..' stand only at the beginning", Optional.empty()));
    }
    if (names.stream().anyMatch(name -> name.endsWith(".") || !name.equals(name.strip()))) {
      return Optional.of(new Mistake("a name ends with a point, or begins or ends with a space", Optional.empty()));
    }
    if (!text.endsWith(EXTENSION) || names.get(names.size() - 1).equals(EXTENSION)) {
      return Optional.of(new Mistake("it does not name a file that ends with " + EXTENSION, "such as \"sizes.conv\""));
    }
    return Optional.empty();
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException if the text has a {@link #mistake}
   */
  public static ImportPath of(String text) {
    mistake(text).ifPresent(mistake -> {
      throw new IllegalArgumentException(text + ": " + mistake.reason());
    });
    List<String> parts = parts(text);
    boolean here = parts.get(0).equals(".");
    int ups = ups(parts);
    return new ImportPath(here || ups > 0, ups, parts.subList(here ? 1 : ups, parts.size()));
  }

  /** The same path from the root, for an import by a file of this path; empty where it leaves the root. */
  public Optional<String> from(String importer) {
    List<String> folders = parts(importer);
    int kept = folders.size() - 1 - ups;
    if (kept < 0) {
      return Optional.empty();
    }
    String folder = String.join("/", folders.subList(0, kept));
    return Optional.of(folder.isEmpty() ? fromRoot() : folder + "/" + fromRoot());
  }

  /** The path for a search from the top of a root. */
  public String fromRoot() {
    return String.join("/", parts);
  }

  private static List<String> parts(String text) {
    return Arrays.asList(text.split("/", -1));
  }

  private static int ups(List<String> parts) {
    int ups = 0;
    while (ups < parts.size() && parts.get(ups).equals("..")) {
      ups++;
    }
    return ups;
  }
}
