package org.convc.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.convc.CompileOptions;
import org.convc.Convc;
import org.convc.ConvException;
import org.convc.Tuning;
import org.convc.analysis.Frontend;
import org.convc.diagnostic.Catalogue;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Diagnostics;
import org.convc.emit.ConvcVersion;
import org.convc.parser.SourceReader;
import org.convc.source.ImportRoot;
import org.convc.testing.ConvFiles;
import org.convc.tuning.Processor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The examples of the pages that explain messages: each that fails gives the message of its page and no other, each mended one gives none.
 *
 * <p>The opening line of an example says what it is. {@code conv} and {@code tuning} are files. {@code bytes}: {@code \xE9} stands for a
 * byte. {@code abridged}: <code>[[text]]{9}</code> stands for nine times the text, with its number for {@code #} and the next for
 * {@code ##}. {@code shell}: a call of the command. {@code text}: in no folder. {@code folders}: written to disk, each top folder on the
 * import path. {@code compiled}: as far as strategies are chosen.
 */
class CataloguePagesTest {

  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```([a-z,]+)\n(.*?)\n```$");
  private static final Pattern BYTE = Pattern.compile("\\\\x([0-9A-F]{2})");
  private static final Pattern REPEATED = Pattern.compile("\\[\\[((?:(?!\\[\\[)[\\s\\S])*?)]]\\{([0-9]+)}");

  private static final Set<DiagnosticKind> COUNTING = EnumSet.of(DiagnosticKind.MORE_ERRORS, DiagnosticKind.MORE_WARNINGS);

  /** The layer that the measurements of the pages are about. */
  private static final String MEASURED = "conv A { input 16 x 14 x 14; filters 32; kernel 3; pad 1; }";

  private record Example(Set<String> words, String text) {
    boolean fails() {
      return words.contains("fails");
    }
  }

  @ParameterizedTest
  @EnumSource
  void examplesGiveWhatThePageSays(DiagnosticKind kind) {
    for (Example example : examples(Catalogue.page(kind))) {
      List<Diagnostic> messages = messages(example);
      Set<String> codes = messages.stream().map(d -> d.kind().code()).collect(Collectors.toCollection(TreeSet::new));
      if (COUNTING.contains(kind) && example.fails()) {
        // There is nothing to follow without others before.
        assertEquals(101, messages.size());
        assertTrue(codes.contains(kind.code()), codes::toString);
      } else {
        assertEquals(example.fails() ? Set.of(kind.code()) : Set.of(), codes, () -> example.text() + "\n" + rendered(messages));
      }
    }
  }

  private static List<Example> examples(String page) {
    List<Example> examples = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(page);
    while (matcher.find()) {
      examples.add(new Example(Set.of(matcher.group(1).split(",")), matcher.group(2)));
    }
    return examples;
  }

  private static List<Diagnostic> messages(Example example) {
    if (example.words().contains("tuning")) {
      return ofTuning(example.text());
    }
    if (example.words().contains("shell")) {
      String command = "convc check ";
      assertTrue(example.text().startsWith(command), example.text());
      if (example.text().contains("--source-root")) {
        return outside(example.text().split(" "));
      }
      return ofFile(SourceReader.read(Path.of(example.text().substring(command.length())), "file"));
    }
    String text = example.words().contains("abridged") ? whole(example.text()) : example.text();
    if (example.words().contains("bytes") || example.words().contains("text")) {
      byte[] bytes = example.words().contains("bytes") ? bytes(text) : text.getBytes(StandardCharsets.UTF_8);
      return ofFile(SourceReader.decode(bytes, "example.conv"));
    }
    if (example.words().contains("compiled")) {
      return Convc.compile("example.conv", text).warnings();
    }
    ConvFiles files = ConvFiles.of("example.conv", text);
    return example.words().contains("folders") ? onDisk(files) : files.read().messages();
  }

  private static List<Diagnostic> onDisk(ConvFiles files) {
    try {
      Path top = Files.createTempDirectory("pages");
      List<ImportRoot> roots = new ArrayList<>();
      for (Map.Entry<String, String> file : files.texts().entrySet()) {
        Path path = top.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
        if (!path.getParent().equals(top)) {
          roots.add(ImportRoot.folder(top.resolve(top.relativize(path).getName(0))));
        }
      }
      return messages(top.resolve(files.name()), CompileOptions.defaults().withImportPath(roots));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Diagnostic> outside(String[] call) {
    try {
      Path file = Files.writeString(Files.createTempDirectory("pages").resolve(call[4]), MEASURED);
      return messages(file, CompileOptions.defaults().withSourceRoot(file.resolveSibling(call[3])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Diagnostic> messages(Path file, CompileOptions options) {
    try {
      return Convc.compile(file, options).warnings();
    } catch (ConvException e) {
      return e.diagnostics();
    }
  }

  private static List<Diagnostic> ofFile(Diagnostics diagnostics) {
    Frontend.read(diagnostics);
    return diagnostics.sorted();
  }

  /** Measurements as if this machine had made them. */
  private static List<Diagnostic> ofTuning(String text) {
    String here =
        text.replace("AMD EPYC", Processor.name())
            .replace("JDK 17", "JDK " + Runtime.version().feature())
            .replace("| 0.1.0 |", "| " + ConvcVersion.VERSION + " |");
    try {
      CompileOptions options = CompileOptions.defaults().withVectorBits(256).withTuning(Tuning.parse("vision.tuning", here));
      return Convc.compile("vision.conv", MEASURED, options).warnings();
    } catch (ConvException e) {
      return e.diagnostics();
    }
  }

  private static String whole(String text) {
    String shorter = text;
    String longer = expanded(shorter);
    while (!longer.equals(shorter)) {
      shorter = longer;
      longer = expanded(shorter);
    }
    return longer;
  }

  /** The innermost brackets. */
  private static String expanded(String text) {
    return REPEATED.matcher(text).replaceAll(m -> Matcher.quoteReplacement(repeated(m.group(1), Integer.parseInt(m.group(2)))));
  }

  private static String repeated(String text, int times) {
    if (text.indexOf('#') < 0) {
      return text.repeat(times);
    }
    return IntStream.rangeClosed(1, times)
        .mapToObj(i -> text.replace("##", Integer.toString(i + 1)).replace("#", Integer.toString(i)))
        .collect(Collectors.joining());
  }

  private static byte[] bytes(String text) {
    String oneByteEach = BYTE.matcher(text).replaceAll(m -> Matcher.quoteReplacement("" + (char) Integer.parseInt(m.group(1), 16)));
    return oneByteEach.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String rendered(List<Diagnostic> messages) {
    return messages.stream().map(DiagnosticRenderer::render).collect(Collectors.joining("\n"));
  }
}
