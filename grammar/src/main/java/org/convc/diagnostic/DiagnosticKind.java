package org.convc.diagnostic;

/** The catalogue: every message that convc can give about a {@code .conv} file. */
public enum DiagnosticKind {
  // Parsing
  SYNTAX("%s");

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

  /** The headline, for {@link String#format}. */
  public String format() {
    return format;
  }
}
