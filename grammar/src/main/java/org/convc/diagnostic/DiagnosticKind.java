package org.convc.diagnostic;

/** The catalogue: every message that convc can give about a {@code .conv} file. */
public enum DiagnosticKind {
  // Reading
  UNREADABLE_FILE("cannot read this file: %s"),
  FILE_TOO_LARGE("this file is longer than %,d bytes"),
  NOT_UTF_8("byte 0x%02X is not UTF-8 text"),
  CONTROL_CHARACTER("control character %s; this is not a text file"),
  BIDIRECTIONAL_CONTROL("%s has no place in a .conv file"),

  // Words
  UNKNOWN_CHARACTER("%s is not part of the language"),
  MALFORMED_NUMBER("'%s' is neither a number nor a word"),
  STRING("the language has no strings"),
  UNCLOSED_COMMENT("this comment is not closed"),
  NUMBER_TOO_LONG("a number of %,d characters; at most %,d are allowed"),
  WORD_TOO_LONG("a word of %,d characters; at most %,d are allowed"),
  TOO_MANY_TOKENS("a file of more than %,d words and signs"),

  // Parsing
  SYNTAX("%s"),
  NO_LAYERS("this file declares no layer"),
  LAYER_WITHOUT_NAME("expected a name between '%s' and '{'"),
  LAYER_NAME_NOT_A_WORD("expected one word as the name of '%s'"),
  BLOCK_FOR_VALUE("expected a value after '%s', not a block"),
  UNCLOSED_LAYER("expected '}' at the end of layer%s"),
  NESTED_DECLARATION("%s stands inside %s"),
  NESTED_TOO_DEEPLY("more than %,d brackets, signs or blocks inside each other"),
  TOO_MANY_OPERATORS("more than %,d operators in one value"),

  // Counting
  MORE_ERRORS("more errors follow; these are the first %,d");

  private final Severity severity;
  private final String format;

  DiagnosticKind(String format) {
    this(Severity.ERROR, format);
  }

  DiagnosticKind(Severity severity, String format) {
    this.severity = severity;
    this.format = format;
  }

  public Severity severity() {
    return severity;
  }

  /** The headline, for {@link String#format} with the root locale. */
  public String format() {
    return format;
  }
}
