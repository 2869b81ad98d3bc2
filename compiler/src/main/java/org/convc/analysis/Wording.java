package org.convc.analysis;

import java.util.Collection;
import java.util.List;

/** Turns of phrase that messages share. */
final class Wording {

  private static final int LONGEST_QUOTE = 60;

  private Wording() {}

  /** A piece of the source for use in a message: long ones lose their middle. */
  static String quote(String text) {
    if (text.length() <= LONGEST_QUOTE) {
      return text;
    }
    int half = LONGEST_QUOTE / 2 - 2;
    return text.substring(0, half) + "..." + text.substring(text.length() - half);
  }

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  static String and(Collection<?> items) {
    return enumerate(items, " and ");
  }

  /** {@code a}, {@code a or b}, {@code a, b or c}. */
  static String or(Collection<?> items) {
    return enumerate(items, " or ");
  }

  private static String enumerate(Collection<?> items, String last) {
    List<String> words = items.stream().map(Object::toString).toList();
    int count = words.size();
    return count < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, count - 1)) + last + words.get(count - 1);
  }

  /** {@code 1 number}, {@code 3 numbers}. */
  static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** {@code  + 3}, {@code  - 3}: a term after another one. */
  static String plus(long term) {
    return term < 0 ? " - " + -term : " + " + term;
  }

  /** {@code  - 3}, {@code  + 3}. */
  static String minus(long term) {
    return plus(-term);
  }

  /** Sizes joined as the language joins them: {@code 3 x 224 x 224}. */
  static String sizes(Collection<?> sizes) {
    return String.join(" x ", sizes.stream().map(Object::toString).toList());
  }
}
