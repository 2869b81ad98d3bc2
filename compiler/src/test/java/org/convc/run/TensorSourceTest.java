package org.convc.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.convc.build.AtomicFiles;
import org.convc.runtime.LayerInfo;
import org.convc.runtime.npy.NpyFile;
import org.convc.runtime.npy.Tensor;
import org.convc.runtime.npy.TensorFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorSourceTest {

  private static final LayerInfo LAYER = Slots.layer("input 1 x 2 x 3; filters 2; kernel 1 x 2; bias;");

  @TempDir
  Path folder;

  @Test
  void numbersAreSeparatedAsPeopleDo() throws IOException {
    Tensor weights = read(text("w.txt", "1, -2;\t3e0\n\n# all of it\n0.25 # a quarter\n"), Operand.WEIGHTS);
    assertArrayEquals(new float[] {1, -2, 3, 0.25f}, weights.floats());
    assertArrayEquals(new int[] {2, 1, 1, 2}, weights.shape());
  }

  @Test
  void numbersAreRoundedOnce() throws IOException {
    // Between two floats, a little above the middle: the nearest double is the middle, whose nearest float is the lower one.
    String word = "1.00000005960464477540";
    Tensor bias = read(text("b.csv", word + ", NaN"), Operand.BIAS);
    assertEquals(Float.parseFloat(word), bias.floats()[0]);
    assertTrue(bias.floats()[0] > 1);
    assertTrue(Float.isNaN(bias.floats()[1]));
  }

  @Test
  void refusesOtherTexts() throws IOException {
    assertRefused("w.txt: expected 4 numbers for the weights of A, 2 x 1 x 1 x 2 (filters x channels x height x width), got 3",
        text("w.txt", "1 2 3"), Operand.WEIGHTS);
    assertRefused("got 5", text("w.txt", "1 2 3 4 5"), Operand.WEIGHTS);
    assertRefused("w.txt:2: 'x?y' is not a number", text("w.txt", "1\nx\u001by"), Operand.WEIGHTS);
    assertRefused("w.txt:1: 1e300 is beyond the largest float", text("w.txt", "1e300"), Operand.WEIGHTS);
    Path latin = Files.write(folder.resolve("w.txt"), "1 2 3 4 # \u00e4".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("not UTF-8 text", latin.toString(), Operand.WEIGHTS);
    assertThrows(NoSuchFileException.class, () -> read(folder.resolve("none.txt").toString(), Operand.WEIGHTS));
  }

  @Test
  void shapesAreTheLayers() throws IOException {
    assertEquals(1, read(npy(1, 2, 3), Operand.INPUT).shape()[0]);
    assertArrayEquals(new int[] {4, 1, 2, 3}, read(npy(4, 1, 2, 3), Operand.INPUT).shape());
    assertRefused("expected the input of A, 1 x 2 x 3 (channels x height x width) or batch x 1 x 2 x 3, got 2 x 3",
        npy(2, 3), Operand.INPUT);
    assertRefused("got 0 x 1 x 2 x 3", npy(0, 1, 2, 3), Operand.INPUT);
    assertRefused("expected the dy of A, 2 x 2 x 2 (filters x height x width) or batch x 2 x 2 x 2, got a single number",
        npy(), Operand.DY);
    assertRefused("expected the bias of A, 2 (filters), got 1 x 2", npy(1, 2), Operand.BIAS);
    assertRefused("got 1 x 2 x 1 x 1 x 2", npy(1, 2, 1, 1, 2), Operand.WEIGHTS);
  }

  @Test
  void axesAreNamedInTheOrderOfTheLayout() {
    assertEquals("height x width x channels", Slots.input("input 3 x 4 x 5; filters 1; kernel 1; layout nhwc;").axes());
    assertEquals("channels x depth x height x width", Slots.input("input 1 x 3 x 4 x 5; filters 1; kernel 1;").axes());
    assertEquals("filters x channels of a group x length",
        Operand.WEIGHTS.slot(Slots.layer("input 2 x 3; filters 2; kernel 1; groups 2;")).axes());
  }

  @Test
  void randomNumbersDependOnTheSeedAlone() throws IOException {
    Tensor once = read("random:7", Operand.WEIGHTS);
    assertArrayEquals(once.floats(), read("random:7", Operand.WEIGHTS).floats());
    assertFalse(Arrays.equals(once.floats(), read("random:8", Operand.WEIGHTS).floats()));
  }

  @Test
  void randomWeightsKeepTheSizeOfTheData() throws IOException {
    LayerInfo layer = Slots.layer("input 64 x 3 x 3; filters 64; kernel 3;");
    double sum = 0;
    Tensor weights = TensorSource.of("random:1", 1).read(Operand.WEIGHTS.slot(layer));
    for (float weight : weights.floats()) {
      sum += weight * weight;
    }
    assertEquals(1.0 / (64 * 9), sum / weights.length(), 0.05 / (64 * 9));
  }

  @Test
  void otherWordsAreRefused() {
    for (String word : new String[] {"", "x", "x.bin", "random:", "random:x", "random:99999999999999999999", "x.npy:y"}) {
      assertThrows(IllegalArgumentException.class, () -> TensorSource.of(word, 1), word);
    }
  }

  private String npy(int... shape) throws IOException {
    Tensor tensor = Tensor.of(new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)], shape);
    Path file = folder.resolve("a.npy");
    AtomicFiles.write(file, out -> NpyFile.write(tensor, out));
    return file.toString();
  }

  private String text(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static Tensor read(String word, Operand operand) throws IOException {
    return TensorSource.of(word, 1).read(operand.slot(LAYER));
  }

  private static void assertRefused(String expected, String word, Operand operand) {
    TensorFileException refused = assertThrows(TensorFileException.class, () -> read(word, operand));
    assertTrue(refused.getMessage().contains(expected), refused.getMessage());
  }
}
