package org.convc.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.convc.CompileOptions;
import org.convc.GeneratedSource;
import org.convc.build.FileCompiler.Compiled;
import org.convc.build.SourceTree.SourceFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second build of the same folders does, and what it does not. */
class RebuildTest {

  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir Path folder;
  private TestTree tree;
  private Path directory;
  private TestTree written;

  /** The files that the last build compiled, and those whose sources it made. */
  private final TreeSet<String> compiled = new TreeSet<>();
  private final TreeSet<String> made = new TreeSet<>();

  @BeforeEach
  void trees() throws IOException {
    tree = new TestTree(folder.resolve("in")).withLayer("a.conv", "com.example", "Alpha").withLayer("b.conv", "com.example", "Beta");
    directory = folder.resolve("out");
    written = new TestTree(directory);
  }

  @Test
  void nothingIsCompiledAndNoFileTouchedWhereNothingHasChanged() throws IOException {
    assertEquals("2 written, 0 removed, 0 unchanged", build("options"));
    assertEquals("[a.conv, b.conv]", made.toString());
    for (String name : List.of("com/example/Alpha.java", ".convc/main.list", ".convc/main.memory")) {
      Files.setLastModifiedTime(directory.resolve(name), LONG_AGO);
    }

    assertEquals("0 written, 0 removed, 2 unchanged", build("options"));

    assertEquals("[]", compiled.toString());
    for (String name : List.of("com/example/Alpha.java", ".convc/main.list", ".convc/main.memory")) {
      assertEquals(LONG_AGO, Files.getLastModifiedTime(directory.resolve(name)), name);
    }
  }

  @Test
  void onlyTheChangedFileIsCompiled() throws IOException {
    build("options");
    tree.with("b.conv", "package com.example;\nconv Beta { input 1 x 9; filters 1; kernel 3; }\n");

    assertEquals("1 written, 0 removed, 1 unchanged", build("options"));

    assertEquals("[b.conv]", compiled.toString());
  }

  @Test
  void aNewTimeAloneIsNoChange() throws IOException {
    build("options");
    Files.setLastModifiedTime(folder.resolve("in").resolve("a.conv"), LONG_AGO);

    build("options");

    assertEquals("[]", compiled.toString());
  }

  @Test
  void otherOptionsAreAChangeOfAllFiles() throws IOException {
    build("options");

    assertEquals("0 written, 0 removed, 2 unchanged", build("others"));

    assertEquals("[a.conv, b.conv]", made.toString());
  }

  @Test
  void theSourcesOfADeletedFileGo() throws IOException {
    build("options");
    Files.delete(folder.resolve("in").resolve("a.conv"));

    assertEquals("0 written, 1 removed, 1 unchanged", build("options"));

    assertEquals("[]", compiled.toString());
    assertEquals("com/example/Beta.java", written.files());
  }

  @Test
  void aRenamedFileIsAnotherOneForItsSourcesNameIt() throws IOException {
    build("options");
    Files.move(folder.resolve("in").resolve("a.conv"), folder.resolve("in").resolve("c.conv"));

    build("options");

    assertEquals("[c.conv]", compiled.toString());
    assertTrue(written.text("com/example/Alpha.java").contains("c.conv"));
  }

  @Test
  void aSourceThatIsGoneOrEditedIsMadeAgain() throws IOException {
    build("options");
    String text = written.text("com/example/Alpha.java");
    Files.delete(directory.resolve("com/example/Alpha.java"));
    assertEquals("1 written, 0 removed, 1 unchanged", build("options"));
    assertEquals("[a.conv]", compiled.toString());
    written.with("com/example/Alpha.java", text + "// edited\n");
    assertEquals("1 written, 0 removed, 1 unchanged", build("options"));

    assertEquals(text, written.text("com/example/Alpha.java"));
  }

  @Test
  void warningsComeEveryTimeButSourcesAreMadeOnce() throws IOException {
    tree.with("c.conv", "conv Bare { input 1 x 8; filters 1; kernel 3; }");
    build("options");

    Generation again = generation("options");

    assertEquals("[c.conv]", compiled.toString());
    assertEquals("[]", made.toString());
    assertTrue(again.messages().get(0).text().contains("names no package"));
    assertEquals("0 written, 0 removed, 3 unchanged", output("main").update(again).toString());
  }

  @Test
  void twoFilesWithOneClassAreAnErrorAlsoWhereOneIsNotCompiledAgain() throws IOException {
    build("options");
    tree.withLayer("c.conv", "com.example", "Alpha");

    Generation generation = generation("options");

    assertEquals("[c.conv]", compiled.toString());
    assertTrue(generation.hasErrors());
    assertTrue(generation.messages().get(0).text().endsWith("error: class com.example.Alpha is also made from "
        + folder.resolve("in").resolve("a.conv") + ":2"));
  }

  @Test
  void executionsRememberApart() throws IOException {
    build("options");

    Generation other = new Generator(this::compile, Optional.of(new Recall(output("main/2"), "options"))).run(tree.sources());

    assertEquals(2, other.sources().size());
    output("main/2").update(other);
    output("main_2").update(List.of());
    assertEquals("com/example/Alpha.java com/example/Beta.java", written.files());
  }

  @Test
  void aDamagedMemoryMeansThatEverythingIsMadeAgain() throws IOException {
    build("options");
    String memory = written.text(".convc/main.memory");
    for (int cut = 0; cut <= memory.length(); cut += 7) {
      written.with(".convc/main.memory", memory.substring(0, cut) + "\u0000 ../x");

      Generation generation = generation("options");

      assertEquals("0 written, 0 removed, 2 unchanged", output("main").update(generation).toString());
      assertEquals(memory, written.text(".convc/main.memory"));
    }
    Files.write(directory.resolve(".convc/main.memory"), new byte[] {(byte) 0xff, (byte) 0xfe, 10});
    assertEquals("0 written, 0 removed, 2 unchanged", build("options"));
    assertEquals(memory, written.text(".convc/main.memory"));
  }

  @Test
  void withTheCompilerItselfASecondBuildMakesNothing() throws IOException {
    OutputTree output = output("main");
    output.update(Generation.of(tree.sources(), List.of(), output));

    assertEquals(List.of(), Generation.of(tree.sources(), List.of(), output).sources());
    assertEquals(2, Generation.of(tree.sources(), List.of(128), output).sources().size());
  }

  @Test
  void nothingIsLeftWhereThereIsNothingAnyMore() throws IOException {
    build("options");
    Files.delete(folder.resolve("in").resolve("a.conv"));
    Files.delete(folder.resolve("in").resolve("b.conv"));

    assertEquals("0 written, 2 removed, 0 unchanged", build("options"));

    assertFalse(Files.exists(directory.resolve("com")));
    assertFalse(Files.exists(directory.resolve(".convc")));
  }

  private String build(String options) throws IOException {
    return output("main").update(generation(options)).toString();
  }

  private Generation generation(String options) throws IOException {
    compiled.clear();
    made.clear();
    return new Generator(this::compile, Optional.of(new Recall(output("main"), options))).run(tree.sources());
  }

  private Compiled compile(SourceFile file) {
    compiled.add(file.name());
    Compiled result = FileCompiler.convc(CompileOptions.defaults().withTwins(List.of())).compile(file);
    return new Compiled(result.packageName(), () -> made(file, result), result.warnings());
  }

  private List<GeneratedSource> made(SourceFile file, Compiled result) {
    made.add(file.name());
    return result.sources().get();
  }

  private OutputTree output(String execution) {
    return new OutputTree(directory, execution);
  }
}
