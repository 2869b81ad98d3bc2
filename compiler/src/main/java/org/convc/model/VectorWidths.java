package org.convc.model;

import java.util.List;
import java.util.TreeSet;

/**
 * What vectors a class has kernels for.
 *
 * @param automatic whether that is left to the machine; then there are no widths
 * @param bits the widths in bits, ascending: none for plain arrays, several for a class that takes what suits its machine
 */
public record VectorWidths(boolean automatic, List<Integer> bits) {

  /** As wide as the machine prefers that layers are compiled on; plain arrays where that is not known yet. */
  public static final VectorWidths AUTO = new VectorWidths(true, List.of());

  /** Plain arrays. */
  public static final VectorWidths NONE = new VectorWidths(false, List.of());

  /** Where nobody says anything. */
  public static final VectorWidths DEFAULT = AUTO;

  /** All that there are. */
  public static final List<Integer> ALL = List.of(128, 256, 512);

  /**
   * @throws IllegalArgumentException if there are no such vectors
   */
  public VectorWidths {
    bits = List.copyOf(new TreeSet<>(bits));
    for (int width : bits) {
      if (!ALL.contains(width)) {
        throw new IllegalArgumentException("vectors of " + width + " bits; there are 128, 256 and 512");
      }
    }
  }

  /** Vectors of these widths; 0, which stands for plain arrays, changes nothing. */
  public static VectorWidths of(List<Integer> bits) {
    return new VectorWidths(false, bits.stream().filter(width -> width != 0).toList());
  }
}
