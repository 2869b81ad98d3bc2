package org.convc.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file of {@code format} holds a text and, after the line {@code //// formatted}, its normal form. {@code -Dconvc.rewrite=true}
 * writes the normal form of now; read the difference before committing it.
 */
class FormatFixturesTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "format");
  private static final String MARK = "//// formatted\n";

  static List<String> fixtures() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void isFormattedAsTheFileHasIt(String name) throws IOException {
    Path file = FOLDER.resolve(name);
    String whole = Files.readString(file);
    int mark = whole.indexOf(MARK);
    assertTrue(mark >= 0, "no line " + MARK);
    String text = whole.substring(0, mark);
    String formatted = formatted(text);
    if (Boolean.getBoolean("convc.rewrite")) {
      Files.writeString(file, text + MARK + formatted);
      return;
    }
    assertEquals(whole.substring(mark + MARK.length()), formatted);
    assertEquals(formatted, formatted(formatted));
  }

  private static String formatted(String text) {
    return Formatter.format(new Diagnostics(new SourceText("test.conv", text))).orElseThrow();
  }
}
