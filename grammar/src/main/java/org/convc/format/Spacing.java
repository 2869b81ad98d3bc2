package org.convc.format;

import java.util.List;
import java.util.Set;
import org.convc.syntax.SourceToken;

/** What stands between two tokens of a line: nothing or a space. */
final class Spacing {

  private static final Set<String> CLOSE_TO_THE_ONE_BEFORE = Set.of(";", ",", ")", ":", ".");
  private static final Set<String> CLOSE_TO_THE_ONE_AFTER = Set.of("(", ":", ".");
  private static final Set<String> BEFORE_AN_OPERAND = Set.of("+", "-", "*", "/", "%", "(", ",", ":", "=", "x");

  private Spacing() {}

  /** Whether a space stands before token {@code index}, which is not the first. */
  static boolean isSpaced(List<SourceToken> line, int index) {
    SourceToken token = line.get(index);
    SourceToken previous = line.get(index - 1);
    if (line.get(0).is("package")) {
      // `x` is a name there.
      return index == 1 || token.isComment() || previous.isComment() && !token.is(";");
    }
    boolean close = CLOSE_TO_THE_ONE_BEFORE.stream().anyMatch(token::is)
        || CLOSE_TO_THE_ONE_AFTER.stream().anyMatch(previous::is)
        || isSign(line, index - 1)
        || index > 1 && token.is("(") && previous.kind() == SourceToken.Kind.WORD;
    return !close;
  }

  /** Whether a token is the minus of a negative number rather than of a difference. */
  private static boolean isSign(List<SourceToken> line, int index) {
    if (!line.get(index).is("-")) {
      return false;
    }
    int before = index - 1;
    while (line.get(before).isComment()) {
      before--;
    }
    // After the word of a property comes its value.
    return before == 0 || BEFORE_AN_OPERAND.stream().anyMatch(line.get(before)::is);
  }
}
