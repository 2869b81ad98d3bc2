package org.convc.runtime;

import java.util.Objects;

/** What the kernels of both element types have in common: {@link FloatKernels}, {@link DoubleKernels}. */
public abstract class Kernels {

  private final int vectorBits;
  private final KernelMemory memory;

  /**
   * @param vectorBits width of the vectors that the kernels use; 0 for plain arrays
   * @throws IllegalArgumentException if the width is negative
   */
  Kernels(int vectorBits, KernelMemory memory) {
    if (vectorBits < 0) {
      throw new IllegalArgumentException("vectors of " + vectorBits + " bits");
    }
    this.vectorBits = vectorBits;
    this.memory = Objects.requireNonNull(memory, "memory");
  }

  final KernelMemory memory() {
    return memory;
  }

  /** {@code plain arrays}, or for example {@code vectors of 256 bits}. */
  @Override
  public final String toString() {
    return vectorBits == 0 ? "plain arrays" : "vectors of " + vectorBits + " bits";
  }
}
