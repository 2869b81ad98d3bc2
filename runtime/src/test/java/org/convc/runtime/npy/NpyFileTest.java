package org.convc.runtime.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.convc.runtime.ElementType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class NpyFileTest {

  @TempDir
  Path folder;

  @TestFactory
  Stream<DynamicTest> readsWhatNumpyWrites() {
    return NumpyFiles.lines("numpy.csv").stream().map(line -> DynamicTest.dynamicTest(line[0], () -> {
      Path file = NumpyFiles.write(folder, "a.npy", line[3]);
      double[] expected = numbers(line[1]).mapToDouble(Double::parseDouble).toArray();
      int[] shape = numbers(line[2]).mapToInt(Integer::parseInt).toArray();
      Tensor doubles = NpyFile.read(file, ElementType.DOUBLE);
      assertArrayEquals(shape, doubles.shape());
      assertArrayEquals(expected, doubles.doubles());
      Tensor floats = NpyFile.read(file, ElementType.FLOAT);
      assertArrayEquals(shape, floats.shape());
      for (int i = 0; i < expected.length; i++) {
        assertEquals((float) expected[i], floats.floats()[i]);
      }
    }));
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatItCannotHold() {
    return NumpyFiles.lines("refused.csv").stream().map(line -> DynamicTest.dynamicTest(line[0], () -> {
      Path file = NumpyFiles.write(folder, "a.npy", line[2]);
      assertRefused(file + ": ", file);
      assertRefused(line[1], file);
    }));
  }

  @Test
  void writesWhatNumpyWrites() throws IOException {
    String[] numpy = NumpyFiles.lines("numpy.csv").stream().filter(line -> line[0].equals("version 1.0")).findFirst().orElseThrow();
    Path file = NumpyFiles.write(folder, "a.npy", numpy[3]);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    NpyFile.write(NpyFile.read(file, ElementType.FLOAT), written);
    assertArrayEquals(Files.readAllBytes(file), written.toByteArray());
  }

  @Test
  void whatIsWrittenIsReadAgainToTheBit() throws IOException {
    float[] values = {0, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, Float.NEGATIVE_INFINITY};
    for (int[] shape : new int[][] {{6}, {2, 3}, {1, 6, 1}}) {
      assertArrayEquals(values, again(Tensor.of(values, shape)).floats());
      assertArrayEquals(shape, again(Tensor.of(values, shape)).shape());
    }
    double[] doubles = {Math.PI, -0d, Double.MIN_VALUE, Double.NaN};
    assertArrayEquals(doubles, again(Tensor.of(doubles, 4)).doubles());
    // More than is copied at once, and not a multiple of that.
    float[] many = new float[100_003];
    for (int i = 0; i < many.length; i++) {
      many[i] = i;
    }
    assertArrayEquals(many, again(Tensor.of(many, many.length)).floats());
  }

  @Test
  void takesAHeaderInAnyOrder() throws IOException {
    Path file = file("{\"shape\":(2L,),'fortran_order':False,'descr':'<f4'}\n", 8);
    assertArrayEquals(new int[] {2}, NpyFile.read(file, ElementType.FLOAT).shape());
  }

  @Test
  void refusesLyingHeaders() throws IOException {
    assertRefused("2 x 3 numbers of <f4 take 24 bytes after the header; 23 are there", file(header("(2, 3)"), 23));
    assertRefused("1 bytes follow 2 x 3 numbers of <f4", file(header("(2, 3)"), 25));
    assertRefused("2000000000 numbers of <f4 take 8000000000 bytes", file(header("(2000000000,)"), 24));
    assertRefused("no array holds the shape 65536 x 65536", file(header("(65536, 65536)"), 24));
    assertRefused("an axis of more than", file(header("(99999999999999999999,)"), 24));
    assertRefused("more than 64 axes", file(header("(" + "1, ".repeat(65) + ")"), 4));
    assertRefused("expected a size, got '-2, 3), }'", file(header("(-2, 3)"), 24));
    assertRefused("expected ',', got '), }'", file(header("(6)"), 24));
    assertRefused("the header lacks shape", file("{'descr': '<f4', 'fortran_order': False}\n", 24));
    assertRefused("the header has 'descr' where", file("{'descr': '<f4', 'descr': '<f4'}\n", 24));
    assertRefused("expected True or False, got '0, 'shape': (6,)}'", file("{'descr': '<f4', 'fortran_order': 0, 'shape': (6,)}\n", 24));
    assertRefused("expected blanks and a newline", file(header("(6,)").strip(), 24));
    assertRefused("type '=f4'", file(header("(6,)").replace('<', '='), 24));
    assertRefused("got '?[2J?}'", file("{\u001b[2J\u0007}\n", 24));
  }

  @Test
  void refusesWhatIsNoSuchFile() throws IOException {
    assertThrows(NoSuchFileException.class, () -> NpyFile.read(folder.resolve("none.npy"), ElementType.FLOAT));
    assertRefused("not a file", folder);
    assertRefused("empty", Files.write(folder.resolve("empty.npy"), new byte[0]));
    assertRefused("not a .npy file", Files.writeString(folder.resolve("text.npy"), "1 2 3"));
    byte[] newer = Files.readAllBytes(file(header("(6,)"), 24));
    newer[6] = 4;
    assertRefused("version 4.0 of the format", Files.write(folder.resolve("newer.npy"), newer));
  }

  private static String header(String shape) {
    return "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n";
  }

  private Path file(String text, int dataBytes) throws IOException {
    byte[] header = text.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.allocate(10 + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY\1\0".getBytes(StandardCharsets.US_ASCII)).putShort((short) header.length).put(header);
    return Files.write(folder.resolve("a.npy"), bytes.array());
  }

  private Tensor again(Tensor tensor) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    NpyFile.write(tensor, written);
    return NpyFile.read(Files.write(folder.resolve("again.npy"), written.toByteArray()), tensor.type());
  }

  private static Stream<String> numbers(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty());
  }

  private static void assertRefused(String expected, Path file) {
    TensorFileException refused = assertThrows(TensorFileException.class, () -> NpyFile.read(file, ElementType.FLOAT));
    assertTrue(refused.getMessage().contains(expected), refused.getMessage());
  }
}
