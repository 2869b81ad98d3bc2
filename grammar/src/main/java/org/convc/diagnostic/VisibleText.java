package org.convc.diagnostic;

/** Text as a terminal may show it: what would be invisible, or would move the cursor, stands as its code. */
public final class VisibleText {

  private VisibleText() {}

  /** A text, its control characters as codes. */
  public static String of(String text) {
    return text.codePoints().allMatch(VisibleText::isVisible)
        ? text
        : text.codePoints().mapToObj(VisibleText::of).reduce(new StringBuilder(), StringBuilder::append, (a, b) -> a)
            .toString();
  }

  /** One character; a control character as {@code <U+202E>}. */
  static String of(int character) {
    return isVisible(character) ? Character.toString(character) : String.format("<U+%04X>", character);
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
          Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }

  /** The columns that a visible character takes in a terminal: none for combining marks, two for East Asian wide characters and emoji. */
  static int width(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide = in(character, 0x1100, 0x115F)
        || in(character, 0x2E80, 0xA4CF)
        || in(character, 0xAC00, 0xD7A3)
        || in(character, 0xF900, 0xFAFF)
        || in(character, 0xFE30, 0xFE6F)
        || in(character, 0xFF00, 0xFF60)
        || in(character, 0xFFE0, 0xFFE6)
        || in(character, 0x1F300, 0x1F64F)
        || in(character, 0x1F680, 0x1F6FF)
        || in(character, 0x1F900, 0x1FAFF)
        || in(character, 0x20000, 0x3FFFD);
    return wide ? 2 : 1;
  }

  private static boolean in(int character, int first, int last) {
    return first <= character && character <= last;
  }
}
