package org.convc.diagnostic;

import java.util.ArrayList;
import java.util.List;

/**
 * Diagnostics as compilers print them.
 *
 * <pre>
 * vision.conv:9:12: error: kernel does not fit the padded input
 *     kernel   7 x 7;
 *              ^~~~~
 *   height: 7 taps, dilation 1 need 7 rows; the input has 3 + 1 + 1 = 5
 *   help: pad 2, or a kernel of at most 5
 * </pre>
 */
public final class DiagnosticRenderer {

  private static final String INDENT = "  ";

  private DiagnosticRenderer() {}

  /** The lines of one message, without a line end after the last. */
  public static String render(Diagnostic diagnostic) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(diagnostic));
    if (!diagnostic.source().text().isEmpty()) {
      Excerpt excerpt = Excerpt.of(diagnostic.source(), diagnostic.span());
      lines.add((INDENT + excerpt.line()).stripTrailing());
      lines.add(INDENT + excerpt.marker());
    }
    diagnostic.details().forEach(detail -> lines.add(INDENT + VisibleText.of(detail)));
    diagnostic.help().ifPresent(help -> lines.add(INDENT + "help: " + VisibleText.of(help)));
    return String.join("\n", lines);
  }

  private static String headline(Diagnostic diagnostic) {
    String severity = diagnostic.severity() == Severity.ERROR ? "error" : "warning";
    String name = VisibleText.of(diagnostic.source().name());
    String message = VisibleText.of(diagnostic.message());
    return name + ":" + diagnostic.line() + ":" + diagnostic.column() + ": " + severity + ": " + message;
  }
}
