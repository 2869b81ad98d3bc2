package org.convc.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.convc.model.Axis;

/**
 * One axis with everything resolved but not yet known to fit an array.
 *
 * @param padded size of the longest array along this axis: the padded input of a convolution, the uncropped output of a transposed one
 */
record SizedAxis(Window window, Padding.Amount padding, long outputPad, long output, long padded) {

  /** One size of each axis, in a list of the caller's own. */
  static List<Long> sizes(List<SizedAxis> axes, ToLongFunction<SizedAxis> size) {
    return axes.stream().map(size::applyAsLong).collect(Collectors.toCollection(ArrayList::new));
  }

  /**
   * @throws ArithmeticException if a number does not fit an int, which cannot be where the padded and the output tensor fit an array
   */
  Axis toAxis() {
    return new Axis(
        window.axis(),
        window.input(),
        Math.toIntExact(output),
        window.kernel(),
        window.stride(),
        window.dilation(),
        Math.toIntExact(padding.before()),
        Math.toIntExact(padding.after()),
        Math.toIntExact(outputPad));
  }
}
