package org.convc.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Severity;
import org.convc.testing.ConvFiles;
import org.junit.jupiter.api.Test;

/**
 * Files that import each other, with random mutations: they make layers, or get positioned messages, each at a place of its own, in less than
 * a second of processor time. {@code -Dconvc.seed} replays a run, {@code -Dconvc.mutations} sets how many texts it has.
 */
class ImportMutationTest {

  private static final List<String> FRAGMENTS = List.of(
      "import \"a.conv\";\n", "import \"./c.conv\";\n", "import \"../a.conv\";\n", "\n//// file a.conv\n", "\n//// file c.conv\n",
      "const A = C;\n", "const C = A;\n", "A", "C", "\"", ";", "import ", "const ", "/", "..", ".conv", "'", "1", "strategy winograd;",
      "vectors one_of(128, 256);", "vectors ", "strategy ", "accuracy C;", "type double;", "}", "conv B {", "-", "(", ")");

  @Test
  void answersWithLayersOrWithPositionedMessages() throws IOException {
    long seed = Long.getLong("convc.seed", System.nanoTime());
    int texts = Integer.getInteger("convc.mutations", 3_000);
    System.out.println("seed " + seed + "; again with -Dconvc.seed=" + seed + " -Dconvc.mutations=" + texts);
    Random random = new Random(seed);
    List<String> originals = originals();
    int refused = 0;
    for (int i = 0; i < texts; i++) {
      String text = mutated(originals.get(random.nextInt(originals.size())), random);
      refused += check(text, "text " + i + " of seed " + seed) ? 0 : 1;
    }
    assertTrue(refused > texts / 4 && refused < texts, refused + " of " + texts + " texts refused");
  }

  /** The fixtures about imports and options, and a sound one. */
  private static List<String> originals() throws IOException {
    List<String> originals = new ArrayList<>();
    originals.add("""
        import "a.conv";
        import "b/c.conv";
        strategy direct;
        vectors one_of(128, 256);
        const D = A + C;
        conv Stem { input D x 8; filters C; kernel 3; accuracy 8; }
        //// file a.conv
        import "b/c.conv";
        const A = 2 * C;
        //// file b/c.conv
        const C = 1;
        """);
    try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "errors"))) {
      for (Path file : files.filter(f -> f.getFileName().toString().matches("(import|vectors).*")).sorted().toList()) {
        originals.add(Files.readString(file).split("//// expected")[0]);
      }
    }
    assertTrue(originals.size() > 4);
    return originals;
  }

  private static String mutated(String original, Random random) {
    StringBuilder text = new StringBuilder(original);
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      int start = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), start + random.nextInt(random.nextInt(8) == 0 ? 80 : 4));
      String fragment = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(start, end);
        case 1 -> text.insert(start, fragment);
        case 2 -> text.replace(start, end, fragment);
        default -> text.insert(start, text.substring(start, end).repeat(1 + random.nextInt(3)));
      }
    }
    return text.toString();
  }

  /** Returns whether the files were accepted. */
  private static boolean check(String text, String which) {
    try {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Reading reading = ConvFiles.of("main.conv", text).read();
      List<Diagnostic> messages = reading.messages();
      messages.forEach(DiagnosticRenderer::render);
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      assertTrue(nanos < 1_000_000_000L, nanos + " ns");
      List<Diagnostic> errors = messages.stream().filter(d -> d.severity() == Severity.ERROR).toList();
      assertEquals(errors.isEmpty(), reading.file().isPresent());
      List<String> places = errors.stream().map(d -> d.source().name() + d.span() + d.kind()).toList();
      assertEquals(places.stream().distinct().toList(), places, "the same twice");
      return errors.isEmpty();
    } catch (RuntimeException | Error e) {
      throw new AssertionError(which + ":\n" + text, e);
    }
  }
}
