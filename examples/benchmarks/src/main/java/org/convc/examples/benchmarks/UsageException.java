package org.convc.examples.benchmarks;

/** Something that the user has to change: an option, a suite, a file. */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
