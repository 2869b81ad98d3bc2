package org.convc.parser.antlr;

import java.util.Optional;
import java.util.stream.Collectors;

/** The text of a doc comment. */
final class DocText {

  private DocText() {}

  /**
   * <pre>
   * /** First line.
   *  *
   *  * Second.   =>  "First line.\n\nSecond."
   *  *&#47;
   * </pre>
   *
   * @return empty for a comment without text
   */
  static Optional<String> of(String comment) {
    // `/***/` is a doc comment whose last star belongs to both signs.
    String inner = comment.substring(3, Math.max(3, comment.length() - 2));
    String text = inner.lines().map(DocText::stripLine).collect(Collectors.joining("\n"));
    return Optional.of(text.strip()).filter(t -> !t.isEmpty());
  }

  private static String stripLine(String line) {
    String text = line.strip();
    int stars = 0;
    while (stars < text.length() && text.charAt(stars) == '*') {
      stars++;
    }
    boolean spaced = stars > 0 && stars < text.length() && text.charAt(stars) == ' ';
    return text.substring(spaced ? stars + 1 : stars);
  }
}
