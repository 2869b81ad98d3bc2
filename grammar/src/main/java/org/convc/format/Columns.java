package org.convc.format;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What is lined up in lines that follow each other without an empty line or a brace between them. What is wider than a limit moves no
 * column: it stands out by itself.
 *
 * @param word from the start of a property to its value
 * @param constant from {@code const} to the sign behind the name
 * @param comment from the start of a line to the comment behind it
 */
record Columns(int word, int constant, int comment) {

  /** {@code dilation} and {@code accuracy} are lined up, {@code activation} and {@code output_pad} stand out. */
  private static final int WIDEST_WORD = 8;

  private static final int WIDEST_CONSTANT = "const ".length() + 20;
  private static final int WIDEST_CODE = 60;
  private static final String BEFORE_COMMENT = "  ";

  /** The first of some lines and those after it that have their columns in common. */
  static List<Line> section(List<Line> lines) {
    int end = 1;
    while (end < lines.size() && !lines.get(end).gap() && !isBrace(lines.get(end - 1)) && !isBrace(lines.get(end))) {
      end++;
    }
    return lines.subList(0, end);
  }

  private static boolean isBrace(Line line) {
    return line.kind() == Line.Kind.OPENING || line.kind() == Line.Kind.CLOSING;
  }

  static Columns of(List<Line> section) {
    int word = widest(section.stream().filter(l -> !l.isConstant()).mapToInt(Code::headWidth), WIDEST_WORD);
    int constant = widest(section.stream().filter(Line::isConstant).mapToInt(Code::headWidth), WIDEST_CONSTANT);
    Columns heads = new Columns(word, constant, 0);
    IntStream codes = section.stream().filter(l -> !l.trailing().isEmpty()).mapToInt(l -> lastLineWidth(heads.code(l)));
    return new Columns(word, constant, widest(codes, WIDEST_CODE));
  }

  private static int widest(IntStream widths, int limit) {
    return widths.filter(w -> w <= limit).max().orElse(0);
  }

  /** The text of a line with its indentation, without trailing comments. */
  String code(Line line) {
    return " ".repeat(Code.indentation(line)) + Code.of(line, line.isConstant() ? constant : word);
  }

  /** What stands between the text of a line and its trailing comments. */
  String beforeComment(String code) {
    return " ".repeat(Math.max(0, comment - lastLineWidth(code))) + BEFORE_COMMENT;
  }

  private static int lastLineWidth(String code) {
    return code.length() - (code.lastIndexOf('\n') + 1);
  }
}
