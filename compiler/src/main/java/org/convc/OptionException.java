package org.convc;

/** An option that does not exist, or a value that it does not have. The message says what is wrong, and what there is. */
public final class OptionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  OptionException(String message) {
    super(message);
  }
}
