package org.convc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {

  private static final String RIGHT = "conv A { input 1 x 8 x 8; filters 2; kernel 3; }";
  private static final String WRONG = "conv A { input 1 x 8 x 8; filters 0; kernel 3; }";
  private static final String DOUBTFUL = "conv A { input 1 x 8 x 8; filters 2; kernel 1; dilation 2; }";

  @TempDir
  Path folder;

  @Test
  void saysNothingOfARightFile() throws IOException {
    assertEquals(new Cli(0, "", ""), Cli.run("check", file("a.conv", RIGHT)));
  }

  @Test
  void showsTheMistakesOfAllFilesAndCountsThem() throws IOException {
    String first = file("a.conv", WRONG);
    String second = file("b.conv", "conv B { input 1 x 8 x 8; filters 2; kernel 9; }");
    Cli run = Cli.run("check", first, second, file("c.conv", DOUBTFUL), folder.resolve("d.conv").toString());
    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("a.conv:1:35: error[CONV090]: "), run.out());
    assertTrue(run.out().contains("b.conv:1:45: error[CONV110]: "), run.out());
    assertTrue(run.out().contains("c.conv:1:57: warning[CONV208]: "), run.out());
    assertTrue(run.out().contains("d.conv:1:1: error[CONV001]: "), run.out());
    assertEquals("3 errors, 1 warning", run.err().strip());
  }

  @Test
  void warningsAreErrorsOnlyWhereAskedFor() throws IOException {
    String file = file("a.conv", DOUBTFUL);
    assertEquals(0, Cli.run("check", file).exitCode());
    assertEquals(1, Cli.run("check", "-Werror", file).exitCode());
    assertEquals(1, Cli.run("check", "--warnings-as-errors", file).exitCode());
    assertEquals(0, Cli.run("check", "-Werror", file("b.conv", RIGHT)).exitCode());
  }

  @Test
  void readsTheStandardInput() {
    assertEquals(new Cli(0, "", ""), withInput(RIGHT.getBytes(StandardCharsets.UTF_8), "check", "-"));
    Cli wrong = withInput(WRONG.getBytes(StandardCharsets.UTF_8), "check", "-");
    assertEquals(1, wrong.exitCode());
    assertTrue(wrong.out().startsWith("<stdin>:1:35: error[CONV090]: "), wrong.out());
    Cli foreign = withInput(new byte[] {'/', '/', (byte) 0xE9}, "check", "-");
    assertTrue(foreign.out().startsWith("<stdin>:1:3: error[CONV003]: "), foreign.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "sarif"})
  void writesOneDocumentForAllFiles(String format) throws IOException {
    Cli run = Cli.run("check", "--format", format, file("a.conv", WRONG), file("b.conv", DOUBTFUL), file("c.conv", RIGHT));
    assertEquals(1, run.exitCode());
    assertEquals("1 error, 1 warning", run.err().strip());
    JsonNode document = new ObjectMapper().readTree(run.out());
    assertEquals(2, document.at(format.equals("json") ? "/messages" : "/runs/0/results").size());
    Cli silent = Cli.run("check", "--format", format, file("c.conv", RIGHT));
    assertEquals(0, silent.exitCode());
    assertEquals(0, new ObjectMapper().readTree(silent.out()).at(format.equals("json") ? "/messages" : "/runs/0/results").size());
  }

  @Test
  void aFolderIsAllFilesInIt() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("conv/deep"));
    Files.writeString(folder.resolve("conv/sizes.conv"), "const F = 0;\n");
    Files.writeString(deep.resolve("a.conv"), "import \"../sizes.conv\";\nconv A { input 1 x 8; filters F; kernel 3; }\n");
    Files.writeString(deep.resolve("notes.txt"), WRONG);
    Cli run = Cli.run("check", folder.resolve("conv").toString());
    assertEquals(1, run.exitCode());
    assertTrue(run.out().startsWith(deep.resolve("a.conv") + ":2:"), run.out());
    assertEquals("1 error", run.err().strip());
    assertEquals(
        new Cli(1, "", "convc: " + folder.resolve("empty") + ": no .conv files in this folder\n"),
        Cli.run("check", Files.createDirectory(folder.resolve("empty")).toString()));
  }

  @Test
  void saysOnceWhatIsWrongWithAnImportedFile() throws IOException {
    file("sizes.conv", "const F = ;\n");
    String first = file("a.conv", "import \"sizes.conv\";\nconv A { input 1 x 8; filters F; kernel 3; }\n");
    String second = file("b.conv", "import \"sizes.conv\";\nconv B { input 1 x 8; filters F; kernel 3; }\n");
    Cli run = Cli.run("check", first, second, first);
    assertEquals("1 error", run.err().strip());
    assertEquals(1, run.out().lines().filter(line -> line.contains("error[")).count(), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "sarif"})
  void countsTheWarningsThatItLeavesOut(String format) throws IOException {
    StringBuilder layers = new StringBuilder();
    for (int i = 0; i < 250; i++) {
      layers.append(DOUBTFUL.replace("conv A", "conv A" + i)).append('\n');
    }
    Cli run = Cli.run("check", "--format", format, file("a.conv", layers.toString()));
    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("more warnings follow: 150 after the first 100"), run.out());
    assertTrue(run.out().contains("CONV299"), run.out());
    assertEquals("100 warnings\n", run.err());
  }

  @Test
  void looksAtAFileOnceHoweverOftenItIsNamed() throws IOException {
    Files.createDirectories(folder.resolve("conv/a"));
    String inFolder = file("conv/a/a.conv", "package a;\nimport \"sizes.conv\";\nconv A { input 1 x C; filters 1; kernel 3; }\n");
    file("conv/sizes.conv", "package a;\nconst C = 8;\n");
    String conv = folder.resolve("conv").toString();
    assertEquals(new Cli(0, "", ""), Cli.run("check", inFolder, conv, conv + "/../conv"));
    Cli generated = Cli.run("generate", inFolder, conv, conv + "/../conv", "--out", folder.resolve("out").toString());
    assertEquals(0, generated.exitCode(), generated.err());
    assertTrue(generated.out().endsWith(": 1 written, 0 unchanged\n"), generated.out());
  }

  @Test
  void onlyCheckReadsTheStandardInput() {
    Cli run = Cli.run("generate", "-", "--out", folder.resolve("out").toString());
    assertEquals(1, run.exitCode());
    assertTrue(run.err().startsWith("convc: generate reads files"), run.err());
  }

  @Test
  void coloursWhereAskedTo() throws IOException {
    String file = file("a.conv", WRONG);
    assertFalse(Cli.run("check", file).out().contains("\u001B"));
    assertFalse(Cli.run("check", "--color=never", file).out().contains("\u001B"));
    assertFalse(Cli.run("check", "--color", "auto", file).out().contains("\u001B"));
    assertTrue(Cli.run("check", "--color=always", file).out().contains("\u001B[1;31merror[CONV090]:\u001B[0m"));
    assertFalse(Cli.run("check", "--color=always", "--format=json", file).out().contains("\u001B"));
    assertTrue(Cli.run("check", "--color=always", "--help").out().contains("\u001B["));
    assertFalse(Cli.run("check", "--color=never", "--help").out().contains("\u001B["));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--format=xml a.conv", "--color=blue a.conv", "--form=json a.conv"})
  void refusesOtherCommandLines(String arguments) {
    Cli run = Cli.run(("check " + arguments).strip().split(" "));
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("convc: ") && run.err().endsWith("Try 'convc check --help' for more.\n"), run.err());
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static Cli withInput(byte[] input, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input));
    try {
      return Cli.run(arguments);
    } finally {
      System.setIn(before);
    }
  }
}
