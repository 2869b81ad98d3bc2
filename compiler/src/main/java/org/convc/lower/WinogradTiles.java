package org.convc.lower;

import java.util.List;

/**
 * The sizes of Winograd's algorithm for one kernel.
 *
 * @param outputs {@code m} of F(m, r) along each axis, outermost first
 * @param lanes channels that lie side by side where channels are transformed or summed together
 * @param rows rows of tiles that are worked on at a time, which bounds the memory of the transformed tensors
 */
public record WinogradTiles(List<Integer> outputs, int lanes, int rows) {

  public WinogradTiles {
    outputs = List.copyOf(outputs);
  }
}
