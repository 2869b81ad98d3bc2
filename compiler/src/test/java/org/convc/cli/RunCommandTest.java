package org.convc.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.convc.CompileOptions;
import org.convc.Convc;
import org.convc.build.AtomicFiles;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerInfo;
import org.convc.runtime.Workspace;
import org.convc.runtime.npy.NpyFile;
import org.convc.runtime.npy.NpzFile;
import org.convc.runtime.npy.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

  private static final String LAYERS =
      "conv Plain { input 2 x 5 x 7; filters 3; kernel 3 x 2; }"
          + "conv Curved { input 2 x 5 x 7; filters 3; kernel 3; bias; activation tanh; type double; }"
          + "transposed Up { input 1 x 3 x 4; filters 1; kernel 2; stride 2; }";

  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void layers() throws IOException {
    file = Files.writeString(folder.resolve("a.conv"), LAYERS);
  }

  @Test
  void forwardIsWhatTheLayerComputes() throws IOException {
    ConvLayer layer = Convc.compile(file, CompileOptions.defaults().withoutVectors()).layer("Plain");
    LayerInfo info = layer.info();
    float[] x = numbers(info.inputLength(2));
    float[] w = numbers(info.weightsLength());
    float[] y = new float[info.outputLength(2)];
    layer.forward(2, x, w, null, y, layer.newWorkspace(2));
    String written = path("y.npy");
    Cli run = run("Plain", "--input", npy("x", x, 2, 2, 5, 7), "--weights", npy("w", w, 3, 2, 3, 2), "--vectors", "none",
        "--output", written);
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    assertTrue(run.out().startsWith(written + ": y, float 2 x 3 x 3 x 6, from "), run.out());
    Tensor read = NpyFile.read(Path.of(written), ElementType.FLOAT);
    assertArrayEquals(new int[] {2, 3, 3, 6}, read.shape());
    assertArrayEquals(y, read.floats());
  }

  @Test
  void allPassesOfALayerWithAnActivation() throws IOException {
    ConvLayer layer = Convc.compile(file, CompileOptions.defaults().withoutVectors()).layer("Curved");
    Workspace workspace = layer.newTrainingWorkspace(1);
    LayerInfo info = layer.info();
    double[] x = doubles(info.inputLength(1));
    double[] w = doubles(info.weightsLength());
    double[] b = doubles(info.filters());
    double[] dy = doubles(info.outputLength(1));
    double[] y = new double[dy.length];
    double[] dx = new double[x.length];
    double[] dWeights = new double[w.length];
    double[] dBias = new double[b.length];
    layer.forward(1, x, w, b, y, workspace);
    layer.backwardData(1, dy, w, dx, workspace);
    layer.backwardWeights(1, x, dy, dWeights, workspace);
    layer.backwardBias(1, dy, dBias, workspace);
    Path archive = folder.resolve("results.npz");
    Cli run = run(
        "Curved", "--pass", "backward-bias,forward,backward-data,backward-weights", "--threads", "3",
        "--input", npy("x", x, 2, 5, 7), "--weights", npy("w", w, 3, 2, 3, 3), "--bias", npy("b", b, 3), "--dy", npy("dy", dy, 3, 3, 5),
        "--vectors", "none",         "--output", archive.toString());
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    assertEquals(List.of("y", "dx", "dWeights", "dBias"), NpzFile.names(archive));
    assertArrayEquals(y, NpzFile.read(archive, "y", ElementType.DOUBLE).doubles());
    assertArrayEquals(dx, NpzFile.read(archive, "dx", ElementType.DOUBLE).doubles());
    assertArrayEquals(new int[] {2, 5, 7}, NpzFile.read(archive, "dx", ElementType.DOUBLE).shape());
    assertArrayEquals(dWeights, NpzFile.read(archive, "dWeights", ElementType.DOUBLE).doubles());
    assertArrayEquals(dBias, NpzFile.read(archive, "dBias", ElementType.DOUBLE).doubles());
    // Only what was asked for, though the gradient needed forward.
    Cli one = run(
        "Curved", "--pass", "backward-data", "--input", path("x.npy"), "--weights", path("w.npy"), "--bias", path("b.npy"),
        "--dy", path("dy.npy"), "--vectors", "none", "--output", archive + ":gradient");
    assertEquals(0, one.exitCode(), one.err());
    assertEquals(List.of("gradient"), NpzFile.names(archive));
    assertArrayEquals(dx, NpzFile.read(archive, "gradient", ElementType.DOUBLE).doubles());
  }

  @Test
  void vectorsGiveAlmostTheSame() throws IOException {
    for (String bits : new String[] {"auto", "128"}) {
      Cli run = run("Plain", "--input", "random:1", "--weights", "random:2", "--vectors", bits, "--output", path("y.npy"));
      assertEquals(0, run.exitCode(), run.err());
    }
  }

  @Test
  void resultsCanBePictures() throws IOException {
    Cli run = run("Up", "--input", "random:1", "--weights", "random:2", "--output", path("y.png"));
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.err().contains(" of 48 numbers are not between black and white (see --white)"), run.err());
    Cli again = run("Up", "--pass", "backward-data", "--dy", path("y.png"), "--weights", "random:2", "--output", path("dx.npy"));
    assertEquals(0, again.exitCode(), again.err());
    float[] batch = numbers(24);
    Cli several = run("Up", "--input", npy("x", batch, 2, 1, 3, 4), "--weights", "random:2", "--output", path("two.png"));
    assertFailure("two.png: a picture is one item, and y are 2", several);
    assertFalse(Files.exists(folder.resolve("two.png")));
  }

  @Test
  void theCommandLineIsCheckedBeforeAnythingIsRead() {
    String[] inputs = {"--input", "none.npy", "--weights", "none.npy"};
    assertUsage("Missing required option: '--output=TARGET'", run("Plain", inputs));
    assertUsage("a.conv has no layer Plane; there are Plain, Curved, Up", run("Plane", with(inputs, "-o", "y.npy")));
    assertUsage("--output: 'y.bin' is none of FILE.npy", run("Plain", with(inputs, "-o", "y.bin")));
    assertUsage("--output: y.png: a picture has 1 or 3 channels", run("Plain", with(inputs, "-o", "y.png", "--pass", "backward-data")));
    assertUsage("--bias: Plain has no bias", run("Plain", with(inputs, "-o", "y.npy", "--bias", "b.npy")));
    assertUsage(
        "--bias is missing: forward of Curved needs the bias of Curved, 3 (filters)", run("Curved", with(inputs, "-o", "y.npy")));
    assertUsage("--weights: backward-weights of Plain does not read it",
        run("Plain", with(inputs, "-o", "y.npy", "--pass", "backward-weights", "--dy", "none.npy")));
    assertUsage("2 results go into a FILE.npz, which names them y, dBias",
        run("Plain", with(inputs, "-o", "y.npy", "--pass", "forward,backward-bias", "--dy", "none.npy")));
    assertUsage("--input: 'x' is none of", run("Plain", "--input", "x", "--weights", "none.npy", "-o", "y.npy"));
    for (String word : List.of("backwards", "FORWARD", "forward,BACKWARD_DATA", "")) {
      assertUsage(
          "is none of [forward, backward-data, backward-weights, backward-bias]", run("Plain", with(inputs, "-o", "y.npy", "--pass", word)));
    }
    for (String threads : List.of("-1", "0", "4097")) {
      assertUsage("--threads " + threads + ": from 1 to 4096", run("Plain", with(inputs, "-o", "y.npy", "--threads", threads)));
    }
    assertUsage("--white 0.0: above 0", run("Plain", with(inputs, "-o", "y.npy", "--white", "0")));
    assertUsage("100", run("Plain", with(inputs, "-o", "y.npy", "--vectors", "100")));
  }

  @Test
  void filesAtFaultAreOneLine() throws IOException {
    String y = path("y.npy");
    assertFailure("none.npy: no such file", run("Plain", "--input", "none.npy", "--weights", "random:1", "-o", y));
    assertFailure("x.npy: expected the input of Plain", run("Plain", "--input", npy("x", numbers(6), 6), "--weights", "random:1", "-o", y));
    Files.write(folder.resolve("cut.npy"), new byte[] {(byte) 0x93, 'N', 'U'});
    assertFailure("cut.npy: not a .npy file", run("Plain", "--input", path("cut.npy"), "--weights", "random:1", "-o", y));
    assertFailure("the input is 2 x 2 x 5 x 7 and dy 3 x 3 x 6: not of the same batch",
        run("Plain", "--pass", "backward-weights", "--input", npy("x", numbers(140), 2, 2, 5, 7), "--dy", "random:1", "-o", y));
    Path archive = folder.resolve("a.npz");
    AtomicFiles.write(archive, out -> NpzFile.write(Map.of("x", Tensor.of(numbers(70), 2, 5, 7)), out));
    assertFailure("a.npz: no array 'y'; there is x", run("Plain", "--input", archive + ":y", "--weights", "random:1", "-o", y));
    assertEquals(0, run("Plain", "--input", archive.toString(), "--weights", "random:1", "-o", y).exitCode());
    assertFailure("a.npz: is in the way", run("Plain", "--input", "random:1", "--weights", "random:1", "-o", path("a.npz/y.npy")));
    Path inTheWay = Files.createDirectory(folder.resolve("folder.npy"));
    assertFailure(inTheWay + ": ", run("Plain", "--input", "random:1", "--weights", "random:1", "-o", inTheWay.toString()));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.filter(left -> left.toString().endsWith(".tmp")).toList());
    }
  }

  @Test
  void aFileWithMistakesIsShownWithThem() throws IOException {
    Files.writeString(file, "conv Plain { input 1 x 8 x 8; filters 0; kernel 3; }");
    Cli run = run("Plain", "--input", "random:1", "--weights", "random:1", "-o", path("y.npy"));
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("a.conv:1:39: error"), run.err());
  }

  private Cli run(String layer, String... options) {
    return Cli.run(with(new String[] {"run", file.toString(), layer}, options));
  }

  private static String[] with(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private String npy(String name, float[] values, int... shape) throws IOException {
    return npy(name, Tensor.of(values, shape));
  }

  private String npy(String name, double[] values, int... shape) throws IOException {
    return npy(name, Tensor.of(values, shape));
  }

  private String npy(String name, Tensor tensor) throws IOException {
    AtomicFiles.write(folder.resolve(name + ".npy"), out -> NpyFile.write(tensor, out));
    return path(name + ".npy");
  }

  private static float[] numbers(int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (i * 7 % 11 - 5) / 8f;
    }
    return numbers;
  }

  private static double[] doubles(int length) {
    double[] numbers = new double[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (i * 5 % 13 - 6) / 8.0;
    }
    return numbers;
  }

  private static void assertUsage(String expected, Cli run) {
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains(expected), run.err());
    assertTrue(run.err().endsWith("Try 'convc run --help' for more.\n"), run.err());
  }

  private static void assertFailure(String expected, Cli run) {
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.err().startsWith("convc: ") && run.err().contains(expected), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }
}
