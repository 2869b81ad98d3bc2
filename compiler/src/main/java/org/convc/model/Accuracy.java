package org.convc.model;

/**
 * What a layer may lose by rounding beyond what its sums lose anyway. An algorithm that multiplies less often than the definition of a
 * convolution, as Winograd's does, works on sums of its operands and gives them up to rounding in another way.
 *
 * @param bound on the difference of every result from the exact one, in units of 2⁻²⁴ · Σ|x·w| over its terms, where each |x| counts as the
 *     largest of its channel in the few elements around it that an algorithm takes together (ACCURACY.md says why); 0 where only kernels
 *     may be taken that add the products themselves
 */
public record Accuracy(double bound) {

  /** Only kernels that add the products themselves: {@code accuracy exact}. */
  public static final Accuracy EXACT = new Accuracy(0);

  /** Where a file says nothing: what Winograd's algorithm needs for 3 x 3 taps, with tiles of four results along each axis. */
  public static final Accuracy DEFAULT = new Accuracy(50);

  /** Above this, a result has no digit left that is worth computing. */
  public static final double LARGEST_BOUND = 1 << 20;

  public Accuracy {
    if (!(bound >= 0 && bound <= LARGEST_BOUND)) {
      throw new IllegalArgumentException("bound: expected 0 to " + LARGEST_BOUND + ", got " + bound);
    }
  }

  /** As the language writes it: {@code exact}, or for example {@code 8}. */
  @Override
  public String toString() {
    if (bound == 0) {
      return "exact";
    }
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }

  /** Whether an algorithm with this bound on its error may be taken. */
  public boolean allows(double error) {
    return error <= bound;
  }
}
