package org.convc.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.convc.build.SourceTree.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {

  @TempDir Path folder;

  @Test
  void filesAreNamedByTheirPlaceInTheTreeAndSortedByName() throws IOException {
    new TestTree(folder).with("z.conv", "").with("a/b/c.conv", "").with("a/b.conv", "").with("a/notes.txt", "");

    List<SourceFile> files = SourceTree.of(folder, name -> name.endsWith(".conv")).files();

    assertEquals(List.of("a/b.conv", "a/b/c.conv", "z.conv"), files.stream().map(SourceFile::name).toList());
    assertEquals(folder.resolve("a").resolve("b").resolve("c.conv"), files.get(1).path());
  }

  @Test
  void aMissingFolderHasNoFiles() throws IOException {
    assertTrue(SourceTree.of(folder.resolve("missing"), name -> true).isEmpty());
  }
}
