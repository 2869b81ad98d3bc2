package org.convc.examples.pictures;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.convc.CompileOptions;
import org.convc.Convc;
import org.convc.ConvModule;

/** The layers of {@code pictures.conv}, for pictures of one size. */
final class Layers {

  private static final String FILE = "pictures.conv";

  private Layers() {}

  static ConvModule compile(int height, int width) {
    // A picture has too few channels to fill vectors.
    return Convc.compile(FILE, text(height, width), CompileOptions.defaults().withoutVectors());
  }

  /** The file with the two sizes in it. */
  static String text(int height, int width) {
    return template()
        .replaceFirst("(const HEIGHT *= )\\d+;", "$1" + height + ";")
        .replaceFirst("(const WIDTH *= )\\d+;", "$1" + width + ";");
  }

  private static String template() {
    try (InputStream file = Layers.class.getResourceAsStream(FILE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
