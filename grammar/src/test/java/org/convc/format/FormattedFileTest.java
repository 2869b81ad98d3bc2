package org.convc.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormattedFileTest {

  private static final String TIGHT = "conv A{kernel 3;}";
  private static final String NORMAL = "conv A {\n  kernel 3;\n}\n";

  @TempDir
  private Path folder;

  @Test
  void isReadFirstAndWrittenOnRequest() throws IOException {
    Path file = Files.writeString(folder.resolve("a.conv"), TIGHT);
    FormattedFile formatted = FormattedFile.of(file, "a.conv");
    assertTrue(formatted.differs());
    assertEquals(TIGHT, Files.readString(file));
    formatted.write();
    assertEquals(NORMAL, Files.readString(file));
    assertFalse(FormattedFile.of(file, "a.conv").differs());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count(), "something was left behind");
    }
  }

  @Test
  void isNotTouchedWhereItIsInNormalForm() throws IOException {
    Path file = Files.writeString(folder.resolve("a.conv"), NORMAL);
    FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(file, longAgo);
    FormattedFile.of(file, "a.conv").write();
    assertEquals(longAgo, Files.getLastModifiedTime(file));
  }

  @Test
  void losesItsByteOrderMark() throws IOException {
    Path file = Files.writeString(folder.resolve("a.conv"), "\uFEFF" + NORMAL);
    FormattedFile formatted = FormattedFile.of(file, "a.conv");
    assertTrue(formatted.differs());
    formatted.write();
    assertEquals(NORMAL, Files.readString(file));
  }

  @Test
  void isLeftAloneWithAMistakeInIt() throws IOException {
    Path file = Files.writeString(folder.resolve("a.conv"), "conv A{kernel 3}");
    FormattedFile formatted = FormattedFile.of(file, "a.conv");
    assertTrue(formatted.normalForm().isEmpty() && formatted.diagnostics().hasErrors());
    formatted.write();
    assertEquals("conv A{kernel 3}", Files.readString(file));
  }

  @Test
  void hasAMessageWhereItIsNotThere() throws IOException {
    FormattedFile formatted = FormattedFile.of(folder.resolve("none.conv"), "none.conv");
    assertTrue(formatted.diagnostics().hasErrors());
    assertFalse(formatted.differs());
  }

  @Test
  void keepsItsPermissions() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "no POSIX permissions here");
    Path file = Files.writeString(folder.resolve("a.conv"), TIGHT);
    for (String permissions : new String[] {"rw-rw-rw-", "rwxr-x---", "r--r--r--"}) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(file, TIGHT);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
      FormattedFile.of(file, "a.conv").write();
      assertEquals(NORMAL, Files.readString(file));
      assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void isWrittenWhereASymbolicLinkPoints() throws IOException {
    Path file = Files.writeString(Files.createDirectory(folder.resolve("real")).resolve("a.conv"), TIGHT);
    Path link = folder.resolve("link.conv");
    try {
      Files.createSymbolicLink(link, file);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "no symbolic links here: " + e);
    }
    FormattedFile.of(link, "link.conv").write();
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(NORMAL, Files.readString(file));
  }

  @Test
  void saysWhereItCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("a.conv"), TIGHT);
    FormattedFile formatted = FormattedFile.of(file, "a.conv");
    Files.delete(file);
    assertThrows(IOException.class, formatted::write);
  }
}
