package org.convc.parser;

import java.util.Optional;
import org.convc.diagnostic.Diagnostics;
import org.convc.parser.antlr.SyntaxReader;
import org.convc.syntax.ConvFile;

/** Text to syntax. */
public final class ConvParser {

  private ConvParser() {}

  /**
   * Parses the text of {@code diagnostics.source()}.
   *
   * <p>Layers that hold a syntax error are left out of the result, and the result is empty where the error stands outside the layers, so
   * that what is returned can be analysed without messages that only follow from those already given. Several threads may parse at once,
   * each with its own {@code diagnostics}.
   *
   * @return what could be understood; empty only where nothing could. Errors are in {@code diagnostics}.
   */
  public static Optional<ConvFile> parse(Diagnostics diagnostics) {
    if (diagnostics.hasErrors() || !TextRules.accept(diagnostics)) {
      return Optional.empty();
    }
    return SyntaxReader.read(diagnostics);
  }
}
