package org.convc.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.convc.analysis.AnalysedFile;
import org.convc.analysis.Frontend;
import org.convc.analysis.OptionValues;
import org.convc.analysis.Reading;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.format.Formatter;
import org.convc.model.Axis;
import org.convc.model.Layer;
import org.convc.source.ImportRoot;
import org.convc.source.ImportSearch;
import org.convc.source.Place;
import org.junit.jupiter.api.Test;

/**
 * What {@code grammar/LANGUAGE.md} shows is true. Every {@code conv} block is a file without an error and in normal form, and a comment
 * {@code // output 8 x 5} in it is the output of its layer. With a name, {@code conv sizes.conv}, later ones can import it. Every
 * {@code conv,fails} block has errors. A {@code text} block shows the messages of the block before it, and is there if there are any. A
 * {@code windows} or {@code groups} block is a drawing of the layers before it. {@code -Dconvc.rewrite=true} writes messages, drawings and
 * normal forms.
 */
class LanguageDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "grammar", "LANGUAGE.md");
  private static final Pattern BLOCK = Pattern.compile("^```(\\S+) ?(\\S*)\n(.*?)^```\n", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern OUTPUT = Pattern.compile("// output ([0-9 x]*[0-9])");
  private static final String NAME = "example.conv";

  private final String document = Files.readString(DOCUMENT);
  private final Map<String, String> files = new HashMap<>();

  /** Of the last block of the language. */
  private List<Layer> layers = List.of();
  private String messages = "";
  private boolean messagesShown = true;

  LanguageDocumentTest() throws IOException {}

  @Test
  void itsExamplesAreTrue() throws IOException {
    Matcher blocks = BLOCK.matcher(document);
    StringBuilder actual = new StringBuilder();
    int count = 0;
    while (blocks.find()) {
      String head = blocks.group().lines().findFirst().orElseThrow();
      String content = actual(blocks.group(1), blocks.group(2), blocks.group(3));
      blocks.appendReplacement(actual, Matcher.quoteReplacement(head + "\n" + content + "```\n"));
      count++;
    }
    blocks.appendTail(actual);
    assertTrue(messagesShown, messages);
    if (Boolean.getBoolean("convc.rewrite")) {
      Files.writeString(DOCUMENT, actual);
      return;
    }
    assertEquals(document, actual.toString());
    assertTrue(count > 30, count + " blocks");
  }

  /** What a block must hold. */
  private String actual(String kind, String name, String content) {
    switch (kind) {
      case "conv", "conv,fails" -> {
        assertTrue(messagesShown, messages);
        boolean fails = read(name.isEmpty() ? NAME : name, content).isEmpty();
        assertEquals(kind.equals("conv,fails"), fails, content + messages);
        return Formatter.format(new Diagnostics(new SourceText(NAME, content))).orElse(content);
      }
      case "text" -> {
        assertFalse(messages.isEmpty(), "messages where there are none");
        messagesShown = true;
        return messages;
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

  private Optional<AnalysedFile> read(String name, String text) {
    files.put(name, text);
    Place place = new Place(ImportRoot.texts(files), name);
    Diagnostics diagnostics = new Diagnostics(new SourceText(name, text));
    Reading reading = Frontend.read(diagnostics, Optional.of(place), ImportSearch.NOWHERE, OptionValues.NONE);
    layers = reading.file().map(AnalysedFile::layers).orElse(List.of());
    messages = reading.messages().stream().map(d -> DiagnosticRenderer.render(d) + "\n").collect(Collectors.joining());
    messagesShown = messages.isEmpty();
    List<String> outputs = layers.stream().map(LanguageDocumentTest::output).toList();
    List<String> claims = OUTPUT.matcher(text).results().map(m -> m.group(1)).toList();
    assertTrue(outputs.containsAll(claims), "outputs " + outputs + " of\n" + text + messages);
    return reading.file();
  }

  private static String output(Layer layer) {
    List<Integer> sizes = new ArrayList<>(List.of(layer.outputChannels()));
    layer.axes().stream().map(Axis::output).forEach(sizes::add);
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }

  @Test
  void itsLinksLeadSomewhere() {
    Matcher links = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)").matcher(document);
    while (links.find()) {
      assertTrue(links.group(1).startsWith("https://") || Files.exists(DOCUMENT.resolveSibling(links.group(1))), links.group(1));
    }
  }
}
