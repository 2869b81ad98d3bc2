package org.convc.model;

import java.util.List;

/**
 * The relation between the three tensors of a convolution. Along each axis a window {@code o}, a tap {@code k} and a position {@code i} are
 * related where
 *
 * <pre>  i = o * stride + k * dilation - padBefore,   0 <= i < positions</pre>
 *
 * and each related triple ties one element of the window tensor (the output of a convolution, the input of a transposed one), one of the
 * weights and one of the position tensor. Weights are {@code windowChannels x positionChannels/groups x taps...}.
 *
 * @param positionChannels channels of the tensor that is indexed by positions
 * @param windowChannels channels of the tensor that is indexed by windows
 * @param axes spatial axes, outermost first
 */
public record Relation(int groups, int positionChannels, int windowChannels, List<Axis> axes) {

  public Relation {
    axes = List.copyOf(axes);
    if (positionChannels % groups != 0 || windowChannels % groups != 0) {
      throw new IllegalArgumentException("groups do not divide the channels");
    }
  }

  /** Channels of the position tensor that one group reads. */
  public int positionChannelsPerGroup() {
    return positionChannels / groups;
  }

  /** Channels of the window tensor that belong to one group. */
  public int windowChannelsPerGroup() {
    return windowChannels / groups;
  }

  /** Multiply-adds of one batch item as the definition counts them, padding included. */
  public long multiplyAdds() {
    long count = (long) windowChannels * positionChannelsPerGroup();
    for (Axis a : axes) {
      count = Math.multiplyExact(count, Math.multiplyExact((long) a.windows(), (long) a.taps()));
    }
    return count;
  }

  /**
   * One axis.
   *
   * @param flipped the tap {@code k} multiplies the weight {@code taps - 1 - k}, as true convolution has it
   */
  public record Axis(
      int positions, int windows, int taps, int stride, int dilation, int padBefore, boolean flipped) {

    /** The position that window {@code o} reads with tap {@code k}; outside {@code 0..positions-1} it is padding. */
    public long position(int window, int tap) {
      return (long) window * stride + (long) tap * dilation - padBefore;
    }

    /** The index of the weight that tap {@code k} multiplies. */
    public int weight(int tap) {
      return flipped ? taps - 1 - tap : tap;
    }
  }
}
