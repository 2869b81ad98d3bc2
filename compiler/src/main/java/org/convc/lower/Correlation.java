package org.convc.lower;

import java.util.ArrayList;
import java.util.List;
import org.convc.ir.Affine;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.runtime.LayerKind;

/**
 * A kernel of stride 1 whose result is a tensor of data, seen from that result: along each axis
 *
 * <pre>  result[q] = sum over k of operand[q + k * dilation - padBefore] * weight[reversed ? taps - 1 - k : k]</pre>
 *
 * <p>over the {@code k} whose position {@code 0 <= q + k * dilation - padBefore < operand} there is.
 *
 * <p>Where the result is indexed by windows this is the relation itself. Where it is indexed by positions, {@code o = i - k * d + p} is solved
 * with the taps in reverse, {@code k' = taps - 1 - k}: {@code o = i + k' * d - ((taps - 1) * d - p)}.
 *
 * @param resultIsPositions whether the result is the tensor indexed by positions
 * @param resultChannels channels of the result within a group
 * @param operandChannels channels of the operand within a group: the terms of a sum, together with the taps
 * @param axes outermost first
 */
public record Correlation(
    boolean resultIsPositions, int groups, int resultChannels, int operandChannels, List<Axis> axes) {

  /**
   * @param operand positions of the operand
   * @param result positions of the result
   * @param dilation 1 where there is one tap
   */
  public record Axis(int operand, int result, int taps, int dilation, int padBefore, boolean reversed) {

    /** Residues of results modulo the dilation: those of one residue are a correlation without dilation. */
    public int phases() {
      return Math.min(dilation, result);
    }

    /** Results of the longest phase. */
    public int ofPhase() {
      return (result + dilation - 1) / dilation;
    }

    /** The subscript of the weight that tap {@code k} multiplies. */
    Affine weight(Affine k) {
      return reversed ? k.times(-1).plus(taps - 1) : k;
    }
  }

  public Correlation {
    axes = List.copyOf(axes);
  }

  /** Whether a kernel can be seen so; the gradient of weights, whether the kernel can whose weights they are. */
  public static boolean suits(Layer layer, KernelKind kind) {
    return kind != KernelKind.BACKWARD_BIAS
        && layer.relation().axes().stream().allMatch(a -> a.stride() == 1);
  }

  /** The view of a kernel that {@link #suits}; for the gradient of weights, that of windows as a result of positions. */
  public static Correlation of(Layer layer, KernelKind kind) {
    Relation relation = layer.relation();
    boolean convolution = layer.kind() == LayerKind.CONVOLUTION;
    boolean positions = kind != KernelKind.BACKWARD_WEIGHTS && convolution == (kind == KernelKind.BACKWARD_DATA);
    List<Axis> axes = new ArrayList<>();
    for (Relation.Axis a : relation.axes()) {
      int dilation = a.taps() == 1 ? 1 : a.dilation();
      axes.add(
          positions
              ? new Axis(a.windows(), a.positions(), a.taps(), dilation, (a.taps() - 1) * dilation - a.padBefore(), !a.flipped())
              : new Axis(a.positions(), a.windows(), a.taps(), dilation, a.padBefore(), a.flipped()));
    }
    int windowChannels = relation.windowChannelsPerGroup();
    int positionChannels = relation.positionChannelsPerGroup();
    return positions
        ? new Correlation(true, relation.groups(), positionChannels, windowChannels, axes)
        : new Correlation(false, relation.groups(), windowChannels, positionChannels, axes);
  }

  /** The subscripts of a weight. */
  List<Affine> weight(Affine group, Affine resultChannel, Affine operandChannel, List<Affine> taps) {
    Affine first = resultIsPositions ? operandChannel : resultChannel;
    List<Affine> subscripts = new ArrayList<>();
    subscripts.add(group.times(resultIsPositions ? operandChannels : resultChannels).plus(first));
    subscripts.add(resultIsPositions ? resultChannel : operandChannel);
    for (int i = 0; i < axes.size(); i++) {
      subscripts.add(axes.get(i).weight(taps.get(i)));
    }
    return subscripts;
  }
}
