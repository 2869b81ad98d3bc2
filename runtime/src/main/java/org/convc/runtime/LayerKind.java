package org.convc.runtime;

/** Which of the two ends of the relation between input and output positions a layer reads. */
public enum LayerKind {
  CONVOLUTION,
  TRANSPOSED
}
