package org.convc.diagnostic;

/**
 * The line of a span and a marker under it.
 *
 * @param line the line with tabs as spaces and control characters as their codes, cut to {@value #WIDTH} columns around the span
 * @param marker {@code ^~~~} under what the span covers of this line, at least the caret
 */
record Excerpt(String line, String marker) {

  static final int WIDTH = 120;
  private static final int TAB = 4;
  private static final int BEFORE = 40;
  private static final String CUT = "…";

  static Excerpt of(SourceText source, Span span) {
    int start = Math.min(span.start(), source.text().length());
    int number = source.line(start);
    String line = source.lineText(number);
    int from = Math.min(source.column(start) - 1, line.length());
    int to = Math.max(from, (int) Math.min((long) from + span.end() - span.start(), line.length()));
    int first = Math.max(0, from - 4 * WIDTH);
    int last = Math.min(line.length(), from + 4 * WIDTH);
    return new Layout(line, first, last, from, Math.min(to, last)).excerpt();
  }

  /** Columns of one line. Only the surroundings of the span are laid out, for a line may be as long as a file. */
  private static final class Layout {
    private final StringBuilder text = new StringBuilder();
    private final int[] columnAt;
    private int column;
    private int caret = -1;
    private int caretEnd = -1;

    Layout(String line, int first, int last, int from, int to) {
      int begin = first > 0 && Character.isLowSurrogate(line.charAt(first)) ? first + 1 : first;
      columnAt = new int[0];
      for (int i = begin; i < last; ) {
        mark(i, from, to);
        int character = line.codePointAt(i);
        append(character);
        i += Character.charCount(character);
      }
      mark(last, from, to);
    }

    private void mark(int index, int from, int to) {
      if (caret < 0 && index >= from) {
        caret = column;
      }
      if (caretEnd < 0 && index >= to) {
        caretEnd = column;
      }
    }

    private void append(int character) {
      if (character == '\t') {
        int spaces = TAB - column % TAB;
        text.append(" ".repeat(spaces));
        column += spaces;
        return;
      }
      String visible = VisibleText.of(character);
      text.append(visible);
      column += visible.startsWith("<U+") ? visible.length() : VisibleText.width(character);
    }

    Excerpt excerpt() {
      return new Excerpt(text.toString(), " ".repeat(caret) + "^" + "~".repeat(Math.max(0, caretEnd - caret - 1)));
    }
  }
}
