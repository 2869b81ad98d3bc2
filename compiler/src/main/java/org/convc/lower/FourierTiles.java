package org.convc.lower;

import java.util.List;

/**
 * The sizes of the Fourier transforms of one kernel.
 *
 * @param axes of each axis, outermost first
 * @param lanes numbers that lie side by side in the spectra, one block after the other
 */
public record FourierTiles(List<Axis> axes, int lanes) {

  /**
   * @param size numbers that are transformed together
   * @param tiles how many pieces the axis is cut into: of the result, or of the windows for the gradient of the weights
   * @param together tiles that are worked on at a time, a divisor of all: it bounds the memory of the spectra
   */
  public record Axis(int size, int tiles, int together) {}

  public FourierTiles {
    axes = List.copyOf(axes);
  }
}
