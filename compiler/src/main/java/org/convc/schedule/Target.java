package org.convc.schedule;

import org.convc.runtime.ElementType;

/**
 * What runs the code.
 *
 * @param vectorBits width of its vectors: 128, 256 or 512, or 0 for plain arrays
 * @param release of the JDK, whose compilers differ: 17, 25; {@link #ANY_RELEASE} for sources that do not know where they will run
 */
public record Target(int vectorBits, int release) {

  /** Not known yet. */
  public static final int ANY_RELEASE = 0;

  /** No vectors. */
  public static final Target PLAIN = new Target(0);

  /** This JDK. */
  public Target(int vectorBits) {
    this(vectorBits, Runtime.version().feature());
  }

  public Target {
    if (vectorBits != 0 && vectorBits != 128 && vectorBits != 256 && vectorBits != 512) {
      throw new IllegalArgumentException("vectors of " + vectorBits + " bits; there are 128, 256 and 512");
    }
  }

  /** {@code plain arrays, JDK 17}, or for example {@code vectors of 256 bits, any JDK}. */
  @Override
  public String toString() {
    return (vectorBits == 0 ? "plain arrays" : "vectors of " + vectorBits + " bits")
        + (release == ANY_RELEASE ? ", any JDK" : ", JDK " + release);
  }

  /** Numbers of a vector; 0 for plain arrays. */
  public int lanes(ElementType type) {
    return vectorBits / (8 * type.bytes());
  }

  /** Registers for vectors. */
  public int registers() {
    return vectorBits == 512 ? 32 : 16;
  }

  /** Vectors of sums that fit into registers beside two vectors and what is broadcast. Measured; see KERNELS.md. */
  public int sums() {
    return registers() - 4;
  }
}
