package org.convc.facts;

import org.convc.runtime.ElementType;
import org.convc.schedule.Target;

/**
 * What bounds every kernel of a machine with one core at work: it computes no faster than the peak, and no faster than memory brings the
 * operands.
 *
 * @param peak floating-point operations in a unit of time
 * @param bandwidth bytes in a unit of time
 * @param unit of time: {@code ns}, so that peak and bandwidth are in GFLOP/s and GB/s, or {@code cycle}
 * @param origin a sentence on where the numbers come from
 */
public record Roof(double peak, double bandwidth, String unit, String origin) {

  /** Fused multiply-adds that a core begins in a cycle, and bytes that it gets from memory: usual on x86 and ARM servers, not measured. */
  private static final int MULTIPLY_ADDS = 2;

  private static final int BYTES = 8;

  /** A core that nobody measured. */
  public static Roof model(Target target, ElementType type) {
    if (target.vectorBits() == 0) {
      return new Roof(2, BYTES, "cycle",
          "A model, not this machine: a core that begins one multiply-add of plain numbers a cycle and gets 8 bytes a cycle from memory.");
    }
    int lanes = target.lanes(type);
    return new Roof(2.0 * MULTIPLY_ADDS * lanes, BYTES, "cycle",
        "A model, not this machine: a core that begins two multiply-adds of vectors of " + lanes + " numbers (" + type.word()
            + ") a cycle and gets 8 bytes a cycle from memory.");
  }

  /** The most that work of this intensity can reach, in operations a unit of time. */
  public double attainable(double intensity) {
    return Math.min(peak, intensity * bandwidth);
  }

  /** The intensity from which on memory is no limit, in operations a byte. */
  public double ridge() {
    return peak / bandwidth;
  }
}
