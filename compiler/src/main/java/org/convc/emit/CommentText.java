package org.convc.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * Foreign text inside comments of generated source. It comes out as text and nothing else, whatever it holds: javac reads Unicode escapes
 * before it looks for the end of a comment, Javadoc reads tags and HTML, and people are misled by characters that change the direction of
 * writing.
 */
final class CommentText {

  private CommentText() {}

  /** Text in a Javadoc comment: the same when Javadoc shows it. A line after an empty one starts a paragraph. */
  static String javadoc(String text) {
    List<String> lines = new ArrayList<>();
    boolean paragraph = false;
    for (String line : text.strip().split("\\R")) {
      StringBuilder escaped = new StringBuilder(paragraph && !line.isBlank() ? "<p>" : "");
      line.strip().codePoints().forEach(c -> appendEscaped(escaped, c));
      lines.add(escaped.toString());
      paragraph = line.isBlank();
    }
    return String.join("\n", lines);
  }

  /** Our own words in a line comment or in {@code {@code ...}}, where no escape is read: what could do harm is left out. */
  static String line(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .map(c -> isShown(c) ? c : ' ')
        .filter(c -> "\\{}@*".indexOf(c) < 0)
        .forEach(plain::appendCodePoint);
    return plain.toString().strip();
  }

  private static void appendEscaped(StringBuilder text, int c) {
    boolean closes = c == '/' && (text.length() == 0 || text.charAt(text.length() - 1) == '*');
    if (closes || "\\@<>&{}".indexOf(c) >= 0 || !isShown(c) && c != '\t') {
      text.append("&#").append(c).append(';');
    } else {
      text.appendCodePoint(c == '\t' ? ' ' : c);
    }
  }

  /** Whether a character is visible and stays where it is. */
  private static boolean isShown(int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.SURROGATE:
      case Character.PRIVATE_USE:
      case Character.UNASSIGNED:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
        return false;
      default:
        return true;
    }
  }
}
