package org.convc.parser;

import java.util.Optional;
import org.convc.diagnostic.Diagnostics;
import org.convc.syntax.ConvFile;

/** Text to syntax. */
public final class ConvParser {

  private ConvParser() {}

  /**
   * Parses the text of {@code diagnostics.source()}.
   *
   * @return what could be understood; empty only where nothing could. Errors are in {@code diagnostics}.
   */
  public static Optional<ConvFile> parse(Diagnostics diagnostics) {
    throw new UnsupportedOperationException();
  }
}
