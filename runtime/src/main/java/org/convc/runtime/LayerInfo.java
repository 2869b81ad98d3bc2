package org.convc.runtime;

import java.util.Locale;
import java.util.Objects;

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

  /**
   * @throws NullPointerException if anything is null
   * @throws IllegalArgumentException if the shapes and groups do not belong together, or a parameter of the activation is beyond the type
   */
  public LayerInfo {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(layout, "layout");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(activation, "activation");
    if (input.rank() < 2 || output.rank() != input.rank() || weights.rank() != input.rank() + 1) {
      throw new IllegalArgumentException(name + ": the numbers of axes do not fit: x " + input + ", y " + output
          + ", weights " + weights);
    }
    int from = channels(input, layout);
    int to = channels(output, layout);
    boolean forward = kind == LayerKind.CONVOLUTION;
    if (groups < 1 || from % groups != 0 || to % groups != 0
        || weights.size(0) != (forward ? to : from) || weights.size(1) != (forward ? from : to) / groups) {
      throw new IllegalArgumentException(name + ": weights " + weights + " do not lead from " + from + " channels to "
          + to + " in " + Text.count(groups, "group"));
    }
    boolean finiteFloats = Float.isFinite((float) activation.a()) && Float.isFinite((float) activation.b());
    if (type == ElementType.FLOAT && !finiteFloats) {
      throw new IllegalArgumentException(name + ": a parameter of " + activation + " is beyond the largest float");
    }
  }

  /** The number of channels of x. */
  public int inputChannels() {
    return channels(input, layout);
  }

  /** The number of filters, which is the length of the bias and the number of channels of y. */
  public int filters() {
    return channels(output, layout);
  }

  /** Whether a function other than the identity is applied to the biased sum. */
  public boolean hasActivation() {
    return activation.function() != Activation.Function.IDENTITY;
  }

  /**
   * The elements of x, and of dx, for a batch of so many items.
   *
   * @throws IllegalArgumentException if the batch is below 1, or no array has so many elements
   */
  public int inputLength(int batch) {
    return length(input, batch);
  }

  /**
   * The elements of y, and of dy, for a batch of so many items.
   *
   * @throws IllegalArgumentException if the batch is below 1, or no array has so many elements
   */
  public int outputLength(int batch) {
    return length(output, batch);
  }

  /** The elements of the weights, and of dWeights. */
  public int weightsLength() {
    return weights.elements();
  }

  /**
   * The multiplications of one item's {@code forward}, those with a zero of the padding included: positions of y (of x where transposed)
   * times elements of the weights.
   */
  public long multiplyAdds() {
    boolean forward = kind == LayerKind.CONVOLUTION;
    long positions = forward ? output.elements() / filters() : input.elements() / inputChannels();
    return positions * weights.elements();
  }

  /** For example {@code Stem: float convolution, nchw 3 x 224 x 224 -> 64 x 112 x 112, weights 64 x 3 x 7 x 7, bias, relu}. */
  @Override
  public String toString() {
    return name + ": " + type.word() + " " + (kind == LayerKind.TRANSPOSED ? "transposed convolution" : "convolution")
        + ", " + layout.name().toLowerCase(Locale.ROOT) + " " + input + " -> " + output + ", weights " + weights
        + (groups == 1 ? "" : ", " + groups + " groups") + (bias ? ", bias" : "")
        + (hasActivation() ? ", " + activation : "");
  }

  static int length(Shape item, int batch) {
    long length = (long) batch * item.elements();
    if (batch < 1 || length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(batch < 1
          ? "batch: expected at least 1, got " + batch
          : "batch: no array holds " + batch + " * (" + item + ") = " + length + " elements, at most "
          + Integer.MAX_VALUE);
    }
    return (int) length;
  }

  private static int channels(Shape item, Layout layout) {
    return item.size(layout == Layout.NCHW ? 0 : item.rank() - 1);
  }
}
