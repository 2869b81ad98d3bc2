package org.convc.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.convc.runtime.ElementType;
import org.convc.runtime.npy.NpyFile;
import org.convc.runtime.npy.NpzFile;
import org.convc.runtime.npy.TensorFileException;

/** Any bytes as files of tensors, {@code .npy} and {@code .npz}. */
public final class TensorFuzzer {

  private TensorFuzzer() {}

  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("fuzz", ".npy");
    try {
      Files.write(file, bytes);
      try {
        NpyFile.read(file, ElementType.FLOAT);
      } catch (TensorFileException refused) {
        // The one error that a damaged file may give.
      }
      try {
        for (String name : NpzFile.names(file)) {
          NpzFile.read(file, name, ElementType.DOUBLE);
        }
      } catch (TensorFileException refused) {
        // Here, too.
      }
    } finally {
      Files.delete(file);
    }
  }
}
