package org.convc.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Severity;
import org.convc.diagnostic.SourceText;
import org.convc.diagnostic.Span;
import org.convc.parser.ConvParser;
import org.convc.parser.SourceReader;
import org.convc.parser.SourceTokens;
import org.convc.syntax.SourceToken;

/** The normal form of a text: the same words, numbers, signs and comments in the same order, with other spaces and line ends. */
public final class Formatter {

  private Formatter() {}

  /**
   * Lays out the text of {@code diagnostics.source()}. What the normal form is laid out as is itself.
   *
   * <p>A text need not mean anything: unknown words or sizes that do not fit are left as they are, and a file of comments alone has a normal
   * form, too. It must be one that the parser can read, though.
   *
   * @return with {@code \n} at the end of each line, of the last one too; empty where the text has syntax errors, or was not read. Those
   *     are in {@code diagnostics}, where {@link DiagnosticKind#NO_LAYERS} may be beside a result.
   */
  public static Optional<String> format(Diagnostics diagnostics) {
    ConvParser.parse(diagnostics);
    if (diagnostics.sorted().stream().anyMatch(Formatter::isSyntaxError)) {
      return Optional.empty();
    }
    SourceText source = diagnostics.source();
    List<SourceToken> tokens = SourceTokens.read(diagnostics);
    String text = Printer.print(Gaps.arrange(LineReader.read(source, tokens)));
    requireSame(source.name(), tokens, text);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > SourceReader.LONGEST_FILE) {
      List<String> details = List.of(String.format(Locale.ROOT, "its normal form has %,d bytes", bytes));
      diagnostics.report(DiagnosticKind.FILE_TOO_LARGE, new Span(0, 0), details, Optional.empty(), SourceReader.LONGEST_FILE);
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private static boolean isSyntaxError(Diagnostic diagnostic) {
    return diagnostic.severity() == Severity.ERROR && diagnostic.kind() != DiagnosticKind.NO_LAYERS;
  }

  /** A formatter that changes a program is worse than none. */
  private static void requireSame(String name, List<SourceToken> before, String text) {
    List<SourceToken> after = SourceTokens.read(new Diagnostics(new SourceText(name, text)));
    if (!identities(before).equals(identities(after))) {
      throw new IllegalStateException("the normal form of " + name + " is another text:\n" + text);
    }
  }

  private static List<String> identities(List<SourceToken> tokens) {
    List<String> identities = new ArrayList<>();
    for (SourceToken token : tokens) {
      identities.add(token.kind() + " " + (token.isComment() ? Comments.identity(token) : token.text()));
    }
    return identities;
  }
}
