package org.convc.fuzz;

import java.util.Optional;
import org.convc.analysis.AnalysedFile;
import org.convc.analysis.Frontend;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.format.Formatter;
import org.convc.parser.SourceReader;

/** Any bytes as a {@code .conv} file: read, analysed, told about and laid out. */
public final class FrontendFuzzer {

  private FrontendFuzzer() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    Diagnostics diagnostics = SourceReader.decode(bytes, "fuzz.conv");
    if (!diagnostics.hasErrors()) {
      Optional<AnalysedFile> file = Frontend.read(diagnostics);
      if (file.isPresent() == diagnostics.hasErrors()) {
        throw new AssertionError("layers exactly where there are no errors");
      }
      String text = diagnostics.source().text();
      Diagnostics read = new Diagnostics(new SourceText("fuzz.conv", text));
      Formatter.format(read).ifPresent(FrontendFuzzer::checkLaidOut);
    }
    for (Diagnostic diagnostic : diagnostics.sorted()) {
      if (!DiagnosticRenderer.render(diagnostic).startsWith("fuzz.conv:")) {
        throw new AssertionError("a message without a place");
      }
    }
  }

  private static void checkLaidOut(String text) {
    String again = Formatter.format(new Diagnostics(new SourceText("fuzz.conv", text))).orElse("");
    if (!again.equals(text)) {
      throw new AssertionError("what is laid out is laid out anew");
    }
  }
}
