package org.convc.examples.benchmarks;

/**
 * One line of a suite: the sizes of a layer. Lengths count the whole batch.
 *
 * <p>Data tensors are {@code n x c x h x w}; weights {@code outputChannels x inputChannels/groups x kh x kw}, for a
 * transposed layer {@code inputChannels x outputChannels/groups x kh x kw}.
 */
public record LayerSpec(
    String name,
    boolean transposed,
    int batch,
    int groups,
    int inputChannels,
    int outputChannels,
    int inputHeight,
    int inputWidth,
    int kernelHeight,
    int kernelWidth,
    int strideHeight,
    int strideWidth,
    int dilationHeight,
    int dilationWidth,
    int padHeight,
    int padWidth,
    int outputPadHeight,
    int outputPadWidth) {

  public LayerSpec {
    require(!name.isBlank(), "no name");
    positive(batch, "mb");
    positive(groups, "g");
    positive(inputChannels, "ic");
    positive(outputChannels, "oc");
    positive(inputHeight, "ih");
    positive(inputWidth, "iw");
    positive(kernelHeight, "kh");
    positive(kernelWidth, "kw");
    positive(strideHeight, "sh");
    positive(strideWidth, "sw");
    positive(dilationHeight, "dh");
    positive(dilationWidth, "dw");
    require(padHeight >= 0 && padWidth >= 0 && outputPadHeight >= 0 && outputPadWidth >= 0, "negative padding");
    require(transposed || outputPadHeight == 0 && outputPadWidth == 0, "oph and opw are for deconv");
    require(inputChannels % groups == 0 && outputChannels % groups == 0, "the groups do not divide the channels");
    require(
        extent(inputHeight, kernelHeight, strideHeight, dilationHeight, padHeight, outputPadHeight, transposed) > 0
            && extent(inputWidth, kernelWidth, strideWidth, dilationWidth, padWidth, outputPadWidth, transposed) > 0,
        "the output is empty");
    long x = (long) batch * inputChannels * inputHeight * inputWidth;
    long outputHeight =
        extent(inputHeight, kernelHeight, strideHeight, dilationHeight, padHeight, outputPadHeight, transposed);
    long outputWidth =
        extent(inputWidth, kernelWidth, strideWidth, dilationWidth, padWidth, outputPadWidth, transposed);
    require(
        Math.max(x, batch * outputChannels * outputHeight * outputWidth) <= Integer.MAX_VALUE, "no array is so long");
  }

  public int outputHeight() {
    return extent(
        inputHeight, kernelHeight, strideHeight, dilationHeight, padHeight, outputPadHeight, transposed);
  }

  public int outputWidth() {
    return extent(inputWidth, kernelWidth, strideWidth, dilationWidth, padWidth, outputPadWidth, transposed);
  }

  public int inputLength() {
    return batch * inputChannels * inputHeight * inputWidth;
  }

  public int outputLength() {
    return batch * outputChannels * outputHeight() * outputWidth();
  }

  public int weightsLength() {
    return inputChannels / groups * outputChannels * kernelHeight * kernelWidth;
  }

  /** The length of what a pass computes. */
  public int resultLength(Pass pass) {
    return switch (pass) {
      case FORWARD -> outputLength();
      case BACKWARD_DATA -> inputLength();
      case BACKWARD_WEIGHTS -> weightsLength();
    };
  }

  /** Multiply-adds of the definition, those with a zero of the padding included; the same number for all passes. */
  public long multiplyAdds() {
    long positions = transposed ? (long) inputHeight * inputWidth : (long) outputHeight() * outputWidth();
    return batch * positions * weightsLength();
  }

  /** Useful operations: a multiplication and an addition each. */
  public double gigaflops(double seconds) {
    return 2e-9 * multiplyAdds() / seconds;
  }

  /** Whether it is a layer along one axis that the format writes with a second one of size 1. */
  public boolean oneDimensional() {
    return inputHeight == 1 && kernelHeight == 1 && padHeight == 0 && outputPadHeight == 0;
  }

  private static int extent(
      int input, int kernel, int stride, int dilation, int pad, int outputPad, boolean transposed) {
    long reach = (long) dilation * (kernel - 1) + 1;
    long output = transposed
        ? (input - 1L) * stride + reach - 2L * pad + outputPad
        : Math.floorDiv(input + 2L * pad - reach, stride) + 1;
    return (int) Math.min(output, Integer.MAX_VALUE);
  }

  private static void positive(int size, String field) {
    require(size > 0, field + " is not positive");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
