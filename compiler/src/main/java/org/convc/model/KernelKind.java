package org.convc.model;

/** The kernels of a layer. */
public enum KernelKind {
  /** y = activation(x ⋆ w + b) */
  FORWARD("forward"),
  /** z = x ⋆ w + b: what forward computes before the activation. Only layers with an activation have it. */
  BIASED_SUM("biasedSum"),
  /** dx from dy and w */
  BACKWARD_DATA("backwardData"),
  /** dw from x and dy */
  BACKWARD_WEIGHTS("backwardWeights"),
  /** db from dy */
  BACKWARD_BIAS("backwardBias");

  private final String javaName;

  KernelKind(String javaName) {
    this.javaName = javaName;
  }

  /** The stem of the names of its methods: {@code backwardData}. */
  public String javaName() {
    return javaName;
  }
}
