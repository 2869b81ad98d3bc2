package org.convc.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {

  private static final Path PAGES = Path.of("src", "main", "resources", "org", "convc", "diagnostic");

  @Test
  void codesAreUnique() {
    List<String> codes = Catalogue.codes();
    assertEquals(codes.stream().distinct().toList(), codes);
    assertEquals(DiagnosticKind.values().length, codes.size());
  }

  @ParameterizedTest
  @EnumSource
  void everyKindHasAPageWithItsExampleMended(DiagnosticKind kind) {
    String page = Catalogue.page(kind);
    assertTrue(page.startsWith("# " + kind.code() + ": "), page);
    assertFalse(Catalogue.title(kind).isBlank());
    assertTrue(page.lines().anyMatch(line -> line.startsWith("```") && line.endsWith(",fails")), "no example that fails");
    boolean mended = page.lines().anyMatch(line -> line.equals("```conv") || line.equals("```tuning"));
    assertTrue(mended || kind == DiagnosticKind.UNREADABLE_FILE, "no mended example");
    assertEquals(kind.severity() == Severity.WARNING, page.contains("\n\nA warning: "), "says whether it is a warning");
    assertTrue(page.lines().allMatch(line -> line.length() <= 110 || line.startsWith("|") || line.contains(" | ")), "lines of 110 characters");
  }

  @Test
  void everyPageHasAKind() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      assertEquals(
          Catalogue.codes().stream().map(code -> code + ".md").collect(Collectors.toSet()),
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONV110", "conv110", " Conv110 ", "110"})
  void findsAKindByItsCode(String code) {
    assertEquals(Optional.of(DiagnosticKind.KERNEL_DOES_NOT_FIT), Catalogue.find(code));
    assertTrue(Catalogue.looksLikeCode(code));
  }

  @Test
  void leadingZerosDoNotMatter() {
    assertEquals(Optional.of(DiagnosticKind.UNREADABLE_FILE), Catalogue.find("CONV001"));
    assertEquals(Optional.of(DiagnosticKind.UNREADABLE_FILE), Catalogue.find("CONV1"));
  }

  @ParameterizedTest
  @CsvSource({"CONV1100,CONV110", "CONVV42,CONV042", "COMV211,CONV211", "conb110,CONV110"})
  void proposesTheNearestCode(String unknown, String nearest) {
    assertEquals(Optional.empty(), Catalogue.find(unknown));
    assertEquals(Optional.of(nearest), Catalogue.nearest(unknown));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vision.conv", "conv", "CONV", "CONV-110", "1x1"})
  void takesNothingElseForACode(String text) {
    assertFalse(Catalogue.looksLikeCode(text));
    assertEquals(Optional.empty(), Catalogue.find(text));
  }
}
