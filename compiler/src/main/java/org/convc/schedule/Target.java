package org.convc.schedule;

import org.convc.runtime.ElementType;

/**
 * What runs the code.
 *
 * @param vectorBits width of its vectors: 128, 256 or 512, or 0 for plain arrays
 */
public record Target(int vectorBits) {

  /** No vectors. */
  public static final Target PLAIN = new Target(0);

  public Target {
    if (vectorBits != 0 && vectorBits != 128 && vectorBits != 256 && vectorBits != 512) {
      throw new IllegalArgumentException("vectors of " + vectorBits + " bits; there are 128, 256 and 512");
    }
  }

  /** Numbers of a vector; 0 for plain arrays. */
  public int lanes(ElementType type) {
    return vectorBits / (8 * type.bytes());
  }

  /** Vectors of sums that fit into registers beside their operands: 32 registers with 512 bits, 16 below. */
  public int sums() {
    return vectorBits == 512 ? 28 : 12;
  }
}
