package org.convc.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Diagnostics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file of {@code errors} holds a text with mistakes and, after the line {@code //// expected}, the exact messages as comments.
 * {@code -Dconvc.rewrite=true} writes the messages that the parser gives now; read the difference before committing it.
 */
class ErrorFixturesTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "errors");
  private static final String MARK = "//// expected\n";
  private static final boolean REWRITE = Boolean.getBoolean("convc.rewrite");

  static List<String> fixtures() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".conv")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void givesTheMessagesThatTheFileExpects(String name) throws IOException {
    Path file = FOLDER.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    // Bytes as characters: some fixtures are not UTF-8.
    int mark = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(MARK);
    assertTrue(mark >= 0, "no line " + MARK);
    byte[] text = Arrays.copyOf(bytes, mark);

    Diagnostics diagnostics = SourceReader.decode(text, name);
    ConvParser.parse(diagnostics);
    String actual = asComments(diagnostics.sorted());
    if (REWRITE) {
      Files.write(file, join(text, (MARK + actual).getBytes(StandardCharsets.UTF_8)));
      return;
    }
    int expected = mark + MARK.length();
    assertEquals(new String(bytes, expected, bytes.length - expected, StandardCharsets.UTF_8), actual);
    assertTrue(diagnostics.hasErrors(), "a fixture of errors without an error");
  }

  private static String asComments(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .flatMap(d -> DiagnosticRenderer.render(d).lines())
        .map(line -> ("// " + line).stripTrailing() + "\n")
        .collect(Collectors.joining());
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
