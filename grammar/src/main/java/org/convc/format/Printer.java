package org.convc.format;

import java.util.List;
import org.convc.syntax.SourceToken;

/** Lines to text. */
final class Printer {

  private Printer() {}

  static String print(List<Line> lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); ) {
      List<Line> section = Columns.section(lines.subList(i, lines.size()));
      Columns columns = Columns.of(section);
      section.forEach(line -> print(line, columns, text));
      i += section.size();
    }
    return text.toString();
  }

  private static void print(Line line, Columns columns, StringBuilder text) {
    String code = columns.code(line);
    text.append(line.gap() ? "\n" : "").append(code);
    String before = columns.beforeComment(code);
    for (SourceToken comment : line.trailing()) {
      text.append(before).append(Comments.laidOut(comment, Code.indentation(line)));
      before = " ";
    }
    text.append('\n');
  }
}
