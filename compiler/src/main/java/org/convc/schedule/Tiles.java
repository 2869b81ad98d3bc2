package org.convc.schedule;

import java.util.Map;
import java.util.stream.Collectors;
import org.convc.ir.LoopVar;

/** Sizes of register tiles. */
final class Tiles {

  private Tiles() {}

  /** The largest tile up to {@code most} that divides {@code extent}, if that is not much smaller; else {@code most}. */
  static int factor(int extent, int most) {
    if (extent <= most) {
      return extent;
    }
    for (int f = most; f > most / 2; f--) {
      if (extent % f == 0) {
        return f;
      }
    }
    return most;
  }

  /** The tile of at most {@code most} that needs no more tiles than {@code most} itself and leaves the least remainder. */
  static int even(int extent, int most) {
    return Costs.ceil(extent, Costs.ceil(extent, most));
  }

  /** For example {@code 14 ox x 2 oc}. */
  static String text(Map<LoopVar, Integer> tile) {
    return tile.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).collect(Collectors.joining(" x "));
  }
}
