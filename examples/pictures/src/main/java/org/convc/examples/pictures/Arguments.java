package org.convc.examples.pictures;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The words of the command line.
 *
 * @param picture empty for the picture that the program draws
 * @param help whether only the usage is wanted
 */
record Arguments(Optional<Path> picture, Path out, boolean help) {

  static final String USAGE =
      """
      usage: convc demo [PICTURE] [--out DIR]

        PICTURE    a PNG or JPEG file of any size; without one, the program draws its own
        --out DIR  where the results go, as PNG files (pictures-out)
      """;

  /** The words make no sense. */
  static final class UsageException extends Exception {

    UsageException(String message) {
      super(message);
    }
  }

  static Arguments parse(String... words) throws UsageException {
    Path picture = null;
    Path out = null;
    boolean options = true;
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      if (options && (word.equals("--help") || word.equals("-h"))) {
        return new Arguments(Optional.empty(), Path.of(""), true);
      } else if (options && word.equals("--")) {
        options = false;
      } else if (options && (word.equals("--out") || word.startsWith("--out="))) {
        if (out != null) {
          throw new UsageException("--out is given twice");
        }
        if (word.equals("--out") && i + 1 == words.length) {
          throw new UsageException("--out needs a directory");
        }
        out = path(word.equals("--out") ? words[++i] : word.substring("--out=".length()));
      } else if (options && word.startsWith("-")) {
        throw new UsageException("unknown option " + word);
      } else if (picture != null) {
        throw new UsageException("more than one picture: " + picture + " and " + word);
      } else {
        picture = path(word);
      }
    }
    return new Arguments(Optional.ofNullable(picture), out == null ? Path.of("pictures-out") : out, false);
  }

  private static Path path(String word) throws UsageException {
    if (word.isEmpty()) {
      throw new UsageException("a path is empty");
    }
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      throw new UsageException("not a path: " + word);
    }
  }
}
