package org.convc.ir;

/** All integers from {@code min} to {@code max}, both included. */
public record Interval(long min, long max) {

  public Interval {
    if (min > max) {
      throw new IllegalArgumentException("no integers from " + min + " to " + max);
    }
  }

  public Interval plus(Interval other) {
    return new Interval(Math.addExact(min, other.min), Math.addExact(max, other.max));
  }

  public Interval times(int factor) {
    long a = Math.multiplyExact(min, factor);
    long b = Math.multiplyExact(max, factor);
    return new Interval(Math.min(a, b), Math.max(a, b));
  }

  /** The smallest interval that holds both. */
  public Interval union(Interval other) {
    return new Interval(Math.min(min, other.min), Math.max(max, other.max));
  }

  public boolean within(long least, long greatest) {
    return min >= least && max <= greatest;
  }
}
