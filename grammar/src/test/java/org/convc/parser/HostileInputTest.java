package org.convc.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.syntax.ConvFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HostileInputTest {

  /** The promise is one second; a busy machine shall not fail the build. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static Set<String> names() {
    return HostileInputs.ALL.keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void isAnsweredInTimeWithFewMessages(String name) {
    for (int length : HostileInputs.lengths()) {
      String text = HostileInputs.ALL.get(name).apply(length);
      assertTimeout(PATIENCE, () -> assertTrue(HostileInputs.answer(text) <= Diagnostics.LIMIT + 1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "brackets, NESTED_TOO_DEEPLY",
    "argument brackets, NESTED_TOO_DEEPLY",
    "signs, NESTED_TOO_DEEPLY",
    "layers in layers, NESTED_TOO_DEEPLY",
    "sum, TOO_MANY_OPERATORS",
    "sizes, TOO_MANY_TOKENS",
    "number, NUMBER_TOO_LONG",
    "word, WORD_TOO_LONG",
    "mistakes, MORE_ERRORS"
  })
  void isRefusedForItsReason(String name, DiagnosticKind reason) {
    Diagnostics diagnostics = Parsing.diagnostics(HostileInputs.ALL.get(name).apply(TextRules.MAX_LENGTH));
    ConvParser.parse(diagnostics);
    assertTrue(
        diagnostics.sorted().stream().map(Diagnostic::kind).anyMatch(reason::equals), Parsing.messages(diagnostics));
  }

  @Test
  void theLimitsLeaveRoomForWhatPeopleWrite() {
    Parsing.value("(".repeat(90) + "1" + ")".repeat(90));
    Parsing.value("-".repeat(90) + "1");
    Parsing.value("1+".repeat(1000) + "1");
    Parsing.file("conv A { kernel 1" + "+1".repeat(900) + "; pad 1" + "+1".repeat(900) + "; }");
    String layer = HostileInputs.ALL.get("ordinary").apply(300);
    ConvFile file = Parsing.file(layer.repeat(1500));
    assertEquals(1500, file.declarations().size());
  }

  @Test
  void fitsIntoASmallStack() throws InterruptedException {
    List<Throwable> thrown = new ArrayList<>();
    for (String name : names()) {
      String text = HostileInputs.ALL.get(name).apply(100_000);
      Thread thread = new Thread(null, () -> HostileInputs.answer(text), name, 256 * 1024);
      thread.setUncaughtExceptionHandler((t, e) -> thrown.add(new AssertionError(name, e)));
      thread.start();
      thread.join();
    }
    assertEquals(List.of(), thrown);
  }

  @Test
  void fitsInto64MegabytesOfHeap() throws IOException, InterruptedException {
    String classPath = Stream.of(HostileInputs.class, ConvParser.class, org.antlr.v4.runtime.Parser.class)
        .map(HostileInputTest::location)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process = new ProcessBuilder(java, "-Xmx64m", "-cp", classPath, HostileInputs.class.getName())
        .redirectErrorStream(true)
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  private static String location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return new File(source.getLocation().getPath()).getPath();
  }

  @Test
  void severalThreadsParseAtOnce() throws Exception {
    List<String> texts = names().stream().map(n -> HostileInputs.ALL.get(n).apply(5_000)).toList();
    List<String> alone = texts.stream().map(HostileInputTest::outcome).toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<String>>> together = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        together.add(threads.submit(() -> texts.stream().map(HostileInputTest::outcome).toList()));
      }
      for (Future<List<String>> outcomes : together) {
        assertEquals(alone, outcomes.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static String outcome(String text) {
    Diagnostics diagnostics = Parsing.diagnostics(text);
    String file = ConvParser.parse(diagnostics).map(f -> Integer.toHexString(f.hashCode())).orElse("none");
    return file + "\n" + Parsing.messages(diagnostics);
  }
}
