package org.convc.format;

import java.util.List;
import org.convc.syntax.SourceToken;

/** The text of a line without its trailing comments and the spaces that it begins with. */
final class Code {

  private static final int INDENT = 2;

  /** Beyond the line that is continued. */
  private static final int CONTINUATION = 4;

  private Code() {}

  static int indentation(Line line) {
    return INDENT * line.depth();
  }

  /** Columns of what stands before that which is lined up; 0 for a line of which nothing is. */
  static int headWidth(Line line) {
    return line.headLength().map(length -> text(line, 0, length).length()).orElse(0);
  }

  /**
   * The text of all tokens. Where a value was broken into lines, it stays so.
   *
   * @param headColumns how many columns the head takes at least
   */
  static String of(Line line, int headColumns) {
    int head = line.headLength().orElse(0);
    if (head == 0) {
      return text(line, 0, line.tokens().size());
    }
    String start = text(line, 0, head);
    String rest = text(line, head, line.tokens().size());
    return start + " ".repeat(Math.max(0, headColumns - start.length())) + rest;
  }

  private static String text(Line line, int from, int to) {
    List<SourceToken> tokens = line.tokens();
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      SourceToken token = tokens.get(i);
      boolean breaks = i > 0 && breaksBefore(line, i);
      int indentation = indentation(line) + (breaks && token.is("{") ? 0 : CONTINUATION);
      if (breaks) {
        text.append('\n').append(" ".repeat(indentation));
      } else if (i > 0 && Spacing.isSpaced(tokens, i)) {
        text.append(' ');
      }
      text.append(token.isComment() ? Comments.laidOut(token, indentation(line)) : token.text());
    }
    return text.toString();
  }

  /** Breaks are the writer's choice in values only. */
  private static boolean breaksBefore(Line line, int index) {
    if (line.tokens().get(index - 1).kind() == SourceToken.Kind.LINE_COMMENT) {
      return true;
    }
    boolean inValue = line.headLength().filter(head -> index > head).isPresent() && !line.tokens().get(index).is(";");
    return inValue && line.breaks().contains(index);
  }
}
