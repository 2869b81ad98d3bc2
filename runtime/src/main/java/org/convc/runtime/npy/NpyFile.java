package org.convc.runtime.npy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.convc.runtime.ElementType;

/**
 * Files of one array, as {@code numpy.save} makes them.
 *
 * <p>Read are versions 1.0, 2.0 and 3.0, both byte orders, both orders of the axes, binary floating-point numbers of 16, 32 and 64 bits,
 * integers of 8 to 64 bits, and booleans. Floating-point numbers are rounded to the nearest of the type that is asked for, NaN and
 * infinities stay; a finite number beyond that type, and an integer that it does not have, are refused, as are all other types of NumPy.
 */
public final class NpyFile {

  private static final int CHUNK_BYTES = 1 << 16;

  private NpyFile() {}

  /**
   * Reads the array of a file.
   *
   * @throws TensorFileException if the file is damaged, is cut, goes on after the array, or holds what is not read
   * @throws NoSuchFileException if there is no such file
   */
  public static Tensor read(Path file, ElementType type) throws IOException {
    checkRegular(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return new NpyReader(file.toString(), in, Files.size(file)).read(type);
    }
  }

  /** Writes an array in version 1.0, little-endian. The stream stays open. */
  public static void write(Tensor tensor, OutputStream out) throws IOException {
    boolean isFloat = tensor.type() == ElementType.FLOAT;
    NumberType type = isFloat ? NumberType.FLOAT : NumberType.DOUBLE;
    out.write(new NpyHeader(type, false, tensor.shape(), 0).written());
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int index = 0; index < tensor.length(); ) {
      chunk.clear();
      int count = Math.min(tensor.length() - index, CHUNK_BYTES / type.size());
      if (isFloat) {
        chunk.asFloatBuffer().put(tensor.floats(), index, count);
      } else {
        chunk.asDoubleBuffer().put(tensor.doubles(), index, count);
      }
      out.write(chunk.array(), 0, count * type.size());
      index += count;
    }
  }

  /** The length of a file is believed, so it has to be one that has a length. */
  static void checkRegular(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file)) {
      throw new TensorFileException(file.toString(), "not a file");
    }
  }
}
