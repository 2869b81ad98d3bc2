package org.convc.diagnostic;

/** How the parts of a message are told apart: not at all, or by the colours of a terminal. */
public enum Palette {
  /** Plain text, for files and for programs that read it. */
  NONE,
  /** The escape sequences that every terminal of this century understands. */
  ANSI;

  private static final String ESCAPE = "\u001B[";

  /** The parts of a message that have a colour of their own. */
  enum Part {
    PLACE("1"),
    ERROR("1;31"),
    WARNING("1;33"),
    MESSAGE("1"),
    NOTE("1;36"),
    HELP("1;32");

    private final String code;

    Part(String code) {
      this.code = code;
    }

    static Part of(Severity severity) {
      return severity == Severity.ERROR ? ERROR : WARNING;
    }
  }

  /** The text in the colour of a part; as it is where there are no colours. */
  String paint(Part part, String text) {
    return this == NONE ? text : ESCAPE + part.code + "m" + text + ESCAPE + "0m";
  }
}
