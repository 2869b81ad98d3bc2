package org.convc.examples.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as its user sees it. */
class MainTest {

  private static final Path SHARED = Path.of("../../../shared/data/signals/images");

  @TempDir
  private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void withoutAPictureItDrawsOne() throws Exception {
    assertEquals(0, run("--out", directory.resolve("new/pictures").toString()));
    for (String layer : new String[] {"Edges", "Blur", "Detail", "Half", "Enlarge"}) {
      String line = layer + " +[0-9] x .* -> .* org\\.convc\\.examples\\.pictures\\." + layer + ", compiled in .*";
      assertTrue(said().lines().anyMatch(l -> l.matches(line)), said());
    }
    assertTrue(said().contains("step  1  loss "), said());
    assertTrue(said().contains("  1.0000000  2.0000000  1.0000000      1   2   1\n"), said());
    assertTrue(said().contains("the filter is found"), said());
    assertEquals("", err.toString(StandardCharsets.UTF_8));
    for (String name : Gallery.NAMES) {
      Picture picture = PictureReader.read(directory.resolve("new/pictures/" + name + ".png"), note -> {});
      assertEquals(name.equals("half") ? "320 x 240" : "640 x 480", picture.size());
    }
    Picture written = PictureReader.read(directory.resolve("new/pictures/picture.png"), note -> {});
    assertArrayEquals(Drawing.draw().values(), written.values(), 1e-6f);
  }

  @Test
  void picturesOfAnySizeGoThrough() throws Exception {
    for (int[] size : new int[][] {{1, 1}, {1, 40}, {40, 1}, {3, 2}, {51, 77}}) {
      new PictureWriter(directory).write("given", Pictures.noise(size[0], size[1], 2));
      String given = directory.resolve("given.png").toString();
      assertEquals(0, run(given, "--out=" + directory.resolve("out")), this::complaint);
    }
  }

  @Test
  void mistakesOnTheCommandLine() {
    assertRefused(2, "unknown option --colour", "--colour");
    assertRefused(2, "--out needs a directory", "--out");
    assertRefused(2, "--out is given twice", "--out", "a", "--out", "b");
    assertRefused(2, "more than one picture: a and b", "a", "b");
    assertRefused(2, "a path is empty", "");
    assertRefused(2, "not a path", "a\0b");
    assertEquals(0, run("--help"));
    assertEquals(Arguments.USAGE, said());
  }

  @Test
  void failuresOutsideOfTheProgram() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "no picture");
    assertRefused(1, "missing.png: no such file", directory.resolve("missing.png").toString());
    assertRefused(1, "--missing.png: no such file", "--", "--missing.png");
    assertRefused(1, "not a picture", file.toString());
    assertRefused(1, "not a directory", "--out", file.toString());
    assertRefused(1, "the directory cannot be made", "--out", file.resolve("below").toString());
    Files.createDirectories(directory.resolve("out/blur.png"));
    assertRefused(1, "blur.png: cannot be written", "--out", directory.resolve("out").toString());
  }

  @Test
  void thePictureIsNotReplaced() throws Exception {
    new PictureWriter(directory).write("edges", Pictures.noise(8, 9, 3));
    Path given = directory.resolve("edges.png");
    byte[] before = Files.readAllBytes(given);
    assertRefused(1, "would be replaced by a result", given.toString(), "--out", directory.toString());
    assertArrayEquals(before, Files.readAllBytes(given));
    assertFalse(Files.exists(directory.resolve("picture.png")));
  }

  @Test
  void filtersAreFoundFromRealPictures() throws Exception {
    Assumptions.assumeTrue(Files.isDirectory(SHARED), () -> "no pictures in " + SHARED + " beside the repository");
    try (Stream<Path> files = Files.list(SHARED)) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(png|jpg)")).sorted().toList()) {
        assertEquals(0, run(file.toString(), "--out", directory.toString()), this::complaint);
        assertTrue(said().contains("the filter is found"), said());
      }
    }
  }

  private int run(String... words) {
    out.reset();
    err.reset();
    return Main.run(printer(out), printer(err), words);
  }

  private static PrintStream printer(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /** One line, and for a wrong use the usage after it. */
  private void assertRefused(int status, String message, String... words) {
    assertEquals(status, run(words));
    String[] lines = complaint().split("\n", 2);
    assertTrue(lines[0].startsWith("convc demo: ") && lines[0].contains(message), complaint());
    assertEquals(status == 2 ? Arguments.USAGE : "", lines[1]);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complaint() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
