package org.convc.runtime.npy;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.convc.runtime.ElementType;

/** Files of several arrays by name, as {@code numpy.savez} and {@code numpy.savez_compressed} make them: archives of {@code .npy} files. */
public final class NpzFile {

  private static final String SUFFIX = ".npy";

  /** Deflated data is never longer than so many times its length. */
  private static final int MOST_INFLATION = 1032;

  /** The first date that an archive can have, so that the same arrays are the same bytes. */
  private static final LocalDateTime NO_DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

  private NpzFile() {}

  /**
   * The names of the arrays, in the order of the archive.
   *
   * @throws TensorFileException if the archive is damaged
   * @throws NoSuchFileException if there is no such file
   */
  public static List<String> names(Path file) throws IOException {
    try (ZipFile archive = open(file)) {
      return names(archive);
    }
  }

  /**
   * Reads one array, with the rules of {@link NpyFile}. Its checksum is checked.
   *
   * @throws TensorFileException if the archive is damaged, has no array of that name, or the array is not read
   * @throws NoSuchFileException if there is no such file
   */
  public static Tensor read(Path file, String name, ElementType type) throws IOException {
    try (ZipFile archive = open(file)) {
      List<String> names = names(archive);
      ZipEntry entry = archive.getEntry(name + SUFFIX);
      if (entry == null) {
        throw new TensorFileException(
            file.toString(), "no array '" + name + "'; there " + (names.size() == 1 ? "is " : "are ") + String.join(", ", names));
      }
      return read(archive, entry, file + ":" + name, type);
    } catch (ZipException | EOFException e) {
      throw damaged(file, e);
    }
  }

  /** Writes arrays by name, in the order of the map, uncompressed and without dates. The stream stays open. */
  public static void write(Map<String, Tensor> tensors, OutputStream out) throws IOException {
    ZipOutputStream archive = new ZipOutputStream(out);
    for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
      ZipEntry entry = new ZipEntry(tensor.getKey() + SUFFIX);
      entry.setTimeLocal(NO_DATE);
      entry.setMethod(ZipEntry.STORED);
      // An entry that is stored announces its length and checksum.
      CountingStream length = new CountingStream();
      CheckedOutputStream checked = new CheckedOutputStream(length, new CRC32());
      NpyFile.write(tensor.getValue(), checked);
      entry.setSize(length.count);
      entry.setCrc(checked.getChecksum().getValue());
      archive.putNextEntry(entry);
      NpyFile.write(tensor.getValue(), archive);
      archive.closeEntry();
    }
    archive.finish();
  }

  private static ZipFile open(Path file) throws IOException {
    NpyFile.checkRegular(file);
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw damaged(file, e);
    }
  }

  private static List<String> names(ZipFile archive) {
    List<String> names = new ArrayList<>();
    archive.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(SUFFIX))
        .forEach(name -> names.add(name.substring(0, name.length() - SUFFIX.length())));
    return names;
  }

  private static Tensor read(ZipFile archive, ZipEntry entry, String name, ElementType type) throws IOException {
    if (entry.getSize() > MOST_INFLATION * Math.max(1, entry.getCompressedSize())) {
      throw new TensorFileException(name, "the archive is damaged: it announces more than its bytes can hold");
    }
    // Java compares the checksum of an archive that is read as a stream, but not of one that is read as a file.
    CheckedInputStream checked = new CheckedInputStream(new BufferedInputStream(archive.getInputStream(entry)), new CRC32());
    try (InputStream in = checked) {
      Tensor tensor = new NpyReader(name, in, entry.getSize()).read(type);
      if (in.read() >= 0) {
        throw new TensorFileException(name, "the archive is damaged: it holds more than it announces");
      }
      if (checked.getChecksum().getValue() != entry.getCrc()) {
        throw new TensorFileException(name, "damaged: its checksum is wrong");
      }
      return tensor;
    }
  }

  private static TensorFileException damaged(Path file, IOException e) {
    String what = e.getMessage() == null ? "it ends too early" : e.getMessage();
    return new TensorFileException(file.toString(), "not a .npz file, or damaged: " + what, e);
  }

  private static final class CountingStream extends OutputStream {

    private long count;

    @Override
    public void write(int one) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      count += length;
    }
  }
}
