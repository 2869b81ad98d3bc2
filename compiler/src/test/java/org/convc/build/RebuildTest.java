package org.convc.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
  private ClassPath classPath = ClassPath.EMPTY;

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
    assertEquals("2 written, 0 removed, 0 unchanged", build("float"));
    assertEquals("[a.conv, b.conv]", made.toString());
    for (String name : List.of("com/example/Alpha.java", ".convc/main.list", ".convc/main.memory")) {
      Files.setLastModifiedTime(directory.resolve(name), LONG_AGO);
    }

    assertEquals("0 written, 0 removed, 2 unchanged", build("float"));

    assertEquals("[]", compiled.toString());
    for (String name : List.of("com/example/Alpha.java", ".convc/main.list", ".convc/main.memory")) {
      assertEquals(LONG_AGO, Files.getLastModifiedTime(directory.resolve(name)), name);
    }
  }

  @Test
  void onlyTheChangedFileIsCompiled() throws IOException {
    build("float");
    tree.with("b.conv", "package com.example;\nconv Beta { input 1 x 9; filters 1; kernel 3; }\n");

    assertEquals("1 written, 0 removed, 1 unchanged", build("float"));

    assertEquals("[b.conv]", compiled.toString());
  }

  @Test
  void aNewTimeAloneIsNoChange() throws IOException {
    build("float");
    Files.setLastModifiedTime(folder.resolve("in").resolve("a.conv"), LONG_AGO);

    build("float");

    assertEquals("[]", compiled.toString());
  }

  @Test
  void otherOptionsAreAChangeOfAllFiles() throws IOException {
    build("float");

    assertEquals("0 written, 0 removed, 2 unchanged", build("double"));

    assertEquals("[a.conv, b.conv]", made.toString());
  }

  @Test
  void theSourcesOfADeletedFileGo() throws IOException {
    build("float");
    Files.delete(folder.resolve("in").resolve("a.conv"));

    assertEquals("0 written, 1 removed, 1 unchanged", build("float"));

    assertEquals("[]", compiled.toString());
    assertEquals("com/example/Beta.java", written.files());
  }

  @Test
  void aRenamedFileIsAnotherOneForItsSourcesNameIt() throws IOException {
    build("float");
    Files.move(folder.resolve("in").resolve("a.conv"), folder.resolve("in").resolve("c.conv"));

    build("float");

    assertEquals("[c.conv]", compiled.toString());
    assertTrue(written.text("com/example/Alpha.java").contains("c.conv"));
  }

  @Test
  void aSourceThatIsGoneOrEditedIsMadeAgain() throws IOException {
    build("float");
    String text = written.text("com/example/Alpha.java");
    Files.delete(directory.resolve("com/example/Alpha.java"));
    assertEquals("1 written, 0 removed, 1 unchanged", build("float"));
    assertEquals("[a.conv]", compiled.toString());
    written.with("com/example/Alpha.java", text + "// edited\n");
    assertEquals("1 written, 0 removed, 1 unchanged", build("float"));

    assertEquals(text, written.text("com/example/Alpha.java"));
  }

  @Test
  void warningsComeEveryTimeButSourcesAreMadeOnce() throws IOException {
    tree.with("c.conv", "conv Bare { input 1 x 8; filters 1; kernel 3; }");
    build("float");

    Generation again = generation("float");

    assertEquals("[c.conv]", compiled.toString());
    assertEquals("[]", made.toString());
    assertTrue(again.messages().get(0).text().contains("names no package"));
    assertEquals("0 written, 0 removed, 3 unchanged", output("main").update(again).toString());
  }

  @Test
  void twoFilesWithOneClassAreAnErrorAlsoWhereOneIsNotCompiledAgain() throws IOException {
    build("float");
    tree.withLayer("c.conv", "com.example", "Alpha");

    Generation generation = generation("float");

    assertEquals("[c.conv]", compiled.toString());
    assertTrue(generation.hasErrors());
    assertTrue(generation.messages().get(0).text().endsWith("error: class com.example.Alpha is also made from "
        + folder.resolve("in").resolve("a.conv") + ":2"));
  }

  @Test
  void executionsRememberApart() throws IOException {
    build("float");

    Generation other = new Generator(this::compile, Optional.of(new Recall(output("main/2"), options("float")))).run(tree.sources());

    assertEquals(2, other.sources().size());
    output("main/2").update(other);
    output("main_2").update(List.of());
    assertEquals("com/example/Alpha.java com/example/Beta.java", written.files());
  }

  @Test
  void aDamagedMemoryMeansThatEverythingIsMadeAgain() throws IOException {
    build("float");
    String memory = written.text(".convc/main.memory");
    for (int cut = 0; cut <= memory.length(); cut += 7) {
      written.with(".convc/main.memory", memory.substring(0, cut) + "\u0000 ../x");

      Generation generation = generation("float");

      assertEquals("0 written, 0 removed, 2 unchanged", output("main").update(generation).toString());
      assertEquals(memory, written.text(".convc/main.memory"));
    }
    Files.write(directory.resolve(".convc/main.memory"), new byte[] {(byte) 0xff, (byte) 0xfe, 10});
    assertEquals("0 written, 0 removed, 2 unchanged", build("float"));
    assertEquals(memory, written.text(".convc/main.memory"));
  }

  @Test
  void withTheCompilerItselfASecondBuildMakesNothing() throws IOException {
    OutputTree output = output("main");
    output.update(Generation.of(tree.sources(), options("float"), output));

    assertEquals(List.of(), Generation.of(tree.sources(), options("float"), output).sources());
    assertEquals(2, Generation.of(tree.sources(), options("double"), output).sources().size());
  }

  @Test
  void aFileIsCompiledAgainWhenWhatItImportsChanges() throws IOException {
    tree.with("sizes.conv", "const TAPS = 3;\n")
        .with("b.conv", "package com.example;\nimport \"sizes.conv\";\nconv Beta { input 1 x 8; filters 1; kernel TAPS; }\n");
    build("float");
    assertEquals("[a.conv, b.conv, sizes.conv]", compiled.toString());
    build("float");
    assertEquals("[]", compiled.toString());

    tree.with("sizes.conv", "const TAPS = 4;\n");

    assertEquals("1 written, 0 removed, 1 unchanged", build("float"));
    assertEquals("[b.conv, sizes.conv]", compiled.toString());
  }

  @Test
  void importsFromJarsAndFoldersOfClassesCountByTheirContent() throws IOException {
    tree.with("b.conv", "package com.example;\nimport \"lib/sizes.conv\";\nconv Beta { input 1 x 8; filters 1; kernel TAPS; }\n");
    Path classes = folder.resolve("classes");
    new TestTree(classes).with("META-INF/conv/lib/sizes.conv", "const TAPS = 3;\n").with("Other.class", "");
    classPath = new ClassPath(List.of(classes, folder.resolve("missing.jar")));
    build("float");
    assertEquals("[a.conv, b.conv]", made.toString());

    classPath = new ClassPath(List.of(jar("one.jar", "const TAPS = 3;\n")));
    build("float");
    assertEquals("[]", compiled.toString());

    classPath = new ClassPath(List.of(jar("two.jar", "const TAPS = 5;\n")));
    assertEquals("1 written, 0 removed, 1 unchanged", build("float"));
    assertEquals("[b.conv]", compiled.toString());
  }

  @Test
  void aMistakeInAnImportedFileIsReportedOnceAndInThatFile() throws IOException {
    String text = "package com.example;\nimport \"sizes.conv\";\nconv %s { input 1 x 8; filters 1; kernel TAPS; }\n";
    tree.with("sizes.conv", "const TAPS = 3 / 0;\n").with("a.conv", String.format(text, "Alpha")).with("b.conv", String.format(text, "Beta"));

    List<Message> messages = generation("float").messages();

    assertEquals(1, messages.size(), messages.toString());
    Path sizes = folder.resolve("in").resolve("sizes.conv");
    assertEquals(sizes, messages.get(0).file().path());
    assertTrue(messages.get(0).text().startsWith(sizes + ":1:"), messages.get(0).text());
  }

  @Test
  void nothingIsLeftWhereThereIsNothingAnyMore() throws IOException {
    build("float");
    Files.delete(folder.resolve("in").resolve("a.conv"));
    Files.delete(folder.resolve("in").resolve("b.conv"));

    assertEquals("0 written, 2 removed, 0 unchanged", build("float"));

    assertFalse(Files.exists(directory.resolve("com")));
    assertFalse(Files.exists(directory.resolve(".convc")));
  }

  private String build(String type) throws IOException {
    return output("main").update(generation(type)).toString();
  }

  private Generation generation(String type) throws IOException {
    compiled.clear();
    made.clear();
    return new Generator(this::compile, Optional.of(new Recall(output("main"), options(type)))).run(tree.sources());
  }

  private Compiled compile(SourceFile file) throws IOException {
    compiled.add(file.name());
    Compiled result = FileCompiler.convc(options("float").compileOptions()).compile(file);
    return new Compiled(result.inNoPackage(), result.imports(), () -> made(file, result), result.warnings());
  }

  private List<GeneratedSource> made(SourceFile file, Compiled result) {
    made.add(file.name());
    return result.sources().get();
  }

  private Path jar(String name, String sizes) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("META-INF/conv/lib/sizes.conv"));
      zip.write(sizes.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  private BuildOptions options(String type) {
    return new BuildOptions(List.of(), Map.of("type", type), tree.directory(), classPath);
  }

  private OutputTree output(String execution) {
    return new OutputTree(directory, execution);
  }
}
