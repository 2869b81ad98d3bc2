package org.convc.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Span;
import org.convc.syntax.ConvFile;
import org.convc.syntax.Declaration;
import org.convc.syntax.Property;
import org.junit.jupiter.api.Test;

/**
 * Valid files with random mutations, and random bytes: each is a file or gets positioned messages, in less than a second of processor
 * time. {@code -Dconvc.seed} replays a run, {@code -Dconvc.mutations} sets how many texts it has.
 */
class MutationTest {

  private static final List<String> FRAGMENTS = List.of(
      ";", "{", "}", "(", ")", "x", " x ", "-", "+", ":", ",", ".", "=", "/*", "*/", "/**", "//", "\n", "\r\n", "\t", " ",
      "0", "7px", "1e", "3x3", "x3", "conv", "const", "package", "conv A {", "\"", "'", "\u00E9", "\u202E", "\0",
      "\uD83D\uDE00", "const C = 1;", "import", "import \"a.conv\";", "((((((((", "--------");

  @Test
  void answersWithAFileOrWithPositionedMessages() throws IOException {
    long seed = Long.getLong("convc.seed", System.nanoTime());
    int texts = Integer.getInteger("convc.mutations", 5_000);
    System.out.println("seed " + seed + "; again with -Dconvc.seed=" + seed + " -Dconvc.mutations=" + texts);
    Random random = new Random(seed);
    List<byte[]> valid = valid();
    int refused = 0;
    for (int i = 0; i < texts; i++) {
      byte[] bytes = i % 10 == 0 ? randomBytes(random) : mutated(valid.get(random.nextInt(valid.size())), random);
      refused += check(bytes, "text " + i + " of seed " + seed) ? 0 : 1;
    }
    System.out.println(refused + " of " + texts + " texts refused");
    assertTrue(refused > texts / 4, "mutations that change nothing test nothing");
  }

  private static List<byte[]> valid() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "valid"))) {
      List<Path> sorted = files.sorted().toList();
      byte[][] read = new byte[sorted.size()][];
      for (int i = 0; i < read.length; i++) {
        read[i] = Files.readAllBytes(sorted.get(i));
      }
      return Arrays.asList(read);
    }
  }

  @Test
  void theFilesToMutateAreValid() throws IOException {
    for (byte[] bytes : valid()) {
      Diagnostics diagnostics = SourceReader.decode(bytes, "valid.conv");
      assertTrue(ConvParser.parse(diagnostics).isPresent());
      assertEquals("", Parsing.messages(diagnostics));
    }
  }

  private static byte[] randomBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    if (random.nextBoolean()) {
      // Mostly ASCII, so that more than the decoder is tested.
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (' ' + (bytes[i] & 0x7F) % 95);
      }
    }
    return bytes;
  }

  private static byte[] mutated(byte[] original, Random random) {
    StringBuilder text = new StringBuilder(new String(original, StandardCharsets.UTF_8));
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      int start = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), start + random.nextInt(random.nextInt(8) == 0 ? 80 : 4));
      String fragment = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
      switch (random.nextInt(6)) {
        case 0 -> text.delete(start, end);
        case 1 -> text.insert(start, fragment);
        case 2 -> text.replace(start, end, fragment);
        case 3 -> text.insert(start, text.substring(start, end).repeat(1 + random.nextInt(3)));
        case 4 -> text.insert(start, (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
        default -> text.setLength(random.nextInt(10) == 0 ? start : text.length());
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns whether the text was accepted. */
  private static boolean check(byte[] bytes, String which) {
    try {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Diagnostics diagnostics = SourceReader.decode(bytes, "mutated.conv");
      Optional<ConvFile> file = ConvParser.parse(diagnostics);
      List<Diagnostic> messages = diagnostics.sorted();
      messages.forEach(DiagnosticRenderer::render);
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;

      String text = diagnostics.source().text();
      assertTrue(nanos < 1_000_000_000L, nanos + " ns");
      assertTrue(messages.size() <= Diagnostics.LIMIT + 1);
      assertTrue(messages.stream().allMatch(d -> d.span().end() <= text.length() && d.line() > 0 && d.column() > 0));
      assertEquals(messages.size(), messages.stream().map(Diagnostic::span).distinct().count(), "two at one place");
      assertTrue(file.isPresent() || diagnostics.hasErrors());
      file.ifPresent(f -> f.imports().forEach(i -> checkSpans(i, text)));
      file.ifPresent(f -> f.declarations().forEach(d -> checkSpans(d, text)));
      return !diagnostics.hasErrors();
    } catch (RuntimeException | Error e) {
      throw new AssertionError(which + ":\n" + new String(bytes, StandardCharsets.UTF_8), e);
    }
  }

  private static void checkSpans(ConvFile.Import imported, String text) {
    assertTrue(Parsing.text(text, imported.span()).startsWith("import"));
    assertEquals('"' + imported.path() + '"', Parsing.text(text, imported.place()));
  }

  private static void checkSpans(Declaration declaration, String text) {
    if (declaration instanceof Declaration.Layer layer) {
      assertEquals(layer.name().text(), Parsing.text(text, layer.name().span()));
      assertTrue(Parsing.text(text, layer.span()).startsWith(layer.kind().text()));
      assertTrue(Parsing.text(text, layer.span()).endsWith("}"));
      layer.properties().forEach(p -> checkSpans(p, text));
    } else if (declaration instanceof Declaration.FileOption option) {
      checkSpans(option.property(), text);
    } else if (declaration instanceof Declaration.Constant constant) {
      assertTrue(Parsing.text(text, constant.span()).startsWith("const"));
      assertTrue(contains(constant.span(), constant.value().span()));
    }
  }

  private static void checkSpans(Property property, String text) {
    assertTrue(Parsing.text(text, property.span()).startsWith(property.keyword().text()));
    property.value().ifPresent(v -> assertTrue(contains(property.span(), v.span())));
  }

  private static boolean contains(Span outer, Span inner) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }
}
