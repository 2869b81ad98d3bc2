package org.convc.analysis;

import java.util.Optional;
import org.convc.diagnostic.Diagnostics;
import org.convc.parser.ConvParser;

/** Text to model: parses and analyses. */
public final class Frontend {

  private Frontend() {}

  /**
   * Reads the text of {@code diagnostics.source()}. Layers without syntax errors are analysed even where others have some.
   *
   * @return the layers; empty exactly where {@code diagnostics} has errors
   */
  public static Optional<AnalysedFile> read(Diagnostics diagnostics) {
    return ConvParser.parse(diagnostics).flatMap(file -> Analyser.analyse(file, diagnostics));
  }
}
