package org.convc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatCommandTest {

  private static final String TIGHT = "/* \u00e9 */ conv A{kernel 3;}";
  private static final String NORMAL = "/* \u00e9 */\nconv A {\n  kernel 3;\n}\n";
  private static final String BROKEN = "conv A{kernel 3}";

  @TempDir
  Path folder;

  @Test
  void writesWhatDiffersAndNamesIt() throws IOException {
    Path tight = file("tight.conv", TIGHT);
    Path normal = file("normal.conv", NORMAL);
    assertEquals(new Cli(0, lines(tight), ""), Cli.run("fmt", tight.toString(), normal.toString()));
    assertEquals(NORMAL, Files.readString(tight));
    assertEquals(new Cli(0, "", ""), Cli.run("fmt", tight.toString(), normal.toString()));
  }

  @Test
  void checksWithoutWriting() throws IOException {
    Path tight = file("tight.conv", TIGHT);
    Path normal = file("normal.conv", NORMAL);
    assertEquals(new Cli(1, lines(tight), ""), Cli.run("fmt", "--check", tight.toString(), normal.toString()));
    assertEquals(TIGHT, Files.readString(tight));
    assertEquals(new Cli(0, "", ""), Cli.run("fmt", "--check", normal.toString()));
  }

  @Test
  void leavesABrokenFileAndGoesOn() throws IOException {
    Path broken = file("a.conv", BROKEN);
    Path tight = file("b.conv", TIGHT);
    Cli run = Cli.run("fmt", broken.toString(), tight.toString());
    assertEquals(1, run.exitCode());
    assertEquals(lines(tight), run.out());
    assertTrue(run.err().contains("a.conv:1:16: error"), run.err());
    assertEquals(BROKEN, Files.readString(broken));
    assertEquals(NORMAL, Files.readString(tight));
  }

  @Test
  void takesTheFilesBelowAFolder() throws IOException {
    Path inner = file("b/inner.conv", TIGHT);
    Path outer = file("a.conv", TIGHT);
    Path other = file("a.txt", TIGHT);
    Path hidden = file(".hidden/a.conv", TIGHT);
    assertEquals(new Cli(0, lines(outer, inner), ""), Cli.run("fmt", folder.toString(), outer.toString()));
    assertEquals(TIGHT, Files.readString(other));
    assertEquals(TIGHT, Files.readString(hidden));
  }

  @Test
  void saysWhereAFolderHoldsNoFiles() {
    Cli run = Cli.run("fmt", folder.toString());
    assertEquals(new Cli(0, "", lines("convc: no .conv files below " + folder)), run);
  }

  @Test
  void saysThatAFileIsNotThere() {
    Cli run = Cli.run("fmt", folder.resolve("none.conv").toString());
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("it does not exist"), run.err());
  }

  @Test
  void filtersStandardInput() {
    assertEquals(new Cli(0, NORMAL, ""), piped(TIGHT, "fmt", "-"));
    assertEquals(new Cli(0, NORMAL, ""), piped("\uFEFF" + NORMAL, "fmt", "-"));
    assertEquals(new Cli(1, lines("<stdin>"), ""), piped(TIGHT, "fmt", "--check", "-"));
    assertEquals(new Cli(1, lines("<stdin>"), ""), piped("\uFEFF" + NORMAL, "fmt", "--check", "-"));
    assertEquals(new Cli(0, "", ""), piped(NORMAL, "fmt", "--check", "-"));
    Cli broken = piped(BROKEN, "fmt", "-");
    assertEquals("", broken.out());
    assertTrue(broken.exitCode() == 1 && broken.err().contains("<stdin>:1:16: error"), broken.err());
  }

  @Test
  void takesStandardInputAlone() throws IOException {
    Path tight = file("a.conv", TIGHT);
    Cli run = Cli.run("fmt", "-", tight.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("- must stand alone"), run.err());
    assertEquals(TIGHT, Files.readString(tight));
  }

  /** A run whose result goes to the streams of this process, as bytes. */
  private static Cli piped(String input, String... arguments) {
    InputStream in = System.in;
    PrintStream out = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try {
      System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      System.setOut(new PrintStream(written, true, StandardCharsets.US_ASCII));
      Cli run = Cli.run(arguments);
      return new Cli(run.exitCode(), written.toString(StandardCharsets.UTF_8) + run.out(), run.err());
    } finally {
      System.setIn(in);
      System.setOut(out);
    }
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String lines(Object... lines) {
    StringBuilder text = new StringBuilder();
    for (Object line : lines) {
      text.append(line).append(System.lineSeparator());
    }
    return text.toString();
  }
}
