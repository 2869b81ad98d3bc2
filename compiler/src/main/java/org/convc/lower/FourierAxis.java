package org.convc.lower;

import java.util.ArrayList;
import java.util.List;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;

/**
 * One axis of a kernel of stride 1 as a correlation of two tensors with the third as the result, whichever that is:
 *
 * <pre>  result[q] = sum over k in 0..taps of operand[q + k - padBefore] * filter[k]</pre>
 *
 * <p>The taps of the gradient of the weights are the windows.
 *
 * @param reversed whether the weights, which are the filter or the result, are read from the other end
 */
public record FourierAxis(int operand, int result, int taps, int padBefore, boolean reversed) {

  /** The axes of a kernel; none where {@link #suits} does not hold. */
  public static List<FourierAxis> of(Layer layer, KernelKind kind) {
    List<FourierAxis> axes = new ArrayList<>();
    if (kind == KernelKind.BACKWARD_WEIGHTS) {
      for (Relation.Axis a : layer.relation().axes()) {
        axes.add(new FourierAxis(a.positions(), a.taps(), a.windows(), a.padBefore(), a.flipped()));
      }
    } else {
      for (Correlation.Axis a : Correlation.of(layer, kind).axes()) {
        axes.add(new FourierAxis(a.operand(), a.result(), a.taps(), a.padBefore(), a.reversed()));
      }
    }
    return axes;
  }

  /** Whether a kernel can be seen so. */
  public static boolean suits(Layer layer, KernelKind kind) {
    return kind != KernelKind.BACKWARD_BIAS
        && layer.relation().axes().stream().allMatch(a -> a.stride() == 1 && (a.dilation() == 1 || a.taps() == 1));
  }

  /**
   * The least size of a transform that holds a whole axis. What goes around the end of a transform must meet zeros: the padding in front
   * takes the place of that behind.
   */
  public long whole() {
    long front = Math.max(0, padBefore);
    long used = Math.min(operand, (long) result + taps - 1 - padBefore) + padBefore;
    return Math.max(Math.max(used, (long) result + taps - 1 - front), Math.max(result, taps));
  }
}
