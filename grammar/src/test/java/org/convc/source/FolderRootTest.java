package org.convc.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On file systems that mind case, and on those that do not. */
class FolderRootTest {

  static Stream<Configuration> systems() {
    return Stream.of(Configuration.unix(), Configuration.osX(), Configuration.windows());
  }

  private static Path folder(FileSystem system) throws IOException {
    Path folder = Files.createDirectories(system.getPath("src"));
    Files.createDirectories(folder.resolve("Common"));
    Files.writeString(folder.resolve("Common").resolve("Sizes.conv"), "const A = 1;");
    return folder;
  }

  @ParameterizedTest
  @MethodSource("systems")
  void findsFilesByTheirNamesToTheLetter(Configuration configuration) throws IOException {
    try (FileSystem system = Jimfs.newFileSystem(configuration)) {
      ImportRoot root = ImportRoot.folder(folder(system));
      ImportedFile found = root.find("Common/Sizes.conv").orElseThrow();
      assertEquals("Common/Sizes.conv", found.path());
      assertEquals("src/Common/Sizes.conv", found.name());
      try (InputStream in = found.content().open()) {
        assertEquals("const A = 1;", new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
      assertEquals(Optional.empty(), root.find("Common/sizes.conv"));
      assertEquals(Optional.empty(), root.find("common/Sizes.conv"));
      assertEquals(Optional.empty(), root.find("Common/Other.conv"));
      assertEquals(Optional.empty(), root.find("Common/Sizes.conv/Other.conv"));
      assertEquals(List.of("Common/Sizes.conv"), root.near("Common/sizes.conv"));
      assertEquals(List.of(), root.near("No/sizes.conv"));
    }
  }

  @ParameterizedTest
  @MethodSource("systems")
  void tellsWhatIsNoFile(Configuration configuration) throws IOException {
    try (FileSystem system = Jimfs.newFileSystem(configuration)) {
      Path folder = folder(system);
      Files.createDirectories(folder.resolve("folder.conv"));
      ImportRoot root = ImportRoot.folder(folder);
      assertEquals("it is a directory", assertThrows(IOException.class, () -> root.find("folder.conv")).getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("systems")
  void followsLinksInsideOnly(Configuration configuration) throws IOException {
    try (FileSystem system = Jimfs.newFileSystem(configuration)) {
      Path folder = folder(system);
      Files.writeString(system.getPath("secret.conv"), "const SECRET = 1;");
      Files.createSymbolicLink(folder.resolve("out.conv"), system.getPath("../secret.conv"));
      Files.createSymbolicLink(folder.resolve("in.conv"), system.getPath("Common/Sizes.conv"));
      Files.createSymbolicLink(folder.resolve("loop"), system.getPath("."));
      Files.createSymbolicLink(folder.resolve("nowhere.conv"), system.getPath("missing.conv"));
      ImportRoot root = ImportRoot.folder(folder);
      assertEquals("Common/Sizes.conv", root.find("in.conv").orElseThrow().path());
      assertEquals("Common/Sizes.conv", root.find("loop/loop/in.conv").orElseThrow().path());
      assertEquals(Optional.empty(), root.find("nowhere.conv"));
      String message = assertThrows(IOException.class, () -> root.find("out.conv")).getMessage();
      assertEquals("it is a link that leads out of src", message);
    }
  }

  @Test
  void theSameFolderIsTheSameRoot() {
    assertEquals(ImportRoot.folder(Path.of("src")), ImportRoot.folder(Path.of("x", "..", "src").toAbsolutePath(), "shown/"));
    assertEquals(ImportRoot.folder(Path.of("src")).hashCode(), ImportRoot.folder(Path.of(".", "src")).hashCode());
    assertNotEquals(ImportRoot.folder(Path.of("src")), ImportRoot.folder(Path.of("source")));
  }
}
