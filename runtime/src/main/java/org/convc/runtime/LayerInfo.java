package org.convc.runtime;

/**
 * What a layer is, for its callers.
 *
 * @param name the name in the {@code .conv} file
 * @param input shape of one item of x in memory order: {@code c x h x w}, or {@code h x w x c} for {@link Layout#NHWC}
 * @param output shape of one item of y in memory order
 * @param weights {@code filters x inputChannels/groups x taps...} for a convolution, {@code inputChannels x filters/groups x taps...} for a
 *     transposed one
 * @param bias whether the layer adds one number a filter
 * @param activation applied to the biased sum; {@link Activation#NONE} where the file names none
 */
public record LayerInfo(
    String name,
    LayerKind kind,
    ElementType type,
    Layout layout,
    int groups,
    Shape input,
    Shape output,
    Shape weights,
    boolean bias,
    Activation activation) {

  /** The number of filters, which is the length of the bias. */
  public int filters() {
    return output.size(layout == Layout.NCHW ? 0 : output.rank() - 1);
  }
}
