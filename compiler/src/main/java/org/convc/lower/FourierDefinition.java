package org.convc.lower;

import java.util.stream.IntStream;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.model.KernelKind;
import org.convc.model.Layer;

/**
 * What a kernel is by the convolution theorem: for tiles of the operand, with {@link FourierTransform F},
 *
 * <pre>  result = 1/n F'( sum over channels of F(operand) * conj F(filter) )</pre>
 *
 * <p>The filter is the weights and the sum is over the operand's channels; or the filter is the tensor of windows, the result is
 * the gradient of the weights, and the sum is over tiles and items. Conjugates make a correlation of a convolution. Tiles overlap as far
 * as the filter reaches, and what goes around their ends is not used. The sums round otherwise than those of {@link Definition}; without
 * rounding they are the same.
 *
 * <p>A spectrum is in blocks of as many numbers as there are lanes, with channels next, so that a product reads one run of memory. Operands
 * have their real parts a second time, negative: so {@code operand * conj(filter)} is a sum of plain products, of which part q has
 * {@code operand[q + p] * filter[p]}, p being 0 and 1.
 */
public final class FourierDefinition {

  /** Neighbours in memory. */
  public static final LoopVar LANE = new LoopVar("lane");

  /** The part of a complex factor that is multiplied. */
  public static final LoopVar PART = new LoopVar("p");

  /** The part of a complex product. */
  public static final LoopVar RESULT_PART = new LoopVar("q");

  /** The tiles that are worked on at a time. */
  public static final LoopVar TILE = new LoopVar("t");

  private FourierDefinition() {}

  /** Whether a kernel can be computed so: stride 1, no dilation, one or two axes. */
  public static boolean suits(Layer layer, KernelKind kind) {
    return layer.rank() <= 2 && FourierAxis.suits(layer, kind);
  }

  /**
   * The sizes from {@code least} on that an axis may be transformed in, in ascending order: half of a line as a matrix, and columns and half
   * of the rows of a plane, fill whole vectors and have no factors but 2, 3 and 5.
   *
   * @param line whether it is the only axis
   * @param rows whether it is the first of two
   */
  public static IntStream sizes(int least, boolean line, boolean rows, int lanes) {
    int whole = line ? 2 * lanes * lanes : rows ? 2 * lanes : lanes;
    int unit = line ? 2 * lanes : rows ? 2 : 1;
    return IntStream.iterate(Nests.ceil(least, whole) * whole, size -> size + whole)
        .filter(size -> !FourierTransform.radices(size / unit).isEmpty());
  }

  /** The definition of a kernel that {@link #suits}. */
  public static Kernel of(Layer layer, KernelKind kind, FourierTiles tiles) {
    return kind == KernelKind.BACKWARD_WEIGHTS
        ? new FourierGradient(layer, tiles).kernel()
        : new FourierConvolution(layer, kind, tiles).kernel();
  }
}
