package org.convc.emit;

import java.util.List;

/**
 * The last touch on the text that JavaPoet prints, white space and the place of comments alone: constants stand together with their
 * comments behind them, a Javadoc of one line takes one line, and no block begins or ends with an empty line.
 */
final class SourceLayout {

  private static final String CONSTANT = "private static final int ";
  private static final String COMMENT = " /* ";
  private static final String COMMENT_END = " */;";

  private final List<String> lines;
  private final StringBuilder text;
  private String previous = "";
  private boolean empty;

  private SourceLayout(String source) {
    this.lines = source.lines().toList();
    this.text = new StringBuilder(source.length());
  }

  static String arrange(String source) {
    return new SourceLayout(source).arrange();
  }

  private String arrange() {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isEmpty()) {
        empty = true;
      } else if (isShortJavadoc(i)) {
        add(line + " " + lines.get(i + 1).strip().substring(2) + " */");
        i += 2;
      } else {
        add(isConstant(line) ? commentBehind(line) : line);
      }
    }
    return text.toString();
  }

  private void add(String line) {
    boolean together = isConstant(previous) && isConstant(line) || beginsBlock(previous) || line.strip().equals("}");
    if (empty && !together) {
      text.append('\n');
    }
    text.append(line).append('\n');
    previous = line;
    empty = false;
  }

  private boolean isShortJavadoc(int begin) {
    return lines.get(begin).strip().equals("/**")
        && begin + 2 < lines.size()
        && lines.get(begin + 1).strip().startsWith("* ")
        && lines.get(begin + 2).strip().equals("*/");
  }

  private static boolean isConstant(String line) {
    return line.startsWith(" ") && line.stripLeading().startsWith(CONSTANT);
  }

  /** The class itself begins with an empty line. */
  private static boolean beginsBlock(String line) {
    return line.startsWith("  ") && line.endsWith("{");
  }

  private static String commentBehind(String line) {
    int comment = line.lastIndexOf(COMMENT);
    return comment >= 0 && line.endsWith(COMMENT_END)
        ? line.substring(0, comment) + "; // " + line.substring(comment + COMMENT.length(), line.length() - COMMENT_END.length())
        : line;
  }
}
