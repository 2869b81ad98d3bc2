package org.convc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.source.ImportRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that import constants of others. */
class ImportsTest {

  private static final String LAYER = "conv L { input A x 8; filters 4; kernel 3; }";
  private static final CompileOptions DEFAULTS = CompileOptions.defaults();

  @TempDir
  Path folder;

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static int channels(ConvModule module) {
    return module.layer("L").info().input().elements() / 8;
  }

  private static List<DiagnosticKind> kinds(Path file, CompileOptions options) {
    ConvException e = assertThrows(ConvException.class, () -> Convc.compile(file, options));
    return e.diagnostics().stream().map(Diagnostic::kind).toList();
  }

  @Test
  void bringTheConstantsThatFilesDeclare() throws IOException {
    Path main = write("main.conv", "import \"sub/sizes.conv\"; " + LAYER);
    write("sub/sizes.conv", "import \"base.conv\"; const A = 2 * BASE; type double; conv Other { input BASE x 8; filters 1; kernel 3; }");
    write("sub/base.conv", "const BASE = 3;");
    ConvModule module = Convc.compile(main, DEFAULTS.withoutVectors());
    assertEquals(6, channels(module));
    assertEquals(List.of("L"), module.layerNames());
    assertEquals(List.of(), module.warnings());
    String prefix = folder.toString().replace('\\', '/') + "/";
    assertEquals(
        List.of("main.conv", "sub/sizes.conv", "sub/base.conv"),
        module.files().stream().map(f -> f.source().name().replace('\\', '/').substring(prefix.length())).toList());
    assertEquals(
        List.of("main.conv", "sub/sizes.conv", "sub/base.conv"),
        module.files().stream().map(f -> f.place().orElseThrow().path()).toList());
    assertEquals("const BASE = 3;", module.files().get(2).source().text());
  }

  @Test
  void changeTheLayerAndNothingElseOfItsSource() throws IOException {
    String literal = "conv L { input 5 x 8; filters 4; kernel 3; }";
    Path main = write("main.conv", "import \"sizes.conv\"; " + LAYER);
    write("sizes.conv", "const A = 5;");
    String imported = Convc.compile(main, "main.conv", DEFAULTS.withoutVectors()).source("L");
    assertEquals(Convc.compile("main.conv", literal, DEFAULTS.withoutVectors()).source("L"), imported);
  }

  @Test
  void aFileOfConstantsAloneIsAModuleWithoutLayers() throws IOException {
    ConvModule module = Convc.compile(write("sizes.conv", "const A = 5;"));
    assertEquals(List.of(), module.layerNames());
    assertEquals(List.of(), module.sources());
    assertEquals(List.of(), module.warnings());
  }

  @Test
  void reachTheSourceRootAndNotBeyond() throws IOException {
    Path main = write("src/vision/main.conv", "import \"../common/sizes.conv\"; " + LAYER);
    Path byTop = write("src/vision/top.conv", "import \"common/sizes.conv\"; " + LAYER);
    write("src/common/sizes.conv", "const A = 5;");
    CompileOptions options = DEFAULTS.withoutVectors();
    assertEquals(List.of(DiagnosticKind.IMPORT_OUTSIDE_ROOT), kinds(main, options));
    assertEquals(List.of(DiagnosticKind.IMPORT_NOT_FOUND), kinds(byTop, options));
    assertEquals(5, channels(Convc.compile(main, options.withSourceRoot(folder.resolve("src")))));
    assertEquals(5, channels(Convc.compile(byTop, options.withSourceRoot(folder.resolve("src")))));
    assertEquals(5, channels(Convc.compile(byTop, options.withImportPath(List.of(ImportRoot.folder(folder.resolve("src")))))));
    assertEquals(List.of(DiagnosticKind.FILE_OUTSIDE_ROOT), kinds(main, options.withSourceRoot(folder.resolve("src/common"))));
    assertEquals(List.of(DiagnosticKind.FILE_OUTSIDE_ROOT), kinds(main, options.withSourceRoot(main)));
  }

