package org.convc.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Severity;
import org.convc.parser.SourceReader;
import org.convc.testing.ConvFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file of {@code errors} holds a text with mistakes, and every file of {@code warnings} one that is legal. After the line
 * {@code //// expected} follow the exact messages as comments. Before that, other files may follow which it imports:
 * {@link ConvFiles}.
 * {@code -Dconvc.rewrite=true} writes the messages that are given now; read the difference before committing it.
 */
class ErrorFixturesTest {

  private static final Path RESOURCES = Path.of("src", "test", "resources");
  private static final Path ERRORS = RESOURCES.resolve("errors");
  private static final Path WARNINGS = RESOURCES.resolve("warnings");
  private static final Path ERRORS_OF_GRAMMAR = Path.of("..", "grammar").resolve(ERRORS);
  private static final String MARK = "//// expected\n";
  private static final boolean REWRITE = Boolean.getBoolean("convc.rewrite");

  /** Kinds that no short file causes: other tests cause them with generated text, with folders, and with files that are none. */
  private static final Set<DiagnosticKind> WITHOUT_FIXTURE =
      EnumSet.of(
          DiagnosticKind.UNREADABLE_FILE,
          DiagnosticKind.FILE_TOO_LARGE,
          DiagnosticKind.TOO_MANY_TOKENS,
          DiagnosticKind.IMPORT_AMBIGUOUS,
          DiagnosticKind.IMPORT_UNREADABLE,
          DiagnosticKind.IMPORT_WITHOUT_FILE,
          DiagnosticKind.TOO_MANY_FILES,
          DiagnosticKind.IMPORTS_TOO_DEEP,
          DiagnosticKind.TOO_MUCH_IMPORTED,
          DiagnosticKind.FILE_OUTSIDE_ROOT,
          DiagnosticKind.STRATEGY_SUITS_NOTHING,
          DiagnosticKind.NOT_A_TUNING_FILE,
          DiagnosticKind.TUNING_FIELD_COUNT,
          DiagnosticKind.TUNING_FIELD,
          DiagnosticKind.TUNED_STRATEGY_UNKNOWN,
          DiagnosticKind.MORE_ERRORS,
          DiagnosticKind.MORE_WARNINGS);

  static List<String> errors() throws IOException {
    return names(ERRORS);
  }

  static List<String> warnings() throws IOException {
    return names(WARNINGS);
  }

  private static List<String> names(Path folder) throws IOException {
    return files(folder).stream().map(f -> f.getFileName().toString()).toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".conv")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void givesTheErrorsThatTheFileExpects(String name) throws IOException {
    assertTrue(failed(check(ERRORS.resolve(name), name)), "a fixture of errors without an error");
  }

  @ParameterizedTest
  @MethodSource("warnings")
  void givesTheWarningsThatTheFileExpects(String name) throws IOException {
    assertFalse(failed(check(WARNINGS.resolve(name), name)), "a fixture of warnings with an error");
  }

  private static boolean failed(List<Diagnostic> messages) {
    return messages.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  private static List<Diagnostic> check(Path file, String name) throws IOException {
    String text = beforeMark(file);

    Reading reading = ConvFiles.of(name, text).read();
    String actual = asComments(reading.messages());
    if (REWRITE) {
      Files.writeString(file, text + MARK + actual);
    } else {
      assertEquals(Files.readString(file).substring(text.length() + MARK.length()), actual);
    }
    assertEquals(failed(reading.messages()), reading.file().isEmpty(), "layers exactly where there are no errors");
    return reading.messages();
  }

  private static String beforeMark(Path file) throws IOException {
    String whole = Files.readString(file);
    int mark = whole.indexOf(MARK);
    assertTrue(mark >= 0, "no line " + MARK);
    return whole.substring(0, mark);
  }

  @Test
  void everyKindOfMessageHasAFixture() throws IOException {
    Set<DiagnosticKind> missing = EnumSet.complementOf(EnumSet.copyOf(WITHOUT_FIXTURE));
    for (Path folder : List.of(ERRORS, WARNINGS)) {
      for (Path file : files(folder)) {
        missing.removeAll(kinds(ConvFiles.of(file.getFileName().toString(), beforeMark(file)).read().messages()));
      }
    }
    for (Path file : files(ERRORS_OF_GRAMMAR)) {
      Diagnostics diagnostics = SourceReader.read(file, file.getFileName().toString());
      Frontend.read(diagnostics);
      missing.removeAll(kinds(diagnostics.sorted()));
    }
    assertEquals(Set.of(), missing);
  }

  private static Set<DiagnosticKind> kinds(Collection<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::kind).collect(Collectors.toSet());
  }

  private static String asComments(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .flatMap(d -> DiagnosticRenderer.render(d).lines())
        .map(line -> ("// " + line).stripTrailing() + "\n")
        .collect(Collectors.joining());
  }
}
