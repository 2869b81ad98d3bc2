package org.convc.cli;

/** What is asked for cannot be done with these files. The message is the one line that says why. */
final class Refusal extends RuntimeException {

  Refusal(String message) {
    super(message);
  }
}
