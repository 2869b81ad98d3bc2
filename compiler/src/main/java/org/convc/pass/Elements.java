package org.convc.pass;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.convc.ir.Affine;
import org.convc.ir.Interval;
import org.convc.ir.Stmt;
import org.convc.ir.Touch;

/**
 * Elements of a flat array, in runs of equal length: the runs begin at {@code first} plus any number of steps of every
 * stride, below its count.
 */
record Elements(long first, int run, List<Stride> strides) {

  /** Steps of so many elements. */
  private record Stride(long step, long count) {}

  /** Elements at {@code offset} and {@code width - 1} after it, for all values of the variables of the loops that it mentions. */
  static Elements along(Affine offset, List<Stmt.For> loops, int width) {
    List<Stride> strides = new ArrayList<>();
    long first = offset.constant();
    for (Stmt.For loop : loops) {
      long coefficient = offset.terms().getOrDefault(loop.variable(), 0);
      if (coefficient != 0) {
        first += coefficient * loop.begin();
        strides.add(new Stride(coefficient * loop.step(), loop.trips()));
      }
    }
    return of(first, width, strides);
  }

  /** The smallest box around what an access touches; all its variables have ranges. */
  static Elements box(Touch touch) {
    List<Stride> strides = new ArrayList<>();
    long first = 0;
    for (int i = 0; i < touch.access().subscripts().size(); i++) {
      Interval range = touch.access().subscripts().get(i).interval(touch.ranges());
      long stride = touch.access().buffer().stride(i);
      first += range.min() * stride;
      strides.add(new Stride(stride, range.max() - range.min() + 1));
    }
    return of(first, touch.width(), strides);
  }

  /** Joins runs that meet: shifted by a step that is not longer than the run, they are one longer run. */
  private static Elements of(long first, long run, List<Stride> strides) {
    List<Stride> rest = new ArrayList<>();
    List<Stride> ascending = new ArrayList<>();
    for (Stride s : strides) {
      first += Math.min(0, s.step() * (s.count() - 1));
      ascending.add(new Stride(Math.abs(s.step()), s.count()));
    }
    ascending.sort(Comparator.comparingLong(Stride::step));
    for (Stride s : ascending) {
      if (s.step() <= run) {
        run += s.step() * (s.count() - 1);
      } else if (s.count() > 1) {
        rest.add(s);
      }
    }
    return new Elements(first, Math.toIntExact(run), List.copyOf(rest));
  }

  /** Adds all of them to a set. */
  void addTo(BitSet set) {
    addTo(set, first, 0);
  }

  private void addTo(BitSet set, long at, int stride) {
    if (stride == strides.size()) {
      set.set(Math.toIntExact(at), Math.toIntExact(at + run));
      return;
    }
    Stride s = strides.get(stride);
    for (long i = 0; i < s.count(); i++) {
      addTo(set, at + i * s.step(), stride + 1);
    }
  }

  /** The next element that is missing may be far away, so a short run is not asked for it. */
  private boolean hasRun(BitSet set, int at) {
    if (run > Long.SIZE) {
      return set.nextClearBit(at) >= at + run;
    }
    int next = at;
    while (next < at + run && set.get(next)) {
      next++;
    }
    return next == at + run;
  }

  /** Whether a set has all of them. */
  boolean all(BitSet set) {
    return all(set, first, 0);
  }

  private boolean all(BitSet set, long at, int stride) {
    if (stride == strides.size()) {
      return hasRun(set, Math.toIntExact(at));
    }
    Stride s = strides.get(stride);
    for (long i = 0; i < s.count(); i++) {
      if (!all(set, at + i * s.step(), stride + 1)) {
        return false;
      }
    }
    return true;
  }
}
