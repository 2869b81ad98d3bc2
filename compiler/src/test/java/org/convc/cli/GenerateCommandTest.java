package org.convc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.convc.CompileOptions;
import org.convc.Convc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {

  private static final String LAYER = "package com.a;\nconv A { input 1 x 8; filters 2; kernel 3; }\n";

  @TempDir
  Path folder;

  @Test
  void writesWhatABuildWrites() throws IOException {
    Path conv = Files.createDirectories(folder.resolve("conv/deep"));
    Path file = Files.writeString(conv.resolve("a.conv"), LAYER);
    for (List<Integer> bits : List.of(List.<Integer>of(), List.of(128))) {
      CompileOptions options = CompileOptions.defaults().withTwins(bits);
      String vectors = bits.isEmpty() ? "" : "128";
      assertEquals(out() + ": 1 written, 0 unchanged\n", generate(folder.resolve("conv"), vectors).out());
      assertEquals(Convc.compile(file, "deep/a.conv", options).sources().get(0).text(), Files.readString(out().resolve("com/a/A.java")));
      assertEquals(out() + ": 0 written, 1 unchanged\n", generate(folder.resolve("conv"), vectors).out());
    }
    assertEquals(new Cli(0, out() + ": 1 written, 0 unchanged\n", ""), generate(file, ""));
    assertTrue(Files.readString(out().resolve("com/a/A.java")).contains("of a.conv"));
  }

  @Test
  void optionsAndImportsReachTheCompiler() throws IOException {
    Path conv = Files.createDirectories(folder.resolve("conv/deep"));
    Files.writeString(folder.resolve("conv/sizes.conv"), "const F = 5;\n");
    Files.writeString(conv.resolve("a.conv"), "package a;\nimport \"../sizes.conv\";\nconv A { input 1 x 8; filters F; kernel 3; }\n");
    Cli run = Cli.run("generate", folder.resolve("conv").toString(), "--out", out().toString(), "-O", "type=double");
    assertEquals(0, run.exitCode(), run.err());
    String source = Files.readString(out().resolve("a/A.java"));
    assertTrue(source.contains("double") && source.contains("5 x 6"), source);
    Cli wrong = Cli.run("generate", folder.resolve("conv").toString(), "--out", out().toString(), "-O", "tpye=double");
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.err().contains("type"), wrong.err());
    assertEquals(2, Cli.run("generate", conv.toString(), "-o", "x", "--import-path", folder.resolve("none").toString()).exitCode());
  }

  @Test
  void removesNothing() throws IOException {
    generate(Files.writeString(folder.resolve("a.conv"), LAYER), "");
    generate(Files.writeString(folder.resolve("b.conv"), LAYER.replace("conv A", "conv B")), "");
    assertTrue(Files.exists(out().resolve("com/a/A.java")));
    assertTrue(Files.exists(out().resolve("com/a/B.java")));
  }

  @Test
  void replacesNothingThatIsNotItsOwn() throws IOException {
    Path hand = Files.createDirectories(out().resolve("com/a")).resolve("A.java");
    Files.writeString(hand, "// by hand");
    Cli run = generate(Files.writeString(folder.resolve("a.conv"), LAYER), "");
    assertEquals(new Cli(1, "", "convc: " + hand + ": not made by convc, so not replaced\n"), run);
    assertEquals("// by hand", Files.readString(hand));
  }

  @Test
  void oneMistakeAndNothingIsWritten() throws IOException {
    Files.writeString(folder.resolve("a.conv"), LAYER);
    Files.writeString(folder.resolve("b.conv"), LAYER.replace("filters 2", "filters 0"));
    Cli run = generate(folder, "");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains(folder.resolve("b.conv") + ":2:31: error"), run.err());
    assertTrue(run.err().endsWith("convc: 1 error in 1 .conv file; nothing was written\n"), run.err());
    assertFalse(Files.exists(out()));
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    assertEquals(1, generate(folder.resolve("none.conv"), "").exitCode());
    Cli empty = generate(Files.createDirectory(folder.resolve("empty")), "");
    assertEquals(new Cli(1, "", "convc: " + folder.resolve("empty") + ": no .conv files in this folder\n"), empty);
    Cli width = generate(Files.writeString(folder.resolve("a.conv"), LAYER), "100");
    assertEquals(2, width.exitCode());
    assertTrue(width.err().startsWith("convc: ") && width.err().contains("100"), width.err());
    assertEquals(2, Cli.run("generate", "a.conv").exitCode());
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Cli generate(Path file, String vectors) {
    return vectors.isEmpty()
        ? Cli.run("generate", file.toString(), "--out", out().toString())
        : Cli.run("generate", file.toString(), "--out", out().toString(), "--vectors", vectors);
  }
}
