package org.convc.diagnostic;

import java.util.Arrays;

/**
 * The text of one {@code .conv} file with the name that messages give it. Lines end at {@code \n}, {@code \r\n} or {@code \r}. They are
 * looked for only as far as they are asked about, so that a text which is refused for its length costs nothing.
 */
public final class SourceText {

  private final String name;
  private final String text;

  /** Where the first {@link #lines} lines begin. */
  private int[] lineStarts = new int[16];

  private int lines = 1;

  /** Characters that have been looked at for the ends of lines. */
  private int searched;

  /**
   * @param name how messages call this text, usually a relative path
   * @param text the whole text
   */
  public SourceText(String name, String text) {
    this.name = name;
    this.text = text;
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /** The line of a character, from 1. */
  public synchronized int line(int offset) {
    while (searched < offset) {
      findLine();
    }
    int found = Arrays.binarySearch(lineStarts, 0, lines, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column of a character, from 1, counted in UTF-16 units. */
  public int column(int offset) {
    return offset - start(line(offset)) + 1;
  }

  /** The text of a line, counted from 1, without its end. */
  public String lineText(int line) {
    int start = start(line);
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return text.substring(start, end);
  }

  private synchronized int start(int line) {
    while (lines < line && searched < text.length()) {
      findLine();
    }
    if (line > lines) {
      throw new IndexOutOfBoundsException("line " + line + " of " + lines);
    }
    return lineStarts[line - 1];
  }

  /** Searches to the beginning of one more line, or to the end of the text. */
  private void findLine() {
    while (searched < text.length()) {
      char c = text.charAt(searched++);
      boolean endsLine = c == '\n' || c == '\r' && !(searched < text.length() && text.charAt(searched) == '\n');
      if (endsLine) {
        if (lines == lineStarts.length) {
          lineStarts = Arrays.copyOf(lineStarts, 2 * lines);
        }
        lineStarts[lines++] = searched;
        return;
      }
    }
  }
}
