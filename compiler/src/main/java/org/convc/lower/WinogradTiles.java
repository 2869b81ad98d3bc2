package org.convc.lower;

import java.util.List;

/**
 * The sizes of Winograd's algorithm for one kernel.
 *
 * @param outputs {@code m} of F(m, r) along each axis, outermost first
 * @param lanes channels that lie side by side where channels are transformed or summed together
 * @param phases phases of rows that are worked on at a time, see {@link Correlation.Axis#phases}: a divisor of all
 * @param rows rows of tiles of each of them that are worked on at a time; both bound the memory of the transformed tensors
 * @param resultBlocks blocks of so many channels of the result, for which sums are made at a time: in the gradient of weights alone, of the
 *     windows' channels there; a divisor of all
 * @param operandBlocks the same of the operand, which are the positions' channels
 */
public record WinogradTiles(List<Integer> outputs, int lanes, int phases, int rows, int resultBlocks, int operandBlocks) {

  /** For a kernel whose result is a tensor of data. */
  public WinogradTiles(List<Integer> outputs, int lanes, int phases, int rows) {
    this(outputs, lanes, phases, rows, 1, 1);
  }

  public WinogradTiles {
    outputs = List.copyOf(outputs);
  }
}
