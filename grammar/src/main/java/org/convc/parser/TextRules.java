package org.convc.parser;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Span;

/**
 * What a text must be before its words are looked at: not too long, without control characters, and read in the order in which it is
 * shown. The last guards reviewers: a bidirectional control, even in a comment, can make a file look as if it said something else
 * (CVE-2021-42574).
 */
final class TextRules {

  /**
   * The longest file in bytes, and so in characters: two thousand layers of the usual shape. With the limit on tokens it keeps
   * every input below half a second and 32 MB of heap in a fresh virtual machine, which leaves as much to the stages that follow.
   */
  static final int MAX_LENGTH = 1 << 19;

  private TextRules() {}

  /** Reports what is not acceptable; the text is acceptable if that is nothing. */
  static boolean accept(Diagnostics diagnostics) {
    String text = diagnostics.source().text();
    if (text.length() > MAX_LENGTH) {
      refuseLength(diagnostics);
      return false;
    }
    boolean accepted = true;
    for (int i = 0; i < text.length() && !diagnostics.isFull(); i++) {
      char c = text.charAt(i);
      if (isControl(c)) {
        // The first says enough: this is no text file.
        diagnostics.report(DiagnosticKind.CONTROL_CHARACTER, new Span(i, i + 1), String.format("U+%04X", (int) c));
        return false;
      }
      if (isBidirectionalControl(c)) {
        accepted = false;
        reportBidirectional(diagnostics, i, c);
      }
    }
    return accepted;
  }

  static void refuseLength(Diagnostics diagnostics) {
    diagnostics.report(DiagnosticKind.FILE_TOO_LARGE, new Span(0, 0), MAX_LENGTH);
  }

  private static void reportBidirectional(Diagnostics diagnostics, int at, char c) {
    String name = Character.getName(c).toLowerCase(Locale.ROOT);
    diagnostics.report(
        DiagnosticKind.BIDIRECTIONAL_CONTROL,
        new Span(at, at + 1),
        List.of("it changes the order in which the text is shown"),
        Optional.of("remove it"),
        String.format("U+%04X (%s)", (int) c, name));
  }

  private static boolean isControl(char c) {
    boolean layout = c == '\t' || c == '\n' || c == '\r' || c == '\f';
    return c < 0x20 && !layout || c >= 0x7F && c <= 0x9F;
  }

  private static boolean isBidirectionalControl(char c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
  }
}
