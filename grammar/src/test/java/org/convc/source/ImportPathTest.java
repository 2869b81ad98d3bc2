package org.convc.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportPathTest {

  @ParameterizedTest
  @CsvSource({
    "a.conv,          m.conv,     a.conv",
    "b/a.conv,        m.conv,     b/a.conv",
    "a.conv,          x/y/m.conv, x/y/a.conv",
    "./a.conv,        x/y/m.conv, x/y/a.conv",
    "../a.conv,       x/y/m.conv, x/a.conv",
    "../../b/a.conv,  x/y/m.conv, b/a.conv",
    "größe 1.conv,    x/m.conv,   x/größe 1.conv",
    "..a/...b.conv,   m.conv,     ..a/...b.conv",
  })
  void leadsFromTheImportingFileToAnother(String path, String importer, String expected) {
    assertEquals(Optional.empty(), ImportPath.mistake(path));
    assertEquals(Optional.of(expected), ImportPath.of(path).from(importer));
  }

  @ParameterizedTest
  @CsvSource({"../a.conv, m.conv", "../../a.conv, x/m.conv", "../../../a.conv, x/y/m.conv"})
  void doesNotLeaveTheRoot(String path, String importer) {
    assertEquals(Optional.empty(), ImportPath.of(path).from(importer));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "/a.conv", "C:/a.conv", "c:a.conv", "C:\\a.conv", "\\\\server\\a.conv", "a\\b.conv", "a//b.conv", "a/", "a/.conv", ".conv", "..",
    ".", "../", "a/../b.conv", "a/./b.conv", "././a.conv", "a./b.conv", " a.conv", "a /b.conv", "a.conv ", "a", "a.txt", "a.CONV",
    "http://example.com/a.conv", "a.conv?", "*.conv", "a|b.conv", "<a>.conv", "a\t/b.conv",
  })
  void refusesWhatIsNoPathOnEverySystem(String text) {
    assertTrue(ImportPath.mistake(text).isPresent());
    assertThrows(IllegalArgumentException.class, () -> ImportPath.of(text));
  }

  @Test
  void refusesLongPaths() {
    String name = "a".repeat(ImportPath.MAX_LENGTH - 5);
    assertEquals(Optional.empty(), ImportPath.mistake(name + ".conv"));
    assertTrue(ImportPath.mistake(name + "a.conv").isPresent());
  }
}
