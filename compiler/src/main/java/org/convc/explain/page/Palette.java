package org.convc.explain.page;

/** The classes that give kernels their colours, and names for people. */
final class Palette {

  private Palette() {}

  /** {@code k-backwardData}. */
  static String cssClass(String kernel) {
    return "k-" + kernel;
  }

  /** {@code backward data}. */
  static String words(String kernel) {
    StringBuilder words = new StringBuilder();
    for (char c : kernel.toCharArray()) {
      words.append(Character.isUpperCase(c) ? " " + Character.toLowerCase(c) : String.valueOf(c));
    }
    return words.toString();
  }
}
