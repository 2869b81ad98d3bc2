package org.convc.examples.benchmarks;

/**
 * A layer as a relation between a wide tensor, a narrow one and the weights: along each axis, {@code wide = narrow * stride + tap *
 * dilation - pad}. A convolution leads from wide to narrow, a transposed one from narrow to wide; each is the other's backward pass.
 *
 * <p>Wide is {@code batch x channels x height x width}, narrow {@code batch x filters x rows x columns}, weights {@code filters x
 * channels/groups x kernelHeight x kernelWidth}.
 */
record Relation(LayerSpec layer, int channels, int height, int width, int filters, int rows, int columns) {

  /** Which of the three tensors is computed. */
  enum Result {
    NARROW,
    WIDE,
    WEIGHTS
  }

  static Relation of(LayerSpec s) {
    return s.transposed()
        ? new Relation(s, s.outputChannels(), s.outputHeight(), s.outputWidth(), s.inputChannels(), s.inputHeight(),
            s.inputWidth())
        : new Relation(s, s.inputChannels(), s.inputHeight(), s.inputWidth(), s.outputChannels(), s.outputHeight(),
            s.outputWidth());
  }

  Result result(Pass pass) {
    return switch (pass) {
      case FORWARD -> layer.transposed() ? Result.WIDE : Result.NARROW;
      case BACKWARD_DATA -> layer.transposed() ? Result.NARROW : Result.WIDE;
      case BACKWARD_WEIGHTS -> Result.WEIGHTS;
    };
  }

  float[] wide(Operands operands) {
    return layer.transposed() ? operands.dy() : operands.x();
  }

  float[] narrow(Operands operands) {
    return layer.transposed() ? operands.x() : operands.dy();
  }

  /** Of one group. */
  int groupChannels() {
    return channels / layer.groups();
  }

  /** Of one group. */
  int groupFilters() {
    return filters / layer.groups();
  }

  int wideIndex(int n, int channel, int iy, int ix) {
    return ((n * channels + channel) * height + iy) * width + ix;
  }

  int narrowIndex(int n, int filter, int oy, int ox) {
    return ((n * filters + filter) * rows + oy) * columns + ox;
  }

  /**
   * @param groupChannel counted within its group
   */
  int weightIndex(int filter, int groupChannel, int ky, int kx) {
    return ((filter * groupChannels() + groupChannel) * layer.kernelHeight() + ky) * layer.kernelWidth() + kx;
  }

  /** May lie in the padding: negative, or beyond the last row. */
  int wideRow(int oy, int ky) {
    return oy * layer.strideHeight() + ky * layer.dilationHeight() - layer.padHeight();
  }

  /** May lie in the padding: negative, or beyond the last column. */
  int wideColumn(int ox, int kx) {
    return ox * layer.strideWidth() + kx * layer.dilationWidth() - layer.padWidth();
  }
}
