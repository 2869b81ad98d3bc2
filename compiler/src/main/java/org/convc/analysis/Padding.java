package org.convc.analysis;

import java.util.Collections;
import java.util.List;

/** What a layer says after {@code pad}. */
sealed interface Padding {

  /** One of the words, for all axes. */
  record Named(PaddingWord word) implements Padding {}

  /** Numbers, one pair an axis; negative ones crop. */
  record Explicit(List<Amount> amounts) implements Padding {
    public Explicit {
      amounts = List.copyOf(amounts);
    }

    /** The padding of a layer without {@code pad}. */
    static Explicit none(int rank) {
      return new Explicit(Collections.nCopies(rank, new Amount(0, 0)));
    }
  }

  /** Elements before the first and after the last one of an axis. */
  record Amount(long before, long after) {

    long total() {
      return before + after;
    }

    boolean symmetric() {
      return before == after;
    }

    /** {@code total} in two halves, the odd one after. */
    static Amount oddAfter(long total) {
      return new Amount(total / 2, total - total / 2);
    }

    /** {@code total} in two halves, the odd one before. */
    static Amount oddBefore(long total) {
      return new Amount(total - total / 2, total / 2);
    }

    /** As the language writes it: {@code 1} or {@code 1:2}. */
    @Override
    public String toString() {
      return symmetric() ? Long.toString(before) : before + ":" + after;
    }
  }
}
