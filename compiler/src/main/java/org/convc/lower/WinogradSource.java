package org.convc.lower;

import org.convc.algebra.LinearProgram;
import org.convc.algebra.RationalMatrix;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.LoopVar;

/**
 * A tensor of data whose tiles are transformed.
 *
 * @param channel the loop over channels of a block
 * @param block the loop over blocks
 * @param channels of a group
 * @param y rows
 * @param x columns
 */
record WinogradSource(Buffer tensor, LoopVar channel, LoopVar block, int channels, Along y, Along x) {

  /**
   * @param elements of the tensor
   * @param padBefore where the first tile begins, in front of the first element
   * @param matrix what a tile is multiplied by: as wide as a tile has elements
   * @param filter what it is of, for the reader: {@code F(4, 3)}
   */
  record Along(int elements, int padBefore, RationalMatrix matrix, String filter) {

    LinearProgram program() {
      return LinearProgram.of(matrix);
    }

    /** Elements of a number of tiles that follow each other every {@code step} elements. */
    int extent(int tiles, int step) {
      return (tiles - 1) * step + matrix.width();
    }
  }

  /** The channel counted over all groups. */
  Affine channelOfAll(int lanes) {
    return Affine.of(WinogradNests.GROUP).times(channels).plus(Affine.of(block).times(lanes)).plus(Affine.of(channel));
  }
}
