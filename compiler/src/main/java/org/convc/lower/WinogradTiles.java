package org.convc.lower;

import java.util.List;

/**
 * The sizes of Winograd's algorithm for one kernel.
 *
 * @param outputs {@code m} of F(m, r) along each axis, outermost first
 * @param lanes channels that lie side by side where channels are transformed or summed together
 * @param phases phases of rows that are worked on at a time, see {@link Correlation.Axis#phases}: a divisor of all
 * @param rows rows of tiles of each of them that are worked on at a time; both bound the memory of the transformed tensors
 */
public record WinogradTiles(List<Integer> outputs, int lanes, int phases, int rows) {

  public WinogradTiles {
    outputs = List.copyOf(outputs);
  }
}
