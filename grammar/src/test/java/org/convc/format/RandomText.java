package org.convc.format;

import java.util.List;
import java.util.Random;

/** Texts that the parser accepts, with spaces, line ends and comments wherever they may stand. */
final class RandomText {

  private static final List<String> WORDS = List.of("a", "x2", "kernel", "activation", "output_pad", "A_LONG_NAME", "same", "_");
  private static final List<String> NUMBERS = List.of("0", "7", "224", "0.01", "1e-3", "007");
  private static final List<String> OPERATORS = List.of("+", "-", "*", "/", "%");
  private static final List<String> GAPS = List.of(
      " ", " ", " ", "\n", "\n", "\t", "\r\n", "\n\n", "\n\n\n", "\r", "\f", "/* a */", "/**/", "/*\n  b\n*/", "/*\n *c\n   * d\r\n*/",
      "/** e */", "/** f\n * g */", "// h\n", "//\r\n", "// \u00e9 \ud83d\ude00  \n", "/***/");

  private final Random random;
  private final StringBuilder text = new StringBuilder();

  RandomText(Random random) {
    this.random = random;
  }

  /** A file with one layer at least. */
  String file() {
    if (random.nextBoolean()) {
      add("package");
      add(pick(List.of("com", "x")));
      for (int i = random.nextInt(3); i > 0; i--) {
        add(".");
        add(pick(List.of("x", "x3", "vision")));
      }
      add(";");
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      item();
    }
    layer();
    gap();
    return text.toString();
  }

  private void item() {
    switch (random.nextInt(3)) {
      case 0 -> layer();
      case 1 -> {
        add("const");
        add(word());
        add("=");
        expression(3);
        add(";");
      }
      default -> property();
    }
  }

  private void layer() {
    add(word());
    add(word());
    add("{");
    for (int i = random.nextInt(5); i > 0; i--) {
      property();
    }
    add("}");
  }

  private void property() {
    add(word());
    if (random.nextInt(5) > 0) {
      value();
    }
    add(";");
  }

  private void value() {
    if (random.nextInt(4) == 0) {
      add(pick(List.of("3x224", "1x2x3", "7x7")));
      return;
    }
    entry();
    for (int i = random.nextInt(3); i > 0; i--) {
      add("x");
      entry();
    }
  }

  private void entry() {
    expression(3);
    if (random.nextInt(4) == 0) {
      add(":");
      expression(2);
    }
  }

  private void expression(int depth) {
    switch (depth == 0 ? random.nextInt(2) : random.nextInt(8)) {
      case 0 -> add(word());
      case 1, 2, 3 -> add(pick(NUMBERS));
      case 4 -> {
        add("-");
        primary(depth - 1);
      }
      case 5 -> {
        primary(depth - 1);
        add(pick(OPERATORS));
        primary(depth - 1);
      }
      default -> primary(depth);
    }
  }

  private void primary(int depth) {
    boolean call = random.nextBoolean();
    if (call) {
      add(word());
    }
    add("(");
    expression(depth - 1 < 0 ? 0 : depth - 1);
    for (int i = call ? random.nextInt(3) : 0; i > 0; i--) {
      add(",");
      expression(0);
    }
    add(")");
  }

  private String word() {
    return pick(WORDS);
  }

  private void add(String token) {
    boolean glues = text.length() > 0 && isWordPart(text.charAt(text.length() - 1)) && isWordPart(token.charAt(0));
    if (random.nextInt(3) > 0 || glues) {
      gap();
    }
    text.append(token);
  }

  /** Begins with a space where a comment's sign would join the one before it. */
  private void gap() {
    boolean joins = text.length() > 0 && text.charAt(text.length() - 1) == '/';
    text.append(joins ? " " : "").append(pick(GAPS));
    while (random.nextInt(4) == 0) {
      boolean again = text.charAt(text.length() - 1) == '/';
      text.append(again ? " " : "").append(pick(GAPS));
    }
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
