package org.convc.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.convc.analysis.AnalysedFile;
import org.convc.analysis.Frontend;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.format.Formatter;
import org.convc.model.Axis;
import org.convc.model.Layer;
import org.junit.jupiter.api.Test;

/**
 * What {@code grammar/LANGUAGE.md} shows is true. Every {@code conv} block is a file without a mistake and in normal form, and a comment
 * {@code // output 8 x 5} in it is the output of its layer. Every {@code conv,fails} block gives the messages that the next block shows.
 * A {@code windows} or {@code groups} block is a drawing of the layers before it. {@code -Dconvc.rewrite=true} writes messages, drawings and normal forms.
 */
class LanguageDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "grammar", "LANGUAGE.md");
  private static final Pattern BLOCK = Pattern.compile("^```(\\S+)\n(.*?)^```\n", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern OUTPUT = Pattern.compile("// output ([0-9 x]*[0-9])");
  private static final String NAME = "example.conv";

  private final String document = Files.readString(DOCUMENT);

  /** The text of the last block of the language, and its layers if it is right. */
  private String example = "";
  private List<Layer> layers = List.of();

  LanguageDocumentTest() throws IOException {}

  @Test
  void itsExamplesAreTrue() throws IOException {
    Matcher blocks = BLOCK.matcher(document);
    StringBuilder actual = new StringBuilder();
    int count = 0;
    while (blocks.find()) {
      String content = actual(blocks.group(1), blocks.group(2));
      blocks.appendReplacement(actual, Matcher.quoteReplacement("```" + blocks.group(1) + "\n" + content + "```\n"));
      count++;
    }
    blocks.appendTail(actual);
    if (Boolean.getBoolean("convc.rewrite")) {
      Files.writeString(DOCUMENT, actual);
      return;
    }
    assertEquals(document, actual.toString());
    assertTrue(count > 30, count + " blocks");
  }

  /** What a block must hold. */
  private String actual(String kind, String content) {
    switch (kind) {
      case "conv" -> {
        read(content);
        return Formatter.format(diagnostics(content)).orElseThrow();
      }
      case "conv,fails" -> {
        example = content;
        layers = List.of();
        return content;
      }
      case "text" -> {
        return messages(example);
      }
      case "windows" -> {
        return layers.stream().map(this::titled).collect(Collectors.joining("\n"));
      }
      case "groups" -> {
        return WindowPicture.ofGroups(layers.get(0));
      }
      default -> {
        return content;
      }
    }
  }

  private String titled(Layer layer) {
    return (layers.size() > 1 ? layer.name() + "\n" : "") + WindowPicture.ofAxis(layer);
  }

  private void read(String text) {
    Diagnostics diagnostics = diagnostics(text);
    Optional<AnalysedFile> file = Frontend.read(diagnostics);
    assertEquals("", messages(diagnostics));
    example = text;
    layers = file.orElseThrow().layers();
    List<String> outputs = layers.stream().map(LanguageDocumentTest::output).toList();
    List<String> claims = OUTPUT.matcher(text).results().map(m -> m.group(1)).toList();
    assertTrue(outputs.containsAll(claims), "outputs " + outputs + " of\n" + text);
  }

  private static String output(Layer layer) {
    List<Integer> sizes = new ArrayList<>(List.of(layer.outputChannels()));
    layer.axes().stream().map(Axis::output).forEach(sizes::add);
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }

  private static String messages(String text) {
    Diagnostics diagnostics = diagnostics(text);
    assertTrue(Frontend.read(diagnostics).isEmpty(), "no mistake in\n" + text);
    return messages(diagnostics);
  }

  private static String messages(Diagnostics diagnostics) {
    return diagnostics.sorted().stream().map(d -> DiagnosticRenderer.render(d) + "\n").collect(Collectors.joining());
  }

  private static Diagnostics diagnostics(String text) {
    return new Diagnostics(new SourceText(NAME, text));
  }

  @Test
  void itsLinksLeadSomewhere() {
    Matcher links = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)").matcher(document);
    while (links.find()) {
      assertTrue(links.group(1).startsWith("https://") || Files.exists(DOCUMENT.resolveSibling(links.group(1))), links.group(1));
    }
  }
}
