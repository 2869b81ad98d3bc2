package org.convc.facts;

import java.util.StringJoiner;
import org.convc.model.Axis;
import org.convc.runtime.LayerKind;

/**
 * How the size of the output follows along one axis.
 *
 * @param axis its name
 * @param formula in the words of the language
 * @param numbers the same with the numbers of the layer, ending with {@code = output}
 * @param output the size of y along the axis
 */
public record AxisShape(String axis, String formula, String numbers, int output) {

  private static final String CONVOLUTION =
      "floor((input + before + after - dilation * (kernel - 1) - 1) / stride) + 1";

  private static final String TRANSPOSED =
      "(input - 1) * stride - before - after + dilation * (kernel - 1) + 1 + output_pad";

  static AxisShape of(LayerKind kind, Axis a) {
    String taps = a.dilation() + " * (" + a.kernel() + " - 1)";
    if (kind == LayerKind.CONVOLUTION) {
      String padded = a.input() + plus(a.padBefore()) + plus(a.padAfter());
      String numbers = "floor((" + padded + " - " + taps + " - 1) / " + a.stride() + ") + 1 = " + a.output();
      return new AxisShape(a.name(), CONVOLUTION, numbers, a.output());
    }
    StringJoiner numbers = new StringJoiner(" ");
    numbers.add("(" + a.input() + " - 1) * " + a.stride() + plus(-(long) a.padBefore()) + plus(-(long) a.padAfter()));
    numbers.add("+ " + taps + " + 1 + " + a.outputPad() + " = " + a.output());
    return new AxisShape(a.name(), TRANSPOSED, numbers.toString(), a.output());
  }

  /** {@code " + 2"} or {@code " - 2"}; a padding of 0 is subtracted as 0 where it would have been subtracted. */
  private static String plus(long number) {
    return number < 0 ? " - " + -number : " + " + number;
  }
}
