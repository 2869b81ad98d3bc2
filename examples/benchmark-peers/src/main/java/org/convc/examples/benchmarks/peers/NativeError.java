package org.convc.examples.benchmarks.peers;

/** What went wrong with native code, for a reader of one line. */
final class NativeError {

  private NativeError() {}

  static String line(Throwable error) {
    Throwable cause = error;
    // Loaders wrap the reason, and some initialisers throw errors that say nothing themselves.
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage().lines().findFirst().orElse("");
    return cause.getClass().getSimpleName() + message;
  }
}
