package org.convc.parser;

import java.util.List;
import org.convc.diagnostic.Diagnostics;
import org.convc.parser.antlr.TokenReader;
import org.convc.syntax.SourceToken;

/** Text to tokens, for whoever needs to know how a text is written rather than what it says. */
public final class SourceTokens {

  private SourceTokens() {}

  /**
   * The tokens of the text of {@code diagnostics.source()}, comments among them, in the order of the text. Between two of them, and before
   * the first and after the last, there is nothing but spaces and line ends. A size without spaces is several tokens: {@code 3x224}.
   *
   * @return what could be read; all of the text if the {@link ConvParser} accepts it. Errors are in {@code diagnostics}.
   */
  public static List<SourceToken> read(Diagnostics diagnostics) {
    return TokenReader.read(diagnostics);
  }
}
