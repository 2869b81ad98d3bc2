package org.convc.emit;

import java.util.regex.Pattern;

/**
 * The last touch on the text that JavaPoet prints, white space and the place of comments alone: constants stand together with their
 * comments behind them, a Javadoc of one line takes one line, and no block begins or ends with an empty line.
 */
final class SourceLayout {

  private static final String CONSTANT = " +private static final int ";
  private static final Pattern TRAILING_COMMENT = Pattern.compile("(?m)^(" + CONSTANT + ".*) /\\* (.*) \\*/;$");
  private static final Pattern BETWEEN_CONSTANTS =
      Pattern.compile("(?m)(^" + CONSTANT + ".*\n)\n(?=" + CONSTANT + ")");
  private static final Pattern SHORT_JAVADOC = Pattern.compile("(?m)^( *)/\\*\\*\n *\\* (.*)\n *\\*/$");
  private static final Pattern AFTER_BRACE = Pattern.compile("(?m)^(  .*\\{\n)\n+");
  private static final Pattern BEFORE_BRACE = Pattern.compile("(?m)\n+(\n *\\}$)");
  private static final Pattern EMPTY_LINES = Pattern.compile("\n{3,}");

  private SourceLayout() {}

  static String arrange(String source) {
    String text = TRAILING_COMMENT.matcher(source).replaceAll("$1; // $2");
    text = BETWEEN_CONSTANTS.matcher(text).replaceAll("$1");
    text = SHORT_JAVADOC.matcher(text).replaceAll("$1/** $2 */");
    text = AFTER_BRACE.matcher(text).replaceAll("$1");
    text = BEFORE_BRACE.matcher(text).replaceAll("$1");
    return EMPTY_LINES.matcher(text).replaceAll("\n\n");
  }
}
