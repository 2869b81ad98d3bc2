package org.convc.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.convc.CompileOptions;
import org.convc.Convc;
import org.convc.GeneratedSource;
import org.convc.ir.CompilerDefect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationTest {

  @TempDir Path folder;
  private TestTree tree;

  @BeforeEach
  void tree() {
    tree = new TestTree(folder);
  }

  @Test
  void theTextIsThatOfRunTime() throws IOException {
    tree.withLayer("deep/down.conv", "com.example", "Blur");

    Generation generation = Generation.of(tree.sources(), List.of());

    Path file = folder.resolve("deep").resolve("down.conv");
    CompileOptions plain = CompileOptions.defaults().withoutVectors();
    List<GeneratedSource> atRunTime = Convc.compile(file, "deep/down.conv", plain).sources();
    assertEquals(atRunTime, generation.sources());
    assertEquals("com/example/Blur.java", atRunTime.get(0).path());
    assertEquals(List.of(), generation.messages());
  }

  @Test
  void theWidthsOfVectorsAreThoseOfTheClasses() throws IOException {
    tree.withLayer("a.conv", "com.example", "Blur");

    String text = Generation.of(tree.sources(), List.of(512, 128)).sources().get(0).text();

    List<String> classes = text.lines().filter(line -> line.contains(" extends FloatKernels {")).toList();
    List<String> names = classes.stream().map(line -> line.strip().split(" ")[3]).toList();
    assertEquals(List.of("Plain", "Vector128", "Vector512"), names);
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> Generation.of(tree.sources(), List.of(100)));
    assertEquals("vectors of 100 bits; there are 128, 256 and 512", wrong.getMessage());
  }

  @Test
  void theTextIsTheSameWhereverTheTreeIs() throws IOException {
    TestTree here = new TestTree(folder.resolve("here")).withLayer("a.conv", "com.example", "Blur");
    TestTree there = new TestTree(folder.resolve("over there")).withLayer("a.conv", "com.example", "Blur");

    List<GeneratedSource> sources = Generation.of(here.sources(), List.of()).sources();
    assertEquals(sources, Generation.of(there.sources(), List.of()).sources());
  }

  @Test
  void whatComesOutIsRecognisedAsOurs() throws IOException {
    tree.withLayer("a.conv", "com.example", "Blur");
    List<GeneratedSource> sources = Generation.of(tree.sources(), List.of()).sources();
    OutputTree output = new OutputTree(folder.resolve("out"), "default");

    assertEquals("1 written, 0 removed, 0 unchanged", output.update(sources).toString());
    assertEquals("0 written, 0 removed, 1 unchanged", output.update(sources).toString());
    assertEquals("0 written, 1 removed, 0 unchanged", output.update(List.of()).toString());
  }

  @Test
  void mistakesOfAllFilesAreReportedAndNothingComesOut() throws IOException {
    tree.withLayer("good.conv", "com.example", "Good")
        .with("one.conv", "package com.example;\nconv One {\n  input 1 x 2;\n  filters 1;\n  kernel 3;\n}\n")
        .with("two.conv", "conv Two {\n  input 1 x 9; filters 1;\n  kernel 3; strides 2;\n}\n");

    Generation generation = Generation.of(tree.sources(), List.of());

    assertTrue(generation.hasErrors());
    assertEquals(List.of(), generation.sources());
    String one = folder.resolve("one.conv").toString();
    assertEquals(
        List.of(one + ":5:10: error[CONV110]: kernel does not fit the padded input", "    kernel 3;", "           ^"),
        generation.messages().get(0).text().lines().limit(3).toList());
    Message second = generation.messages().get(1);
    assertEquals(folder.resolve("two.conv"), second.file().path());
    assertEquals("3:13", second.line() + ":" + second.column());
    assertTrue(generation.errorCount().endsWith(" errors in 2 .conv files"), generation.errorCount());
  }

  @Test
  void twoFilesWithOneClassAreNamedBoth() throws IOException {
    tree.withLayer("a.conv", "com.example", "Up").withLayer("b/c.conv", "com.example", "Up");

    Generation generation = Generation.of(tree.sources(), List.of());

    assertEquals(
        List.of(
            folder.resolve("b").resolve("c.conv") + ":2:1: error: class com.example.Up is also made from "
                + folder.resolve("a.conv") + ":2"),
        generation.messages().stream().map(Message::text).toList());
    assertEquals(List.of(), generation.sources());
    assertEquals("1 error in 1 .conv file", generation.errorCount());
  }

  @Test
  void classesThatDifferInCaseAreRefusedOnEverySystem() throws IOException {
    tree.withLayer("a.conv", "com.example", "Up").withLayer("b.conv", "com.Example", "UP");

    assertEquals(
        folder.resolve("b.conv") + ":2:1: error: class com.Example.UP differs only in case from com.example.Up, "
            + "which is made from " + folder.resolve("a.conv") + ":2",
        Generation.of(tree.sources(), List.of()).messages().get(0).text());
  }

  @Test
  void aFileWithoutPackageIsTakenWithAWarning() throws IOException {
    tree.with("a.conv", "conv Plain { input 1 x 8; filters 1; kernel 3; }");

    Generation generation = Generation.of(tree.sources(), List.of());

    assertEquals("Plain.java", generation.sources().get(0).path());
    assertFalse(generation.hasErrors());
    assertEquals(
        folder.resolve("a.conv")
            + ":1:1: warning: this file names no package, and classes in packages cannot use its layers",
        generation.messages().get(0).text());
  }

  @Test
  void aDefectNamesTheFileAndIsReportedWithTheTextInHand() throws IOException {
    tree.withLayer("a.conv", "com.example", "Up");
    FileCompiler defective =
        file -> {
          throw new CompilerDefect("unrolling: a loop is lost", "for k in 0..3");
        };

    SourceTree sources = tree.sources();
    GenerationDefect defect = assertThrows(GenerationDefect.class, () -> Generation.of(sources, defective));

    assertEquals("a.conv", defect.file().name());
    assertEquals("defect in convc: unrolling: a loop is lost", defect.getMessage());
    Path report = folder.resolve("target").resolve("defect.txt");
    defect.writeReport(report);
    List<String> lines = Files.readAllLines(report);
    assertEquals("while compiling a.conv", lines.get(1));
    assertTrue(lines.contains("for k in 0..3"));
    assertTrue(lines.contains("conv Up { input 1 x 8; filters 1; kernel 3; }"));
  }

  @Test
  void otherExceptionsAreDefectsToo() throws IOException {
    tree.withLayer("a.conv", "com.example", "Up");
    FileCompiler defective =
        file -> {
          throw new IllegalStateException("index 3");
        };

    SourceTree sources = tree.sources();
    GenerationDefect defect = assertThrows(GenerationDefect.class, () -> Generation.of(sources, defective));

    assertEquals("defect in convc: java.lang.IllegalStateException: index 3", defect.getMessage());
  }
}
