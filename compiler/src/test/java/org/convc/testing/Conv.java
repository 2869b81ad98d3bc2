package org.convc.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.convc.analysis.AnalysedFile;
import org.convc.analysis.Frontend;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Severity;
import org.convc.diagnostic.SourceText;
import org.convc.model.Layer;

/** Text of the language to layers. */
public final class Conv {

  private Conv() {}

  /** The messages about a text, sound or not. */
  public static Diagnostics diagnose(String text) {
    Diagnostics diagnostics = new Diagnostics(new SourceText("test.conv", text));
    Optional<AnalysedFile> file = Frontend.read(diagnostics);
    assertEquals(file.isEmpty(), diagnostics.hasErrors(), text);
    return diagnostics;
  }

  /** The layers of a sound text. */
  public static List<Layer> layers(String text) {
    return file(text).layers();
  }

  /** A sound text. */
  public static AnalysedFile file(String text) {
    Diagnostics diagnostics = new Diagnostics(new SourceText("test.conv", text));
    Optional<AnalysedFile> file = Frontend.read(diagnostics);
    return file.orElseThrow(() -> new AssertionError(text + "\n" + render(diagnostics)));
  }

  /** The layer of a sound text with one. */
  public static Layer layer(String text) {
    List<Layer> layers = layers(text);
    assertEquals(1, layers.size(), text);
    return layers.get(0);
  }

  /** The errors among the messages about a text. */
  public static List<Diagnostic> errors(String text) {
    return diagnose(text).sorted().stream().filter(message -> message.severity() == Severity.ERROR).toList();
  }

  /** All messages as a user sees them. */
  public static String render(Diagnostics diagnostics) {
    return diagnostics.sorted().stream().map(DiagnosticRenderer::render).collect(Collectors.joining("\n"));
  }
}
