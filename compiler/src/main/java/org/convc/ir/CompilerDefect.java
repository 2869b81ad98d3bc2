package org.convc.ir;

/**
 * convc itself is wrong. Never the answer to a user's mistake, which is a diagnostic. Carries what is needed to report it: the step that
 * failed and the text that it failed on.
 */
public final class CompilerDefect extends RuntimeException {

  private final String artifact;

  /**
   * @param message the step that failed, and how
   * @param artifact the IR or the Java source in hand
   */
  public CompilerDefect(String message, String artifact) {
    this(message, artifact, null);
  }

  public CompilerDefect(String message, String artifact, Throwable cause) {
    super("defect in convc: " + message, cause);
    this.artifact = artifact;
  }

  /** The IR or the Java source in hand. */
  public String artifact() {
    return artifact;
  }
}
