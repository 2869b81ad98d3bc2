package org.convc.format;

import java.util.List;
import java.util.stream.Collectors;
import org.convc.syntax.SourceToken;

/**
 * The text of comments: lines end with {@code \n} and without spaces. Where every line of a comment begins with a star, the stars stand
 * below the first one; any other comment keeps the spaces that its lines begin with, for they may be a drawing.
 */
final class Comments {

  private Comments() {}

  /**
   * <pre>
   * /* One.            /* One.
   *       * Two.   =>   * Two.
   *  *&#47;                *&#47;
   * </pre>
   */
  static String laidOut(SourceToken comment, int indentation) {
    List<String> lines = comment.text().lines().toList();
    if (lines.size() < 2) {
      return comment.text().stripTrailing();
    }
    List<String> following = lines.subList(1, lines.size());
    boolean starred = following.stream().allMatch(line -> line.strip().startsWith("*"));
    String stars = " ".repeat(indentation + 1);
    return lines.get(0).stripTrailing()
        + following.stream()
            .map(line -> "\n" + (starred ? stars + line.strip() : line.stripTrailing()))
            .collect(Collectors.joining());
  }

  /** A text that is the same before and after. */
  static String identity(SourceToken comment) {
    return comment.text().lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}
