package org.convc.analysis;

import java.util.Optional;
import org.convc.diagnostic.Diagnostics;
import org.convc.parser.ConvParser;
import org.convc.syntax.ConvFile;

/** Text to model: parses and analyses. */
public final class Frontend {

  private Frontend() {}

  /**
   * Reads the text of {@code diagnostics.source()}. A text with syntax errors is not analysed: what the parser made of it may lack words
   * that are there.
   *
   * @return the layers; empty exactly where {@code diagnostics} has errors
   */
  public static Optional<AnalysedFile> read(Diagnostics diagnostics) {
    Optional<ConvFile> file = ConvParser.parse(diagnostics);
    return diagnostics.hasErrors() ? Optional.empty() : file.flatMap(f -> Analyser.analyse(f, diagnostics));
  }
}
