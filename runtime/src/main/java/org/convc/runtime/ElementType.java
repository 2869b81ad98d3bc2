package org.convc.runtime;

/** The type of all numbers of a layer. */
public enum ElementType {
  FLOAT,
  DOUBLE
}
