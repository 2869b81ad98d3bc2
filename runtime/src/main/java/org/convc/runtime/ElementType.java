package org.convc.runtime;

import java.util.Locale;

/** The type of all numbers of a layer. */
public enum ElementType {
  FLOAT(Float.BYTES),
  DOUBLE(Double.BYTES);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** The size of one number in memory. */
  public int bytes() {
    return bytes;
  }

  /** The word of Java and of the language: {@code float}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
