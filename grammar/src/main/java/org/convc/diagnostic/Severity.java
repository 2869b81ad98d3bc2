package org.convc.diagnostic;

/** How grave a diagnostic is. Only errors stop a compilation. */
public enum Severity {
  ERROR,
  WARNING;

  /** As messages call it. */
  public String word() {
    return this == ERROR ? "error" : "warning";
  }
}
