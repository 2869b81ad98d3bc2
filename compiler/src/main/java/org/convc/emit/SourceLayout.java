package org.convc.emit;

import java.util.regex.Pattern;

/**
 * The last touch on the text that JavaPoet prints, white space and the place of comments alone: constants stand together with their
 * comments behind them, and a Javadoc of one line takes one line.
 */
final class SourceLayout {

  private static final Pattern TRAILING_COMMENT = Pattern.compile("(?m)^(  private static final int .*) /\\* (.*) \\*/;$");
  private static final Pattern BETWEEN_CONSTANTS = Pattern.compile("(?m)(^  private static final int .*\n)\n(?=  private static final int )");
  private static final Pattern SHORT_JAVADOC = Pattern.compile("(?m)^( *)/\\*\\*\n *\\* (.*)\n *\\*/$");

  private SourceLayout() {}

  static String arrange(String source) {
    String text = TRAILING_COMMENT.matcher(source).replaceAll("$1; // $2");
    text = BETWEEN_CONSTANTS.matcher(text).replaceAll("$1");
    return SHORT_JAVADOC.matcher(text).replaceAll("$1/** $2 */");
  }
}
