package org.convc.run;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convc.runtime.npy.NpyFile;
import org.convc.runtime.npy.NpzFile;
import org.convc.runtime.npy.Tensor;
import org.convc.runtime.npy.TensorFileException;

/** Where a tensor comes from. */
public interface TensorSource {

  /** What can be named. */
  String KINDS = "FILE.npy, FILE.npz, FILE.npz:NAME, FILE.txt, FILE.csv, FILE.png, FILE.jpg or random:SEED";

  Pattern NAMED = Pattern.compile("(.+\\.npz):([^/\\\\]+)", Pattern.CASE_INSENSITIVE);

  Pattern RANDOM = Pattern.compile("random:(-?\\d{1,18})");

  /**
   * Reads a tensor that fits.
   *
   * @throws TensorFileException if the file is damaged or does not fit
   */
  Tensor read(Slot slot) throws IOException;

  /**
   * The source that a word of the command line names.
   *
   * @param white the number that a white pixel of a picture becomes
   * @throws IllegalArgumentException if it names none
   */
  static TensorSource of(String word, double white) {
    Matcher random = RANDOM.matcher(word);
    if (random.matches()) {
      long seed = Long.parseLong(random.group(1));
      return slot -> RandomNumbers.fill(slot, seed);
    }
    Matcher named = NAMED.matcher(word);
    if (named.matches()) {
      Path archive = path(named.group(1));
      return checked(word, slot -> NpzFile.read(archive, named.group(2), slot.type()));
    }
    Path file = path(word);
    switch (suffix(word)) {
      case "npy":
        return checked(word, slot -> NpyFile.read(file, slot.type()));
      case "npz":
        return checked(word, slot -> NpzFile.read(file, onlyName(file), slot.type()));
      case "txt":
      case "csv":
        return slot -> NumbersText.read(file, slot);
      case "png":
      case "jpg":
      case "jpeg":
        return slot -> new Pictures(white).read(file, slot);
      default:
        throw new IllegalArgumentException("'" + word + "' is none of " + KINDS);
    }
  }

  private static TensorSource checked(String word, TensorSource source) {
    return slot -> {
      Tensor tensor = source.read(slot);
      slot.check(word, tensor);
      return tensor;
    };
  }

  private static String onlyName(Path archive) throws IOException {
    List<String> names = NpzFile.names(archive);
    if (names.size() != 1) {
      throw new TensorFileException(
          archive.toString(),
          names.isEmpty() ? "no array in it" : "several arrays; add one of " + names.stream().map(":"::concat).toList());
    }
    return names.get(0);
  }

  private static Path path(String word) {
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + word + "' is not a path: " + e.getReason());
    }
  }

  /** What follows the last dot, in small letters. */
  static String suffix(String word) {
    return word.substring(word.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
