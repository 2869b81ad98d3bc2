package org.convc.examples.pictures;

/** What went wrong outside of the program, in one line for its user. */
final class PictureException extends Exception {

  PictureException(String message) {
    super(message);
  }
}
