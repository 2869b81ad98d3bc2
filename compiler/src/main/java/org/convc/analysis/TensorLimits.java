package org.convc.analysis;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Span;

/**
 * How large a tensor may be. Within this limit the multiply-adds of one batch item fit a long, too: they are the elements of the weights
 * times the number of windows, so less than 2<sup>62</sup>.
 */
final class TensorLimits {

  /** The longest array that every HotSpot allocates. */
  static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

  private static final BigInteger MAX = BigInteger.valueOf(MAX_ELEMENTS);

  private TensorLimits() {}

  /**
   * Whether an array holds the product of {@code sizes} elements; reports where not.
   *
   * @param tensor how the message calls it
   * @param sizes at least 1 each
   */
  static boolean check(String tensor, Span span, List<Long> sizes, Diagnostics diagnostics) {
    if (allow(sizes)) {
      return true;
    }
    diagnostics.report(
        DiagnosticKind.TENSOR_TOO_LARGE,
        span,
        List.of(Wording.sizes(sizes) + " = " + product(sizes) + " elements; at most " + MAX_ELEMENTS + " are possible"),
        Optional.empty(),
        tensor);
    return false;
  }

  /** Whether an array holds the product of {@code sizes} elements. */
  static boolean allow(List<Long> sizes) {
    return product(sizes).compareTo(MAX) <= 0;
  }

  private static BigInteger product(List<Long> sizes) {
    return sizes.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
  }
}
