package org.convc.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.convc.runtime.LayerInfo;
import org.convc.runtime.npy.NpyFile;
import org.convc.runtime.npy.NpzFile;
import org.convc.runtime.npy.Tensor;
import org.convc.runtime.npy.TensorFileException;

/** Where results go. */
public final class TensorTarget {

  /** What can be named. */
  public static final String KINDS = "FILE.npy, FILE.npz, FILE.npz:NAME or FILE.png";

  private enum Kind {
    NPY,
    NPZ,
    PNG
  }

  private final Kind kind;
  private final Path file;

  /** What the array is called in an archive; null for the name of the result. */
  private final String name;

  private final Pictures pictures;

  private TensorTarget(Kind kind, Path file, String name, Pictures pictures) {
    this.kind = kind;
    this.file = file;
    this.name = name;
    this.pictures = pictures;
  }

  /**
   * The target that a word of the command line names.
   *
   * @param white the number that becomes a white pixel of a picture
   * @throws IllegalArgumentException if it names none
   */
  public static TensorTarget of(String word, double white) {
    Matcher named = TensorSource.NAMED.matcher(word);
    try {
      if (named.matches()) {
        return new TensorTarget(Kind.NPZ, Path.of(named.group(1)), named.group(2), null);
      }
      switch (TensorSource.suffix(word)) {
        case "npy":
          return new TensorTarget(Kind.NPY, Path.of(word), null, null);
        case "npz":
          return new TensorTarget(Kind.NPZ, Path.of(word), null, null);
        case "png":
          return new TensorTarget(Kind.PNG, Path.of(word), null, new Pictures(white));
        default:
          throw new IllegalArgumentException("'" + word + "' is none of " + KINDS);
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + word + "' is not a path: " + e.getReason());
    }
  }

  public Path file() {
    return file;
  }

  /**
   * Checks that it takes the results of these passes.
   *
   * @throws IllegalArgumentException if it does not
   */
  public void check(List<Pass> passes, LayerInfo layer) {
    if (passes.size() > 1 && (kind != Kind.NPZ || name != null)) {
      throw new IllegalArgumentException(
          passes.size() + " results go into a FILE.npz, which names them " + String.join(", ", passes.stream().map(Pass::result).toList()));
    }
    if (kind == Kind.PNG && !isPicture(passes.get(0), layer)) {
      throw new IllegalArgumentException(
          file + ": a picture has 1 or 3 channels, height and width, which " + passes.get(0).result() + " of " + layer.name() + " has not");
    }
  }

  /**
   * Writes all results of a run.
   *
   * @return notes for the user, in one line each
   * @throws TensorFileException if a batch of several items is to become one picture
   */
  public List<String> write(Map<Pass, Tensor> results, LayerInfo layer, OutputStream out) throws IOException {
    Map.Entry<Pass, Tensor> first = results.entrySet().iterator().next();
    switch (kind) {
      case NPY:
        NpyFile.write(first.getValue(), out);
        return List.of();
      case NPZ:
        Map<String, Tensor> named = new LinkedHashMap<>();
        results.forEach((pass, tensor) -> named.put(name == null ? pass.result() : name, tensor));
        NpzFile.write(named, out);
        return List.of();
      default:
        return writePicture(first.getKey(), first.getValue(), layer, out);
    }
  }

  private List<String> writePicture(Pass pass, Tensor result, LayerInfo layer, OutputStream out) throws IOException {
    Slot slot = slot(pass, layer);
    if (slot.batch(result) > 1) {
      throw new TensorFileException(file.toString(), "a picture is one item, and " + pass.result() + " are " + slot.batch(result));
    }
    int clipped = pictures.write(result, slot, out);
    return clipped == 0
        ? List.of()
        : List.of(file + ": " + clipped + " of " + result.length() + " numbers are not between black and white (see --white)");
  }

  private static boolean isPicture(Pass pass, LayerInfo layer) {
    boolean data = pass == Pass.FORWARD || pass == Pass.BACKWARD_DATA;
    return data && Pictures.isPicture(slot(pass, layer));
  }

  private static Slot slot(Pass pass, LayerInfo layer) {
    return (pass == Pass.FORWARD ? Operand.DY : Operand.INPUT).slot(layer);
  }
}
