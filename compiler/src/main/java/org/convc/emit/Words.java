package org.convc.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names made of words: {@code tap row} or {@code paddedInput} as part of a variable or of a constant. */
final class Words {

  private static final Pattern BOUNDARY = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");

  private Words() {}

  /** {@code tap row} => {@code TapRow} */
  static String capitalised(String words) {
    StringBuilder text = new StringBuilder();
    split(words).forEach(word -> text.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1)));
    return text.toString();
  }

  /** {@code paddedInput}, {@code tap row} => {@code PADDED_INPUT_TAP_ROW} */
  static String constant(String... parts) {
    List<String> all = new ArrayList<>();
    for (String part : parts) {
      split(part).forEach(word -> all.add(word.toUpperCase(Locale.ROOT)));
    }
    return String.join("_", all);
  }

  private static List<String> split(String words) {
    List<String> result = new ArrayList<>();
    for (String word : BOUNDARY.split(words)) {
      if (!word.isEmpty()) {
        result.add(word);
      }
    }
    return result;
  }
}
