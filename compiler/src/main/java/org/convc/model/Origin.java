package org.convc.model;

/**
 * Where a layer is declared.
 *
 * @param file as messages name it
 * @param line from 1
 */
public record Origin(String file, int line) {

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