  @Test
  void messagesCallImportedFilesLikeTheFileThatImportsThem() throws IOException {
    Path main = write("src/vision/main.conv", "import \"common/sizes.conv\"; " + LAYER);
    write("src/common/sizes.conv", "const A = 1 / 0;");
    CompileOptions options = DEFAULTS.withSourceRoot(folder.resolve("src"));
    ConvException e = assertThrows(ConvException.class, () -> Convc.compile(main, "vision/main.conv", options));
    assertEquals(
        """
        common/sizes.conv:1:11: error[CONV088]: division by zero
          const A = 1 / 0;
                    ^~~~~
          1 / 0""",
        e.getMessage());
    ConvException other = assertThrows(ConvException.class, () -> Convc.compile(main, "the file", options));
    String place = folder.resolve("src/common/sizes.conv").toAbsolutePath().normalize().toString().replace('\\', '/');
    assertTrue(other.getMessage().startsWith(place + ":1:11: "), other.getMessage());
  }

  @Test
  void textsImportFromTheImportPathAlone() {
    String text = "import \"lib/sizes.conv\"; " + LAYER;
    ConvException e = assertThrows(ConvException.class, () -> Convc.compile("text.conv", text));
    assertEquals(DiagnosticKind.IMPORT_WITHOUT_FILE, e.diagnostics().get(0).kind());
    CompileOptions options = DEFAULTS.withoutVectors().withImportPath(List.of(ImportRoot.texts(Map.of("lib/sizes.conv", "const A = 7;"))));
    assertEquals(7, channels(Convc.compile("text.conv", text, options)));
    ConvException relative =
        assertThrows(ConvException.class, () -> Convc.compile("text.conv", text.replace("lib/", "./lib/"), options));
    assertEquals(DiagnosticKind.IMPORT_WITHOUT_FILE, relative.diagnostics().get(0).kind());
  }

  @Test
  void twoRootsWithTheSamePathAreAMistake() throws IOException {
    Path main = write("src/main.conv", "import \"lib/sizes.conv\"; " + LAYER);
    write("one/lib/sizes.conv", "const A = 1;");
    write("two/lib/sizes.conv", "const A = 1;");
    ImportRoot one = ImportRoot.folder(folder.resolve("one"));
    ImportRoot two = ImportRoot.folder(folder.resolve("two"));
    assertEquals(List.of(DiagnosticKind.IMPORT_AMBIGUOUS), kinds(main, DEFAULTS.withImportPath(List.of(one, two))));
    assertEquals(List.of(DiagnosticKind.IMPORT_AMBIGUOUS), kinds(main, DEFAULTS.withImportPath(List.of(two, one))));
    assertEquals(1, channels(Convc.compile(main, DEFAULTS.withoutVectors().withImportPath(List.of(one, one)))));
  }

  @Test
  void whatIsNoTextFileIsAMistakeWithItsPlace() throws IOException {
    Path main = write("main.conv", "import \"folder.conv\"; import \"binary.conv\"; import \"large.conv\"; " + LAYER);
    Files.createDirectories(folder.resolve("folder.conv"));
    Files.write(folder.resolve("binary.conv"), new byte[] {(byte) 0xCA, (byte) 0xFE, 0});
    Files.write(folder.resolve("large.conv"), new byte[10 << 20]);
    assertEquals(
        List.of(DiagnosticKind.NOT_UTF_8, DiagnosticKind.FILE_TOO_LARGE, DiagnosticKind.IMPORT_UNREADABLE), kinds(main, DEFAULTS));
  }

  @Test
  void linksThatLeadBackAreCycles() throws IOException {
    Path main = write("main.conv", "import \"loop/main.conv\"; import \"alias.conv\"; " + LAYER);
    Files.createSymbolicLink(folder.resolve("loop"), Path.of("."));
    Files.createSymbolicLink(folder.resolve("alias.conv"), Path.of("main.conv"));
    assertEquals(List.of(DiagnosticKind.IMPORT_CYCLE, DiagnosticKind.REPEATED_IMPORT), kinds(main, DEFAULTS));
    Path link = Files.createSymbolicLink(folder.resolve("link.conv"), Path.of("self.conv"));
    write("self.conv", "import \"link.conv\"; const A = 1;");
    assertEquals(List.of(DiagnosticKind.IMPORT_CYCLE), kinds(link, DEFAULTS));
  }

