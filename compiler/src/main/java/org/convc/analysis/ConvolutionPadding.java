package org.convc.analysis;

/**
 * Shape arithmetic of a convolution, one axis at a time, exactly. With {@code extent = dilation * (kernel - 1) + 1},
 *
 * <pre>  output = floor((input + before + after - extent) / stride) + 1</pre>
 *
 * which is the formula of ONNX Conv and of PyTorch's {@code Conv2d}. Input after the last window is not read, and its gradient is zero.
 */
final class ConvolutionPadding {

  private ConvolutionPadding() {}

  /** Number of windows; 0 or less where the padded input is shorter than one. */
  static long output(Window window, Padding.Amount padding) {
    return Math.floorDiv(window.input() + padding.total() - window.extent(), window.stride()) + 1;
  }

  /**
   * What a word means.
   *
   * <table>
   * <caption>Padding words</caption>
   * <tr><td>{@code valid}</td><td>none</td></tr>
   * <tr><td>{@code same}</td><td>{@code ceil(input / stride)} outputs as in TensorFlow and ONNX SAME_UPPER: in all
   *     {@code max(0, (ceil(input / stride) - 1) * stride + extent - input)}, the odd one after</td></tr>
   * <tr><td>{@code same_lower}</td><td>likewise, the odd one before: ONNX SAME_LOWER</td></tr>
   * <tr><td>{@code full}</td><td>{@code extent - 1} on both sides: every overlap of kernel and input, as NumPy's {@code convolve}</td></tr>
   * <tr><td>{@code causal}</td><td>{@code extent - 1} before: output t depends on input up to t * stride, as in Keras</td></tr>
   * </table>
   */
  static Padding.Amount of(PaddingWord word, Window window) {
    long reach = window.extent() - 1;
    return switch (word) {
      case VALID -> new Padding.Amount(0, 0);
      case SAME -> Padding.Amount.oddAfter(same(window));
      case SAME_LOWER -> Padding.Amount.oddBefore(same(window));
      case FULL -> new Padding.Amount(reach, reach);
      case CAUSAL -> new Padding.Amount(reach, 0);
    };
  }

  private static long same(Window window) {
    long lastStart = (long) ((window.input() - 1) / window.stride()) * window.stride();
    return Math.max(0, lastStart + window.extent() - window.input());
  }
}
