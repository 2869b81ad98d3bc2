package org.convc.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarRootTest {

  @TempDir Path folder;

  @Test
  void filesAreThoseBelowTheFolderForImports() throws IOException {
    ImportRoot root = ImportRoot.jar(jar("lib-1.jar", "META-INF/conv/a/b.conv", "META-INF/conv/notes.txt", "a/c.conv"));

    ImportedFile found = root.find("a/b.conv").orElseThrow();
    assertEquals("a/b.conv", found.path());
    assertEquals("lib-1.jar!/META-INF/conv/a/b.conv", found.name());
    try (InputStream content = found.content().open()) {
      assertEquals("META-INF/conv/a/b.conv", new String(content.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertTrue(root.find("a/B.conv").isEmpty());
    assertTrue(root.find("a/c.conv").isEmpty());
    assertTrue(root.find("notes.txt").isEmpty());
    assertEquals(List.of("a/b.conv"), root.near("a/d.conv"));
    assertEquals("lib-1.jar", root.toString());
  }

  @Test
  void theSameJarIsTheSameTree() throws IOException {
    Path one = jar("one.jar", "META-INF/conv/a.conv");
    Path two = jar("two.jar", "META-INF/conv/a.conv");

    assertEquals(ImportRoot.jar(one), ImportRoot.jar(folder.resolve(".").resolve("one.jar")));
    assertNotEquals(ImportRoot.jar(one), ImportRoot.jar(two));
  }

  @Test
  void whatIsNoJarIsAnError() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jar"), "PK");

    assertThrows(IOException.class, () -> ImportRoot.jar(broken));
    assertThrows(IOException.class, () -> ImportRoot.jar(folder.resolve("missing.jar")));
  }

  /** A jar whose entries have their names as content. */
  private Path jar(String name, String... entries) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(entry.getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }
}
