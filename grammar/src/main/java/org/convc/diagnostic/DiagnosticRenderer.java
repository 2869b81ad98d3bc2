package org.convc.diagnostic;

import java.util.ArrayList;
import java.util.List;

/**
 * Diagnostics as compilers print them.
 *
 * <pre>
 * vision.conv:9:12: error[CONV110]: kernel does not fit the padded input
 *     kernel   7 x 7;
 *              ^~~~~
 *   height: 7 taps, dilation 1 need 7 rows; the input has 3 + 1 + 1 = 5
 *   vision.conv:6:12: note: the input is given here
 *       input    1 x 3 x 9;
 *                ---------
 *   help: pad 2, or a kernel of at most 5
 * </pre>
 */
public final class DiagnosticRenderer {

  private static final String INDENT = "  ";

  private final Palette palette;
  private final List<String> lines = new ArrayList<>();

  private DiagnosticRenderer(Palette palette) {
    this.palette = palette;
  }

  /** As {@link #render(Diagnostic, Palette)}, without colours. */
  public static String render(Diagnostic diagnostic) {
    return render(diagnostic, Palette.NONE);
  }

  /** The lines of one message, without a line end after the last. */
  public static String render(Diagnostic diagnostic, Palette palette) {
    DiagnosticRenderer renderer = new DiagnosticRenderer(palette);
    renderer.message(diagnostic);
    return String.join("\n", renderer.lines);
  }

  private void message(Diagnostic diagnostic) {
    Palette.Part severity = Palette.Part.of(diagnostic.severity());
    String word = diagnostic.severity().word() + "[" + diagnostic.kind().code() + "]:";
    lines.add(
        place(diagnostic.source(), diagnostic.span()) + " " + palette.paint(severity, word) + " "
            + palette.paint(Palette.Part.MESSAGE, VisibleText.of(diagnostic.message())));
    excerpt(diagnostic.source(), diagnostic.span(), INDENT, severity);
    diagnostic.details().forEach(detail -> lines.add(INDENT + VisibleText.of(detail)));
    diagnostic.notes().forEach(this::note);
    diagnostic.help().ifPresent(help -> lines.add(INDENT + palette.paint(Palette.Part.HELP, "help:") + " " + VisibleText.of(help)));
  }

  private void note(Note note) {
    String word = palette.paint(Palette.Part.NOTE, "note:");
    lines.add(INDENT + place(note.source(), note.span()) + " " + word + " " + VisibleText.of(note.text()));
    excerpt(note.source(), note.span(), INDENT + INDENT, Palette.Part.NOTE);
  }

  private void excerpt(SourceText source, Span span, String indent, Palette.Part part) {
    if (!source.text().isEmpty()) {
      Excerpt excerpt = Excerpt.of(source, span);
      String marker = part == Palette.Part.NOTE ? excerpt.secondaryMarker() : excerpt.marker();
      int blank = marker.length() - marker.stripLeading().length();
      lines.add((indent + excerpt.line()).stripTrailing());
      lines.add(indent + marker.substring(0, blank) + palette.paint(part, marker.substring(blank)));
    }
  }

  private String place(SourceText source, Span span) {
    String name = VisibleText.of(source.name());
    return palette.paint(
        Palette.Part.PLACE, name + ":" + source.line(span.start()) + ":" + source.column(span.start()) + ":");
  }
}
