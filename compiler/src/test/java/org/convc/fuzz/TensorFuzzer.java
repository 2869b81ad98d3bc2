package org.convc.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.convc.runtime.ElementType;
import org.convc.runtime.npy.NpyFile;
import org.convc.runtime.npy.NpzFile;
import org.convc.runtime.npy.TensorFileException;

/**
 * Any bytes as files of tensors, {@code .npy} and {@code .npz}: as they are, and as the header and the numbers of a file whose magic bytes and
 * lengths are right, which chance would hardly find.
 */
public final class TensorFuzzer {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  private TensorFuzzer() {}

  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    read(bytes);
    byte[] array = array(bytes);
    read(array);
    read(archive(array));
  }

  /** The first byte tells how many of the others are the header. */
  private static byte[] array(byte[] bytes) {
    int header = bytes.length == 0 ? 0 : Math.min(bytes[0] & 0xFF, bytes.length - 1);
    ByteArrayOutputStream array = new ByteArrayOutputStream();
    array.writeBytes(MAGIC);
    array.write(header);
    array.write(0);
    array.writeBytes(Arrays.copyOfRange(bytes, Math.min(1, bytes.length), bytes.length));
    return array.toByteArray();
  }

  private static byte[] archive(byte[] array) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      ZipEntry entry = new ZipEntry("w.npy");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(array.length);
      CRC32 sum = new CRC32();
      sum.update(array);
      entry.setCrc(sum.getValue());
      zip.putNextEntry(entry);
      zip.write(array);
    }
    return archive.toByteArray();
  }

  private static void read(byte[] bytes) throws IOException {
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
