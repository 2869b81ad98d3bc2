package org.convc.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.convc.GeneratedSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTreeTest {

  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir Path folder;
  private Path directory;
  private TestTree written;
  private OutputTree output;

  @BeforeEach
  void output() {
    directory = folder.resolve("out");
    written = new TestTree(directory);
    output = new OutputTree(directory, "default");
  }

  @Test
  void writesTheTextInFoldersByPackage() throws IOException {
    assertEquals("2 written, 0 removed, 0 unchanged", update(source("com/a/Up", "ö\n"), source("Down", "x")));

    assertEquals("Down.java com/a/Up.java", written.files());
    assertEquals(text("ö\n"), written.text("com/a/Up.java"));
  }

  @Test
  void nothingToWriteMakesNoFolder() throws IOException {
    update();

    assertFalse(Files.exists(directory));
  }

  @Test
  void touchesOnlyWhatChanges() throws IOException {
    update(source("A", "1"), source("B", "1"));
    Files.setLastModifiedTime(directory.resolve("A.java"), LONG_AGO);
    Files.setLastModifiedTime(directory.resolve("B.java"), LONG_AGO);

    assertEquals("1 written, 0 removed, 1 unchanged", update(source("A", "1"), source("B", "2")));

    assertEquals(LONG_AGO, Files.getLastModifiedTime(directory.resolve("A.java")));
    assertEquals(text("2"), written.text("B.java"));
  }

  @Test
  void removesTheSourcesOfLayersThatAreNoMoreAndTheirFolders() throws IOException {
    update(source("com/a/Gone", "1"), source("com/Stays", "1"));

    assertEquals("0 written, 1 removed, 1 unchanged", update(source("com/Stays", "1")));

    assertEquals("com/Stays.java", written.files());
    assertFalse(Files.exists(directory.resolve("com/a")));
  }

  @Test
  void removesNothingThatOthersMade() throws IOException {
    new OutputTree(directory, "other").update(List.of(source("com/Other", "1")));
    update(source("com/Replaced", "1"), source("com/Gone", "1"));
    written.with("com/Replaced.java", "// by hand").with("com/Hand.java", "// by hand");

    assertEquals("0 written, 1 removed, 0 unchanged", update());

    assertEquals("com/Hand.java com/Other.java com/Replaced.java", written.files());
  }

  @Test
  void neverRemovesOutsideTheFolder() throws IOException {
    Path outside = folder.resolve("Outside.java");
    Files.writeString(outside, text("1"));
    written.with(".convc/default.list", "../Outside.java\n");

    update();

    assertEquals(text("1"), Files.readString(outside));
  }

  @Test
  void aFileByHandIsNotReplacedAndNothingElseIsWritten() throws IOException {
    update(source("com/A", "1"));
    written.with("com/B.java", "// by hand");

    FileAlreadyExistsException refused =
        assertThrows(FileAlreadyExistsException.class, () -> update(source("com/A", "2"), source("com/B", "1")));

    assertEquals(directory.resolve("com/B.java") + ": not made by convc, so not replaced", refused.getMessage());
    assertEquals(text("1"), written.text("com/A.java"));
    assertEquals("// by hand", written.text("com/B.java"));
  }

  @Test
  void filesOfAnInterruptedBuildAreFoundAgain() throws IOException {
    update(source("A", "1"));
    // The list had been extended, and one of two new files had been written.
    written.with(".convc/default.list", "A.java\nB.java\nC.java\n").with("B.java", text("1"));

    assertEquals("0 written, 1 removed, 1 unchanged", update(source("A", "1")));

    assertEquals("A.java", written.files());
  }

  @Test
  void aWriteThatFailsLeavesWholeFilesAndTheNextBuildPutsThingsRight() throws IOException {
    update(source("A", "1"), source("Gone", "1"));
    written.with("com", "a file where a folder has to be");

    assertThrows(IOException.class, () -> update(source("A", "2"), source("com/B", "1")));
    assertEquals("A.java com", written.files());
    assertEquals(text("2"), written.text("A.java"));

    Files.delete(directory.resolve("com"));
    assertEquals("1 written, 0 removed, 1 unchanged", update(source("A", "2"), source("com/B", "1")));
    assertEquals("A.java com/B.java", written.files());
  }

  @Test
  void whatAKilledBuildLeftGoesAndWhatOthersWriteStays() throws IOException {
    long nobody = 999_999_999_999L;
    String abandoned = ".convc/default~" + nobody + "~1.tmp";
    String ours = ".convc/default~" + ProcessHandle.current().pid() + "~2.tmp";
    String others = ".convc/default-2~" + nobody + "~3.tmp";
    written.with(abandoned, "half").with(ours, "half").with(others, "half");

    update(source("A", "1"));

    assertFalse(Files.exists(directory.resolve(abandoned)));
    assertTrue(Files.exists(directory.resolve(ours)));
    assertTrue(Files.exists(directory.resolve(others)));
  }

  private String update(GeneratedSource... sources) throws IOException {
    return output.update(List.of(sources)).toString();
  }

  private static GeneratedSource source(String path, String content) {
    return new GeneratedSource(path.replace('/', '.'), path + ".java", 1, text(content));
  }

  private static String text(String content) {
    return "/** Generated by convc 0 from line 1 of a.conv. */ // " + content;
  }
}
