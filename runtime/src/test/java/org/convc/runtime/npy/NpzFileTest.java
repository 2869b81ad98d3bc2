package org.convc.runtime.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.convc.runtime.ElementType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {

  @TempDir
  Path folder;

  @Test
  void readsWhatNumpyWrites() throws IOException {
    for (String[] line : NumpyFiles.lines("archives.csv")) {
      Path file = NumpyFiles.write(folder, line[0] + ".npz", line[1]);
      assertEquals(List.of("x", "w"), NpzFile.names(file));
      Tensor x = NpzFile.read(file, "x", ElementType.FLOAT);
      assertArrayEquals(new int[] {2, 3}, x.shape());
      assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, x.floats());
      assertArrayEquals(new double[] {1, 2}, NpzFile.read(file, "w", ElementType.DOUBLE).doubles());
    }
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("dWeights", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2));
    tensors.put("dBias", Tensor.of(new double[] {5}, 1));
    Path file = write(tensors);
    assertEquals(List.of("dWeights", "dBias"), NpzFile.names(file));
    assertArrayEquals(new float[] {1, 2, 3, 4}, NpzFile.read(file, "dWeights", ElementType.FLOAT).floats());
    assertArrayEquals(new double[] {5}, NpzFile.read(file, "dBias", ElementType.DOUBLE).doubles());
    byte[] once = Files.readAllBytes(file);
    assertArrayEquals(once, Files.readAllBytes(write(tensors)));
  }

  @Test
  void namesTheArraysThatThereAre() throws IOException {
    Path file = write(new LinkedHashMap<>(Map.of("x", Tensor.of(new float[1], 1))));
    assertEquals(file + ": no array 'y'; there is x", refused(file, "y"));
  }

  @Test
  void checksTheChecksum() throws IOException {
    Path file = write(Map.of("x", Tensor.of(new float[] {1, 2, 3}, 3)));
    byte[] bytes = Files.readAllBytes(file);
    // The last number: the name stands in the local header, then the array follows to the central directory.
    int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
    bytes[end - 1] ^= 1;
    Files.write(file, bytes);
    assertEquals(file + ":x: damaged: its checksum is wrong", refused(file, "x"));
  }

  @Test
  void refusesWhatIsNoArchive() throws IOException {
    assertThrows(NoSuchFileException.class, () -> NpzFile.names(folder.resolve("none.npz")));
    Path text = Files.writeString(folder.resolve("text.npz"), "1 2 3");
    assertTrue(refused(text, "x").startsWith(text + ": not a .npz file, or damaged: "), refused(text, "x"));
  }

  private Path write(Map<String, Tensor> tensors) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    NpzFile.write(tensors, written);
    return Files.write(folder.resolve("a.npz"), written.toByteArray());
  }

  private static String refused(Path file, String name) {
    return assertThrows(TensorFileException.class, () -> NpzFile.read(file, name, ElementType.FLOAT)).getMessage();
  }
}
