package org.convc.format;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.convc.syntax.SourceToken;

/**
 * What the normal form puts on a line of its own. The last token is a {@code ;} or a brace, but for {@link Kind#COMMENT}.
 *
 * @param depth number of blocks around it
 * @param gap whether an empty line stands before it
 * @param tokens with the comments between them; for {@link Kind#COMMENT} comments alone
 * @param breaks indices of the tokens that begin a line of the text
 * @param trailing comments behind the last token
 */
record Line(
    Kind kind, int depth, boolean gap, List<SourceToken> tokens, Set<Integer> breaks, List<SourceToken> trailing) {

  enum Kind {
    COMMENT,
    /** {@code kernel 3;} */
    STATEMENT,
    /** <code>conv Stem {</code> */
    OPENING,
    /** <code>}</code> */
    CLOSING
  }

  Line {
    tokens = List.copyOf(tokens);
    breaks = Set.copyOf(breaks);
    trailing = List.copyOf(trailing);
  }

  Line withGap(boolean newGap) {
    return new Line(kind, depth, newGap, tokens, breaks, trailing);
  }

  /** How many tokens stand before what is lined up with other lines; empty where nothing is: {@code package}, {@code bias;}. */
  Optional<Integer> headLength() {
    if (isConstant()) {
      return Optional.of(2);
    }
    boolean property = kind == Kind.STATEMENT
        && tokens.size() > 2
        && tokens.get(1).kind() != SourceToken.Kind.STRING
        && !tokens.get(0).is("package")
        && !tokens.get(0).is("const");
    return property ? Optional.of(1) : Optional.empty();
  }

  /** Whether this is {@code const NAME = ...;} without comments before the sign. */
  boolean isConstant() {
    return kind == Kind.STATEMENT && tokens.get(0).is("const") && tokens.get(2).is("=");
  }
}
