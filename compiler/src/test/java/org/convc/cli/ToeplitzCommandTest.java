package org.convc.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.convc.runtime.ElementType;
import org.convc.runtime.npy.NpyFile;
import org.convc.runtime.npy.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToeplitzCommandTest {

  private static final String LAYERS =
      "conv Small { input 1 x 3; filters 1; kernel 2; }"
          + "conv Wide { input 1 x 200 x 200; filters 1; kernel 1; }"
          + "conv Large { input 3 x 224 x 224; filters 64; kernel 7; }";

  @TempDir
  Path folder;

  @Test
  void writesEntriesAndElements() throws IOException {
    assertEquals("A.mtx: 2 x 3, 4 entries\n", toeplitz("Small", "A.mtx").out().replace(folder + "/", ""));
    assertEquals(
        "%%MatrixMarket matrix coordinate real general\n2 3 4\n1 1 5.0\n1 2 7.0\n2 2 5.0\n2 3 7.0\n",
        Files.readString(folder.resolve("A.mtx")));
    assertEquals(0, toeplitz("Small", "A.csv").exitCode());
    assertEquals("row,column,value\n0,0,5.0\n0,1,7.0\n1,1,5.0\n1,2,7.0\n", Files.readString(folder.resolve("A.csv")));
    assertEquals(0, toeplitz("Small", "A.npy").exitCode());
    Tensor dense = NpyFile.read(folder.resolve("A.npy"), ElementType.FLOAT);
    assertArrayEquals(new int[] {2, 3}, dense.shape());
    assertArrayEquals(new float[] {5, 7, 0, 0, 5, 7}, dense.floats());
  }

  @Test
  void refusesWhatIsTooLarge() throws IOException {
    Cli entries = toeplitz("Large", "A.mtx");
    assertEquals(1, entries.exitCode());
    assertTrue(entries.err().startsWith("convc: the matrix of Large has up to "), entries.err());
    Cli elements = toeplitz("Wide", "A.npy");
    assertEquals("convc: 40000 x 40000 elements; at most 20000000 are written out, use the entries\n", elements.err());
    assertFalse(Files.exists(folder.resolve("A.npy")));
    assertEquals(0, toeplitz("Wide", "A.mtx").exitCode());
  }

  @Test
  void refusesOtherFormats() throws IOException {
    Cli run = toeplitz("Small", "A.txt");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("A.txt is none of FILE.npy, FILE.mtx or FILE.csv"), run.err());
  }

  private Cli toeplitz(String layer, String output) throws IOException {
    Path file = Files.writeString(folder.resolve("a.conv"), LAYERS);
    Path weights = Files.writeString(folder.resolve("w.txt"), "5 7");
    String source = layer.equals("Small") ? weights.toString() : "random:1";
    return Cli.run("toeplitz", file.toString(), layer, "--weights", source, "--output", folder.resolve(output).toString());
  }
}
