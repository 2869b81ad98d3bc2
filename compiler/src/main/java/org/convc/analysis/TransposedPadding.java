package org.convc.analysis;

/**
 * Shape arithmetic of a transposed convolution, one axis at a time, exactly. With {@code extent = dilation * (kernel - 1) + 1},
 *
 * <pre>  output = (input - 1) * stride + extent - before - after + outputPad,   0 <= outputPad < max(stride, dilation)</pre>
 *
 * which is the formula of ONNX ConvTranspose and of PyTorch's {@code ConvTranspose2d}. Padding crops: it is the padding of the convolution
 * that the layer transposes.
 *
 * @param padding cropped from both ends
 * @param outputPad appended to the output
 */
record TransposedPadding(Padding.Amount padding, long outputPad) {

  /** The output with neither padding nor output_pad: {@code (input - 1) * stride + extent}. */
  static long uncropped(Window window) {
    return (long) (window.input() - 1) * window.stride() + window.extent();
  }

  long output(Window window) {
    return uncropped(window) - padding.total() + outputPad;
  }

  /** The formula with its numbers: {@code (14 - 1) * 2 + 1 * (4 - 1) + 1 - 20 - 20 + 0}. */
  String arithmetic(Window window) {
    return "(%d - 1) * %d + %d * (%d - 1) + 1%s%s + %d"
        .formatted(
            window.input(),
            window.stride(),
            window.dilation(),
            window.kernel(),
            Wording.minus(padding.before()),
            Wording.minus(padding.after()),
            outputPad);
  }

  /** The largest output_pad: a larger one would be reached by one more input element, or by none. */
  static long maximalOutputPad(Window window) {
    return Math.max(window.stride(), window.dilation()) - 1L;
  }

  /**
   * What a word means.
   *
   * <table>
   * <caption>Padding words</caption>
   * <tr><td>{@code valid}</td><td>none</td></tr>
   * <tr><td>{@code same}</td><td>{@code output = input * stride}, the odd one after: ONNX SAME_UPPER. See {@link #forOutput}</td></tr>
   * <tr><td>{@code same_lower}</td><td>likewise, the odd one before: ONNX SAME_LOWER</td></tr>
   * <tr><td>{@code full}</td><td>{@code extent - 1} at both ends: transposes a convolution with {@code pad full}</td></tr>
   * <tr><td>{@code causal}</td><td>{@code extent - 1} at the end: output t depends on inputs whose window starts at t or before</td></tr>
   * </table>
   */
  static TransposedPadding of(PaddingWord word, Window window, long outputPad) {
    long reach = window.extent() - 1;
    return switch (word) {
      case VALID -> new TransposedPadding(new Padding.Amount(0, 0), outputPad);
      case SAME, SAME_LOWER -> {
        long output = (long) window.input() * window.stride();
        yield forOutput(window, output, outputPad, word == PaddingWord.SAME);
      }
      case FULL -> new TransposedPadding(new Padding.Amount(reach, reach), outputPad);
      case CAUSAL -> new TransposedPadding(new Padding.Amount(0, reach), outputPad);
    };
  }

  /**
   * The padding that gives an output size, after the specification of ONNX ConvTranspose:
   *
   * <pre>  total = (input - 1) * stride + outputPad + extent - output</pre>
   *
   * in two halves. ONNX puts the odd one at the start where {@code auto_pad} is absent (and for SAME_LOWER), at the end for SAME_UPPER.
   * Where {@code total} is negative there is no padding and the output_pad grows by what is missing; whether it may grow so far is the
   * caller's to check.
   */
  static TransposedPadding forOutput(Window window, long output, long outputPad, boolean oddAfter) {
    long total = uncropped(window) + outputPad - output;
    if (total < 0) {
      return new TransposedPadding(new Padding.Amount(0, 0), outputPad - total);
    }
    return new TransposedPadding(
        oddAfter ? Padding.Amount.oddAfter(total) : Padding.Amount.oddBefore(total), outputPad);
  }
}
