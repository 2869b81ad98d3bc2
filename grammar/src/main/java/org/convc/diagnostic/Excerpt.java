package org.convc.diagnostic;

import java.util.ArrayList;
import java.util.List;

/**
 * The line that a span begins in, and a marker under the span.
 *
 * @param line the line with tabs as spaces and control characters as their codes, cut to {@value #WIDTH} columns around the span
 * @param marker {@code ^~~~} under what the span covers of this line; a caret alone where it covers nothing
 */
record Excerpt(String line, String marker) {

  private static final int WIDTH = 120;
  private static final int TAB = 4;

  /** Columns kept before a caret that lies too far right for the line to be shown from its start. */
  private static final int BEFORE = 40;

  private static final String CUT = "…";

  /** A character as shown: its text, the column it begins in, the columns it takes. */
  private record Cell(String text, int column, int width) {
    int end() {
      return column + width;
    }
  }

  /** {@code ----} in the marker's place, for what a message is about besides. */
  String secondaryMarker() {
    return marker.replace('^', '-').replace('~', '-');
  }

  static Excerpt of(SourceText source, Span span) {
    int start = Math.min(span.start(), source.text().length());
    String line = source.lineText(source.line(start));
    int from = Math.min(source.column(start) - 1, line.length());
    int to = Math.min(line.length(), from + span.end() - span.start());

    // A line may be as long as its file; only the surroundings of the span are laid out.
    int first = Math.max(0, from - WIDTH);
    int last = Math.min(line.length(), from + WIDTH);
    List<Cell> cells = new ArrayList<>();
    int column = 0;
    int caret = 0;
    int caretEnd = 0;
    for (int i = first; i < last; ) {
      caret = i <= from ? column : caret;
      caretEnd = i <= to ? column : caretEnd;
      int character = line.codePointAt(i);
      Cell cell = cell(character, column);
      cells.add(cell);
      column = cell.end();
      i += Character.charCount(character);
    }
    caret = from >= last ? column : caret;
    caretEnd = to >= last ? column : caretEnd;
    return cut(cells, first > 0, last < line.length(), caret, caretEnd);
  }

  private static Cell cell(int character, int column) {
    if (character == '\t') {
      int width = TAB - column % TAB;
      return new Cell(" ".repeat(width), column, width);
    }
    String text = VisibleText.of(character);
    boolean coded = text.length() > 2;
    return new Cell(text, column, coded ? text.length() : VisibleText.width(character));
  }

  private static Excerpt cut(List<Cell> cells, boolean moreLeft, boolean moreRight, int caret, int caretEnd) {
    int columns = cells.isEmpty() ? 0 : cells.get(cells.size() - 1).end();
    boolean fits = !moreLeft && columns <= WIDTH && !moreRight;
    boolean fromStart = !moreLeft && (fits || caret < WIDTH - BEFORE);
    int left = fromStart ? 0 : Math.max(0, caret - BEFORE);
    boolean cutsLeft = left > 0 || moreLeft;
    int right = left + WIDTH;
    boolean cutsRight = moreRight || columns > right;

    StringBuilder line = new StringBuilder(cutsLeft ? CUT : "");
    int column = left + line.length();
    int limit = cutsRight ? right - 1 : right;
    for (Cell cell : cells) {
      if (cell.column() >= left + (cutsLeft ? 1 : 0) && cell.end() <= limit) {
        // A wide character cut in half leaves a gap.
        line.append(" ".repeat(cell.column() - column)).append(cell.text());
        column = cell.end();
      }
    }
    line.append(cutsRight ? CUT : "");
    int length = Math.max(1, Math.min(caretEnd, limit) - caret);
    return new Excerpt(line.toString(), " ".repeat(caret - left) + "^" + "~".repeat(length - 1));
  }
}