  /** Links that lead out of the sources are not followed: their contents would show in messages. */
  @Test
  void linksThatLeadOutAreRefused() throws IOException {
    Path main = write("src/main.conv", "import \"out.conv\"; " + LAYER);
    write("secret.txt", "secret");
    Files.createSymbolicLink(folder.resolve("src/out.conv"), Path.of("../secret.txt"));
    ConvException e = assertThrows(ConvException.class, () -> Convc.compile(main));
    assertEquals(DiagnosticKind.IMPORT_UNREADABLE, e.diagnostics().get(0).kind());
    assertTrue(!e.getMessage().contains("secret"), e.getMessage());
  }

  private static String name(int i) {
    return "f" + i + ".conv";
  }

  @Test
  void aHundredInARowAreReadAndNotMore() throws IOException {
    Path main = write("main.conv", "import \"f1.conv\"; " + LAYER.replace("A", "C1"));
    for (int i = 1; i < 100; i++) {
      write(name(i), "import \"" + name(i + 1) + "\"; const C" + i + " = C" + (i + 1) + ";");
    }
    write(name(100), "const C100 = 3;");
    assertEquals(3, channels(Convc.compile(main, DEFAULTS.withoutVectors())));
    write(name(100), "import \"f101.conv\"; const C100 = C101;");
    write(name(101), "const C101 = 3;");
    assertEquals(List.of(DiagnosticKind.IMPORTS_TOO_DEEP), kinds(main, DEFAULTS));
  }

  @Test
  void aThousandFilesAreReadAndNotMore() throws IOException {
    for (int i = 1; i <= 1001; i++) {
      write(name(i), "const C" + i + " = " + i + ";");
    }
    assertEquals(1000, assertTimeout(Duration.ofSeconds(20), () -> channels(Convc.compile(importing(1000), DEFAULTS.withoutVectors()))));
    assertEquals(List.of(DiagnosticKind.TOO_MANY_FILES), kinds(importing(1001), DEFAULTS));
  }

  private Path importing(int files) throws IOException {
    String imports = IntStream.rangeClosed(1, files).mapToObj(i -> "import \"" + name(i) + "\";\n").collect(Collectors.joining());
    return write("main" + files + ".conv", imports + LAYER.replace("A", "C1000"));
  }

  /** A file that two others import is read once, and its mistake is told once. */
  @Test
  void aMistakeIsToldOnceHoweverManyFilesImportIt() throws IOException {
    StringBuilder imports = new StringBuilder();
    for (int i = 1; i <= 50; i++) {
      write(name(i), "import \"base.conv\"; const C" + i + " = A;");
      imports.append("import \"").append(name(i)).append("\"; ");
    }
    write("base.conv", "const A = 1 / 0;");
    assertEquals(List.of(DiagnosticKind.DIVISION_BY_ZERO), kinds(write("main.conv", imports + LAYER.replace("A", "C1")), DEFAULTS));
  }

  /** Each file of a layer imports both of the next: as many ways as there are, each file is read once. */
  @Test
  void manyWaysToOneFileTakeNoTime() throws IOException {
    for (int i = 1; i <= 40; i++) {
      for (String side : List.of("a", "b")) {
        String next = i == 40 ? "" : "import \"a" + (i + 1) + ".conv\"; import \"b" + (i + 1) + ".conv\"; ";
        write(side + i + ".conv", next + "const " + side.toUpperCase() + i + " = 4;");
      }
    }
    Path main = write("main.conv", "import \"a1.conv\"; import \"b1.conv\"; " + LAYER.replace("A", "B1"));
    assertEquals(4, assertTimeout(Duration.ofSeconds(20), () -> channels(Convc.compile(main, DEFAULTS.withoutVectors()))));
  }

  @Test
  void mistakesInManyFilesAreCut() throws IOException {
    StringBuilder imports = new StringBuilder();
    for (int i = 1; i <= 50; i++) {
      write(name(i), "const C" + i + " = 1;" + "const A = 1;\n".repeat(90));
      imports.append("import \"").append(name(i)).append("\"; ");
    }
    assertEquals(179, kinds(write("main.conv", imports + LAYER), DEFAULTS).size());
  }
}
