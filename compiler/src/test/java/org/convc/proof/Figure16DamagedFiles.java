package org.convc.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.convc.runtime.ElementType;
import org.convc.runtime.npy.NpyFile;
import org.convc.runtime.npy.NpzFile;
import org.convc.runtime.npy.Tensor;
import org.convc.runtime.npy.TensorFileException;

/**
 * Files of tensors, cut at every byte and with every single bit flipped: one typed error, or the right tensor. The format {@code .npy} has no
 * checksum, so a flipped bit in its numbers, or between the two signs for the order of their bytes, gives other numbers of the same shape;
 * in {@code .npz}, nothing may.
 */
final class Figure16DamagedFiles implements Figure {

  private static final int HEADER = 10;

  private record Whole(String name, byte[] bytes, Tensor tensor, boolean archive) {}

  /** One file with the bytes up to {@code cut}, or with the bit flipped. */
  private record Damage(Whole whole, int cut, int bit) {

    byte[] bytes() {
      byte[] bytes = Arrays.copyOf(whole.bytes(), cut);
      if (bit >= 0) {
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
      }
      return bytes;
    }

    /** Whether the format cannot tell. */
    boolean hidden() {
      int length = whole.bytes().length;
      int numbers = length - whole.tensor().length() * Float.BYTES;
      boolean inOrder = bit >= 0 && (whole.bytes()[bit / 8] == '<' || whole.bytes()[bit / 8] == '>');
      return !whole.archive() && bit >= 0 && (bit / 8 >= numbers || inOrder);
    }

    @Override
    public String toString() {
      return whole.name() + (bit < 0 ? " cut to " + cut + " bytes" : " with bit " + bit + " flipped");
    }
  }

  private final List<Damage> damages = damages();

  @Override
  public String number() {
    return "16";
  }

  @Override
  public String what() {
    return "tensor files cut at every byte and with flipped bits";
  }

  @Override
  public String target() {
    return "one typed error, or the right tensor";
  }

  @Override
  public long ordinary() {
    return full();
  }

  @Override
  public long full() {
    return damages.size();
  }

  @Override
  public Finding measure(Size size) {
    AtomicLong refused = new AtomicLong();
    Size available = new Size(Math.min(size.count(), damages.size() - size.first()), size.first(), size.seed(), size.threads());
    List<String> failures;
    try {
      Path folder = Files.createTempDirectory("damaged");
      try {
        failures = Cases.run(number(), available, index -> read(damages.get((int) index), folder.resolve("file" + index), refused));
      } finally {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String value = available.count() - failures.size() + " of " + available.count() + ", " + refused.get() + " refused";
    return new Finding(value, available.count(), 0, failures, List.of());
  }

  /**
   * @param file where the damaged file is while it is read: in a folder of its own, for in a common one with many files each takes long
   */
  private static Optional<String> read(Damage damage, Path file, AtomicLong refused) throws IOException {
    try {
      Files.write(file, damage.bytes());
      Tensor tensor = damage.whole().archive() ? NpzFile.read(file, "w", ElementType.FLOAT) : NpyFile.read(file, ElementType.FLOAT);
      Tensor right = damage.whole().tensor();
      boolean sameShape = Arrays.equals(right.shape(), tensor.shape());
      boolean same = sameShape && Arrays.equals(right.floats(), tensor.floats());
      return same || sameShape && damage.hidden() ? Optional.empty() : Optional.of(damage + " is read as " + tensor);
    } catch (TensorFileException typed) {
      refused.incrementAndGet();
      String message = typed.getMessage();
      boolean oneLine = message.startsWith(file.toString()) && message.lines().count() == 1 && message.chars().allMatch(c -> c >= ' ');
      return oneLine ? Optional.empty() : Optional.of(damage + ": " + message);
    } catch (IOException | RuntimeException | Error other) {
      return Optional.of(damage + ": " + other);
    } finally {
      Files.delete(file);
    }
  }

  private static List<Damage> damages() {
    List<Damage> damages = new ArrayList<>();
    for (Whole whole : files()) {
      for (int cut = 0; cut < whole.bytes().length; cut++) {
        damages.add(new Damage(whole, cut, -1));
      }
      for (int bit = 0; bit < 8 * whole.bytes().length; bit++) {
        damages.add(new Damage(whole, whole.bytes().length, bit));
      }
    }
    return List.copyOf(damages);
  }

  private static List<Whole> files() {
    float[] numbers = new float[24];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i / 3f - 4;
    }
    Tensor weights = Tensor.of(numbers, 2, 3, 4);
    try {
      List<Whole> files = new ArrayList<>();
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      NpyFile.write(weights, written);
      files.add(new Whole("version 1.0", written.toByteArray(), weights, false));
      files.add(new Whole("version 2.0, big-endian", newer(2, weights), weights, false));
      files.add(new Whole("version 3.0, big-endian", newer(3, weights), weights, false));
      Map<String, Tensor> arrays = new LinkedHashMap<>();
      arrays.put("w", weights);
      arrays.put("b", Tensor.of(new float[] {1, 2}, 2));
      ByteArrayOutputStream stored = new ByteArrayOutputStream();
      NpzFile.write(arrays, stored);
      files.add(new Whole("stored archive", stored.toByteArray(), weights, true));
      files.add(new Whole("deflated archive", deflated(written.toByteArray()), weights, true));
      return files;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] newer(int version, Tensor tensor) {
    byte[] text = "{'descr': '>f4', 'fortran_order': False, 'shape': (2, 3, 4), }   \n".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + 2 + text.length + tensor.length() * Float.BYTES);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) version).put((byte) 0);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(text.length).put(text).order(ByteOrder.BIG_ENDIAN);
    bytes.asFloatBuffer().put(tensor.floats());
    return bytes.array();
  }

  private static byte[] deflated(byte[] array) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
      archive.putNextEntry(new ZipEntry("w.npy"));
      archive.write(array);
    }
    return bytes.toByteArray();
  }
}
