package org.convc.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts of any kind; {@link OutputTreeTest} has the rest, with Java sources. */
class OutputFolderTest {

  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir Path directory;
  private TestTree written;
  private OutputFolder pages;

  @BeforeEach
  void pages() {
    written = new TestTree(directory);
    pages = new OutputFolder(directory, "default.explain", "Written by us");
  }

  @Test
  void thePageOfAFileThatIsNoMoreGoesAndTheOtherIsNotTouched() throws IOException {
    pages.update(Map.of("a.html", text("1"), "old/ö b.html", text("2")));
    Files.setLastModifiedTime(directory.resolve("a.html"), LONG_AGO);

    assertEquals("0 written, 1 removed, 1 unchanged", pages.update(Map.of("a.html", text("1"))).toString());

    assertEquals("a.html", written.files());
    assertEquals(LONG_AGO, Files.getLastModifiedTime(directory.resolve("a.html")));
    assertFalse(Files.exists(directory.resolve("old")));
  }

  @Test
  void aPageWithoutTheMarkIsNeitherReplacedNorRemoved() throws IOException {
    pages.update(Map.of("a.html", text("1"), "b.html", text("1")));
    written.with("a.html", "by hand").with("b.html", "by hand");

    assertThrows(FileAlreadyExistsException.class, () -> pages.update(Map.of("b.html", text("2"))));
    assertEquals("0 written, 0 removed, 0 unchanged", pages.update(Map.of()).toString());

    assertEquals("by hand", written.text("a.html"));
    assertEquals("by hand", written.text("b.html"));
  }

  private static String text(String content) {
    return content + ". Written by us.";
  }
}
