package org.convc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.convc.emit.ConvcVersion;
import org.convc.schedule.Target;
import org.convc.tuning.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands that compile have in common. */
class CompilerOptionsTest {

  private static final String IMPORTS = "package a;\nimport \"sizes.conv\";\nconv A { input 1 x 8; filters F; kernel 3; }\n";
  private static final String MEASURED = "package a;\nconv A { input 16 x 14 x 14; filters 32; kernel 3; pad 1; vectors 256; }\n";

  /** Suits, and does not cost least. */
  private static final String STRATEGY = "channel-lanes/8/1/" + new Target(256).sums();

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"check", "generate", "explain", "toeplitz"})
  void importsFromJars(String command) throws IOException {
    Path file = Files.writeString(folder.resolve("a.conv"), IMPORTS);
    Path jar = jar("sizes.jar", "META-INF/conv/sizes.conv");
    Cli without = run(command, file);
    assertEquals(1, without.exitCode());
    assertTrue((without.out() + without.err()).contains("sizes.conv"), without.toString());
    Cli run = run(command, file, "--import-path", jar.toString());
    assertEquals(0, run.exitCode(), run.toString());
    Cli elsewhere = run(command, file, "--import-path", jar("others.jar", "sizes.conv").toString());
    assertEquals(1, elsewhere.exitCode());
    assertTrue((elsewhere.out() + elsewhere.err()).contains("others.jar"), elsewhere.toString());
  }

  @Test
  void aJarAndAFolderMustNotHaveTheSameFile() throws IOException {
    Path file = Files.writeString(Files.createDirectory(folder.resolve("src")).resolve("a.conv"), IMPORTS);
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.writeString(shared.resolve("sizes.conv"), "const F = 3;");
    Cli run = run(
        "check", file, "--import-path", jar("sizes.jar", "META-INF/conv/sizes.conv").toString(), "--import-path", shared.toString());
    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("sizes.jar!/META-INF/conv/sizes.conv"), run.out());
  }

  @Test
  void saysWhatIsNoPlaceForImports() throws IOException {
    Path file = Files.writeString(folder.resolve("a.conv"), IMPORTS);
    Path text = Files.writeString(folder.resolve("sizes.jar"), "no jar");
    Path empty = Files.writeString(folder.resolve("empty.jar"), "");
    byte[] whole = Files.readAllBytes(jar("whole.jar", "META-INF/conv/sizes.conv"));
    Path cut = Files.write(folder.resolve("cut.jar"), Arrays.copyOf(whole, whole.length / 2));
    for (Path wrong : List.of(text, empty, cut)) {
      assertEquals(refusal("--import-path " + wrong + ": neither a folder nor a jar"), run("check", file, "--import-path", wrong.toString()));
    }
    Path none = folder.resolve("none");
    assertEquals(refusal("--import-path " + none + ": no such folder or jar"), run("check", file, "--import-path", none.toString()));
    assertEquals(refusal("--source-root " + text + ": no such folder"), run("check", file, "--source-root", text.toString()));
  }

  @Test
  void measuredStrategiesDecide() throws IOException {
    Path file = Files.writeString(folder.resolve("a.conv"), MEASURED);
    String tuning = tuning(STRATEGY).toString();
    assertEquals(0, run("generate", file).exitCode());
    String before = Files.readString(folder.resolve("out/a/A.java"));
    assertEquals(0, run("generate", file, "--tuning", tuning).exitCode());
    assertNotEquals(before, Files.readString(folder.resolve("out/a/A.java")));
    Cli explained = run("explain", file, "--tuning", tuning);
    assertTrue(explained.out().contains(STRATEGY) && explained.out().contains("was the fastest when measured"), explained.out());
    assertEquals(new Cli(0, "", ""), run("check", file, "--tuning", tuning));
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "generate", "explain", "toeplitz"})
  void wrongMeasurementsAreMessages(String command) throws IOException {
    Path file = Files.writeString(folder.resolve("a.conv"), MEASURED.replace("14 x 14", "4 x 4"));
    Path damaged = Files.writeString(folder.resolve("damaged.tuning"), "no tuning\n");
    Cli run = run(command, file, "--tuning", damaged.toString());
    assertEquals(1, run.exitCode());
    assertTrue((run.out() + run.err()).startsWith(damaged + ":1:1: error[CONV181]: "), run.toString());
    Cli missing = run(command, file, "--tuning", folder.resolve("none").toString());
    assertEquals(1, missing.exitCode());
    assertTrue((missing.out() + missing.err()).contains("none:1:1: error[CONV001]: "), missing.toString());
  }

  /** What one refuses, the other refuses, and for the same reasons. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "filters 2; kernel 3;                          | ",
      "filters 2; kernel 9;                          | ",
      "filters 2; kernel 3; accuracy 1;              | -O type=double",
      "filters 2; kernel 1; dilation 2;              | ",
      "filters 2; kernel 3; vectors 128;             | -O strategy=winograd",
      "filters 2; kernel 3; strategy winograd;       | ",
      "filters 2; kernel 3; strategy winograd;       | --vectors 256",
      "filters 2; kernel 3; strategy fourier;        | -O accuracy=exact --vectors auto",
      "filters 2; kernel 3; layout nhwc;             | -O layout=nchw",
      "filters 2; kernel 3;                          | --source-root src",
      "filters 2; kernel 3;                          | -O tpye=double",
      "filters 2; kernel 3;                          | -O accuracy=-1",
      "filters 2; kernel 3;                          | --vectors 100",
      "filters 2; kernel 3;                          | -O type",
  })
  void checkAndGenerateAgree(String properties, String options) throws IOException {
    Path file = Files.writeString(folder.resolve("a.conv"), "package a;\nconv A { input 1 x 8 x 8; " + properties + " }\n");
    String[] words = options == null ? new String[0] : options.split(" ");
    Cli check = run("check", file, words);
    Cli generate = run("generate", file, words);
    assertEquals(check.exitCode(), generate.exitCode(), check + "\n" + generate);
    assertEquals(messages(check.out()), messages(generate.err()));
  }

  private static List<String> messages(String text) {
    return text.lines().filter(line -> line.contains("[CONV")).toList();
  }

  private static Cli refusal(String message) {
    return new Cli(2, "", "convc: " + message + "\nTry 'convc check --help' for more.\n");
  }

  /** A command with what it needs besides. */
  private Cli run(String command, Path file, String... options) {
    List<String> words = new ArrayList<>(List.of(command, file.toString()));
    words.addAll(List.of(options));
    if (command.equals("generate")) {
      words.addAll(List.of("--out", folder.resolve("out").toString()));
    } else if (command.equals("toeplitz")) {
      words.addAll(List.of("A", "--weights", "random:1", "--output", folder.resolve("A.mtx").toString()));
    }
    return Cli.run(words.toArray(String[]::new));
  }

  private Path jar(String name, String entry) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write("const F = 2;\n".getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  private Path tuning(String strategy) throws IOException {
    String line = String.join(" | ",
        "forward",
        "float conv nchw 16 x 14 x 14 -> 32 x 14 x 14, kernel 3 x 3, stride 1 x 1, dilation 1 x 1, pad 1 x 1, groups 1",
        "vectors of 256 bits, JDK " + Runtime.version().feature(),
        Processor.name(),
        ConvcVersion.VERSION,
        strategy,
        "12.345");
    return Files.writeString(folder.resolve("a.tuning"), "convc tuning 1\n" + line + "\n");
  }
}
