package org.convc.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A file that a root has.
 *
 * @param path where it is in the root. Not always the path that it was found by, as that may have led through symbolic links; two files of a
 *     root are the same exactly if their paths are
 * @param name how messages call it: {@code src/main/conv/sizes.conv}, or {@code sizes-1.0.jar!/META-INF/conv/sizes.conv}
 * @param content its bytes
 */
public record ImportedFile(String path, String name, Content content) {

  /** Opens a file. */
  @FunctionalInterface
  public interface Content {
    /** The bytes from the beginning, to be closed by the caller, who may not read all of them. */
    InputStream open() throws IOException;
  }

  public ImportedFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(content, "content");
  }
}
