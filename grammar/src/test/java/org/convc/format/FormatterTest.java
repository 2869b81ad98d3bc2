package org.convc.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.parser.HostileInputs;
import org.convc.parser.Parsing;
import org.convc.parser.SourceReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the normal form of every text. */
class FormatterTest {

  private static final Pattern COMMENT = Pattern.compile("//[^\r\n]*|/\\*.*?\\*/", Pattern.DOTALL);

  /** {@code -Dconvc.seed} replays a run, {@code -Dconvc.texts} sets how many texts it has. */
  @Test
  void keepsMeaningAndCommentsOfRandomTexts() {
    long seed = Long.getLong("convc.seed", System.nanoTime());
    int texts = Integer.getInteger("convc.texts", 1_000);
    System.out.println("seed " + seed + "; again with -Dconvc.seed=" + seed + " -Dconvc.texts=" + texts);
    Random random = new Random(seed);
    int comments = 0;
    for (int i = 0; i < texts; i++) {
      String text = new RandomText(random).file();
      try {
        check(text);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("text " + i + " of seed " + seed + ":\n" + text, e);
      }
      comments += comments(text).size();
    }
    assertTrue(comments > texts, "texts without comments test little");
  }

  static List<Path> validFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "valid"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("validFiles")
  void keepsMeaningAndCommentsOfFiles(Path file) throws IOException {
    check(Files.readString(file));
  }

  private static void check(String text) {
    String formatted = formatted(text);
    assertEquals(Parsing.show(Parsing.file(text)), Parsing.show(Parsing.file(formatted)));
    assertEquals(comments(text), comments(formatted));
    assertEquals(formatted, formatted(formatted), "not itself laid out again");
    assertTrue(formatted.endsWith("\n"));
    assertFalse(formatted.startsWith("\n") || formatted.endsWith("\n\n") || formatted.contains("\n\n\n"), formatted);
    String withoutComments = COMMENT.matcher(formatted).replaceAll("C");
    assertTrue(withoutComments.lines().allMatch(l -> l.equals(l.stripTrailing())), formatted);
    assertFalse(withoutComments.matches("(?s).*[\t\r\f].*"), formatted);
  }

  /** Found in a way of its own, and without the spaces at the ends of their lines. */
  private static List<String> comments(String text) {
    return COMMENT.matcher(text).results()
        .map(c -> c.group().lines().map(String::strip).collect(Collectors.joining("\n")))
        .toList();
  }

  static List<Path> brokenFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "errors"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void leavesWhatCannotBeReadToItsMessages(Path file) {
    Diagnostics diagnostics = SourceReader.read(file, file.toString());
    boolean formatted = Formatter.format(diagnostics).isPresent();
    List<DiagnosticKind> kinds = diagnostics.sorted().stream().map(Diagnostic::kind).toList();
    assertFalse(kinds.isEmpty());
    assertEquals(kinds.equals(List.of(DiagnosticKind.NO_LAYERS)), formatted, kinds.toString());
  }

  @Test
  void nothingBecomesNothing() {
    assertEquals("", formatted(""));
    assertEquals("", formatted("\n  \t\r\n"));
  }

  @Test
  void refusesToMakeAFileTooLongToBeRead() {
    String tight = "conv A{a 1234567890" + "+1234567890".repeat(400) + ";}";
    Diagnostics diagnostics = Parsing.diagnostics(tight.repeat(SourceReader.LONGEST_FILE / tight.length()));
    assertEquals(Optional.empty(), Formatter.format(diagnostics));
    Diagnostic only = diagnostics.sorted().get(0);
    assertEquals(DiagnosticKind.FILE_TOO_LARGE, only.kind());
    assertTrue(only.details().get(0).startsWith("its normal form has "), only.toString());
  }

  static Set<String> hostileTexts() {
    return HostileInputs.ALL.keySet();
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void answersHostileTextsInTime(String name) {
    for (int length : HostileInputs.lengths()) {
      Diagnostics diagnostics = Parsing.diagnostics(HostileInputs.ALL.get(name).apply(length));
      assertTimeout(
          Duration.ofSeconds(10),
          () -> assertTrue(Formatter.format(diagnostics).isPresent() || diagnostics.hasErrors()));
    }
  }

  private static String formatted(String text) {
    return Formatter.format(Parsing.diagnostics(text)).orElseThrow();
  }
}
