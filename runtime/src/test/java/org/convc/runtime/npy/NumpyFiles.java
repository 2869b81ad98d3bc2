package org.convc.runtime.npy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Files that NumPy wrote, as lines of text among the resources. */
final class NumpyFiles {

  private NumpyFiles() {}

  /** The fields of each line. */
  static List<String[]> lines(String resource) {
    try (InputStream in = NumpyFiles.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("; ", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path folder, String name, String base64) throws IOException {
    return Files.write(folder.resolve(name), Base64.getDecoder().decode(base64));
  }
}
