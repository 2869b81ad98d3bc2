package org.convc.examples.benchmarks.peers;

import java.util.Arrays;
import org.convc.examples.benchmarks.LayerSpec;

/**
 * A layer in oneDNN's terms. Layers along one axis have one spatial dimension, as oneDNN has kernels for them; the
 * logical order of weights is {@code (groups,) outputs, inputs, (height,) width} for convolution and deconvolution
 * alike.
 *
 * @param weightsStrides of the plain tensor that convc takes: filters outermost, and the filters of a transposed layer
 *     are its inputs
 * @param dilates 0 for a dense kernel
 * @param padEnd what the sizes imply: less than {@code padBegin} where a stride leaves a rest, or with output padding
 */
record OneDnnShape(
    long[] source,
    long[] weights,
    long[] weightsStrides,
    long[] destination,
    long[] strides,
    long[] dilates,
    long[] padBegin,
    long[] padEnd) {

  static OneDnnShape of(LayerSpec s) {
    int groupInputs = s.inputChannels() / s.groups();
    int groupOutputs = s.outputChannels() / s.groups();
    long[] kernel = axes(s, s.kernelHeight(), s.kernelWidth());
    long[] weights = concat(new long[] {groupOutputs, groupInputs}, kernel);
    long taps = (long) s.kernelHeight() * s.kernelWidth();
    long[] leading = s.transposed()
        ? new long[] {taps, taps * groupOutputs}
        : new long[] {taps * groupInputs, taps};
    long[] weightsStrides = concat(leading, rowMajor(kernel));
    if (s.groups() > 1) {
      weights = concat(new long[] {s.groups()}, weights);
      weightsStrides = concat(new long[] {taps * groupInputs * groupOutputs}, weightsStrides);
    }
    return new OneDnnShape(
        concat(new long[] {s.batch(), s.inputChannels()}, axes(s, s.inputHeight(), s.inputWidth())),
        weights,
        weightsStrides,
        concat(new long[] {s.batch(), s.outputChannels()}, axes(s, s.outputHeight(), s.outputWidth())),
        axes(s, s.strideHeight(), s.strideWidth()),
        axes(s, s.dilationHeight() - 1, s.dilationWidth() - 1),
        axes(s, s.padHeight(), s.padWidth()),
        axes(s, padEndHeight(s), padEndWidth(s)));
  }

  private static int padEndHeight(LayerSpec s) {
    int reach = s.dilationHeight() * (s.kernelHeight() - 1) + 1;
    return padEnd(s, s.inputHeight(), s.outputHeight(), s.strideHeight(), reach, s.padHeight());
  }

  private static int padEndWidth(LayerSpec s) {
    int reach = s.dilationWidth() * (s.kernelWidth() - 1) + 1;
    return padEnd(s, s.inputWidth(), s.outputWidth(), s.strideWidth(), reach, s.padWidth());
  }

  /** The last window ends where the padded tensor does: (narrow - 1) * stride + reach = padBegin + wide + padEnd. */
  private static int padEnd(LayerSpec s, int input, int output, int stride, int reach, int padBegin) {
    int narrow = s.transposed() ? input : output;
    int wide = s.transposed() ? output : input;
    return (narrow - 1) * stride + reach - wide - padBegin;
  }

  private static long[] axes(LayerSpec s, int height, int width) {
    return s.oneDimensional() ? new long[] {width} : new long[] {height, width};
  }

  /** Elements from one index to the next, of a tensor without gaps whose last axis is innermost. */
  static long[] rowMajor(long[] dims) {
    long[] strides = new long[dims.length];
    long step = 1;
    for (int i = dims.length - 1; i >= 0; i--) {
      strides[i] = step;
      step *= dims[i];
    }
    return strides;
  }

  private static long[] concat(long[] first, long[] second) {
    long[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
