package org.convc.explain.print;

import java.util.List;

/** Lines of text, indented, wrapped and aligned. */
final class TextLines {

  private static final int WIDTH = 110;

  /** Where the text of an entry begins. */
  private static final int ENTRY = 20;

  private final StringBuilder text = new StringBuilder();

  void blank() {
    text.append('\n');
  }

  void line(int depth, String content) {
    text.append(("  ".repeat(depth) + content).stripTrailing()).append('\n');
  }

  void title(String content) {
    line(0, content);
    line(0, "-".repeat(Math.min(WIDTH, content.length())));
  }

  /** Broken between words where it is too long; what continues is indented further than where it began. */
  void wrapped(int depth, String content) {
    wrapped("  ".repeat(depth) + content, "  ".repeat(depth) + (depth > 1 ? "    " : ""));
  }

  /** A name, and text beside it. */
  void entry(String name, String content) {
    String head = "  " + name;
    wrapped(head + " ".repeat(Math.max(1, ENTRY - head.length())) + content, " ".repeat(ENTRY));
  }

  private void wrapped(String content, String indent) {
    String rest = content;
    while (rest.length() > WIDTH) {
      int end = rest.lastIndexOf(' ', WIDTH);
      if (end <= indent.length()) {
        end = rest.indexOf(' ', WIDTH);
      }
      if (end < 0) {
        break;
      }
      text.append(rest.substring(0, end).stripTrailing()).append('\n');
      rest = indent + rest.substring(end).strip();
    }
    text.append(rest.stripTrailing()).append('\n');
  }

  /**
   * Rows whose cells stand below each other.
   *
   * @param numbers how many columns after the first are numbers, which are aligned at their right ends
   */
  void table(int depth, List<List<String>> rows, int numbers) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String gap = " ".repeat(widths[i] - row.get(i).length());
        boolean right = i > 0 && i <= numbers;
        line.append(i == 0 ? "" : "  ").append(right ? gap + row.get(i) : row.get(i) + gap);
      }
      line(depth, line.toString());
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
