package org.convc.lower;

import static org.convc.lower.Nests.ceil;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.convc.model.Layer;
import org.convc.model.Relation;

/** How {@link StridedWindows} divides a plane of windows: rows into vectors, with what these read beyond a row, and planes into rows alike. */
final class StridedStrips {

  static final int STRIDE = 2;

  /** Whose weights stay in registers. */
  private static final int MOST_TAPS = 9;

  /** Multiply-adds of a loop body. */
  private static final int MOST_STEPS = 72;

  /** Loops that a kernel is written out as. */
  private static final int MOST_TILES = 12;

  /** Rows of windows: fewer than these are looked at one by one. */
  private static final int MOST_ROWS = 1 << 12;

  /** Columns that all strips read. */
  private static final int MOST_COLUMNS = 1 << 10;

  private final int lanes;
  private final Relation.Axis down;
  private final Relation.Axis along;
  private final List<Strip> strips;
  private final List<Run> runs;

  /**
   * A vector of windows.
   *
   * @param window the first of them
   * @param column the first one that it reads, which may be beyond the row
   * @param low the first column of those that are copied for it, between zeros
   * @param high after the last one; {@code low}, if there are none
   * @param copied where the first one is in a row of the copies
   */
  record Strip(int window, int column, int low, int high, int copied) {}

  /**
   * Rows of windows.
   *
   * @param taps those across the rows that are inside the plane, the same for all of them
   */
  record Run(int begin, int end, List<Integer> taps) {}

  /**
   * @param layer one that {@link #suits}
   * @param lanes numbers of a vector
   */
  StridedStrips(Layer layer, int lanes) {
    this.lanes = lanes;
    this.down = down(layer);
    this.along = along(layer);
    this.strips = strips();
    this.runs = runs(down);
  }

  /** Whether sums over windows can be computed so: of one channel each, one or two axes, few taps, and rows of at least a vector. */
  static boolean suits(Layer layer, int lanes) {
    if (layer.rank() > 2 || layer.relation().positionChannelsPerGroup() > 1 || lanes % STRIDE != 0) {
      return false;
    }
    Relation.Axis across = down(layer);
    Relation.Axis row = along(layer);
    if (row.stride() != STRIDE || row.windows() < lanes) {
      return false;
    }
    if (across.windows() > MOST_ROWS || across.taps() > MOST_TAPS || row.taps() > MOST_TAPS / across.taps()) {
      return false;
    }
    int vectors = ceil(row.windows(), lanes);
    return vectors * width(row, lanes) <= MOST_COLUMNS && (long) ceil(vectors, together(across, row)) * runs(across).size() <= MOST_TILES;
  }

  /** All rows. */
  List<Run> runs() {
    return runs;
  }

  /** How many vectors a row has. */
  int vectors() {
    return strips.size();
  }

  /** The strips of each loop body. */
  List<List<Strip>> bands() {
    int size = ceil(strips.size(), ceil(strips.size(), together(down, along)));
    return IntStream.range(0, ceil(strips.size(), size))
        .mapToObj(band -> strips.subList(band * size, Math.min(strips.size(), (band + 1) * size))).toList();
  }

  /** Rows that all rows of windows read. */
  double rowsRead() {
    return runs.stream().mapToDouble(run -> (double) (run.end - run.begin) * run.taps.size()).sum();
  }

  static Relation.Axis along(Layer layer) {
    return layer.relation().axes().get(layer.rank() - 1);
  }

  /** The axis across the rows: one row, where there is none. */
  static Relation.Axis down(Layer layer) {
    return layer.rank() == 2 ? layer.relation().axes().get(0) : new Relation.Axis(1, 1, 1, 1, 1, 0, false);
  }

  /** Columns that a strip reads; in long, for dilations may be large. */
  private static long width(Relation.Axis along, int lanes) {
    return STRIDE * lanes - 1 + (along.taps() - 1L) * along.dilation();
  }

  /** Strips of a loop body. */
  private static int together(Relation.Axis down, Relation.Axis along) {
    return MOST_STEPS / (2 * down.taps() * along.taps());
  }

  private static List<Run> runs(Relation.Axis down) {
    List<Run> runs = new ArrayList<>();
    int begin = 0;
    for (int row = 1; row <= down.windows(); row++) {
      if (row == down.windows() || !inside(down, row).equals(inside(down, begin))) {
        runs.add(new Run(begin, row, inside(down, begin)));
        begin = row;
      }
    }
    return runs;
  }

  private static List<Integer> inside(Relation.Axis axis, int window) {
    return IntStream.range(0, axis.taps())
        .filter(tap -> axis.position(window, tap) >= 0 && axis.position(window, tap) < axis.positions()).boxed().toList();
  }

  /** All of a row; the last one may overlap the one before it. */
  private List<Strip> strips() {
    List<Strip> all = new ArrayList<>();
    int copied = 0;
    for (int at = 0; at < along.windows(); at += lanes) {
      Strip strip = strip(Math.min(at, along.windows() - lanes), copied);
      all.add(strip);
      copied += strip.high - strip.low;
    }
    return all;
  }

  /** A strip, with at least a vector of its row to be copied, where it reaches beyond the row. */
  private Strip strip(int window, int copied) {
    int column = STRIDE * window - along.padBefore();
    int low = Integer.MAX_VALUE;
    int high = Integer.MIN_VALUE;
    for (int kx = 0; kx < along.taps(); kx++) {
      for (int half = 0; half < STRIDE; half++) {
        int first = column + kx * along.dilation() + half * (lanes - 1);
        if (!inside(first)) {
          low = Math.min(low, first);
          high = Math.max(high, first + lanes);
        }
      }
    }
    if (low > high) {
      return new Strip(window, column, 0, 0, copied);
    }
    if (low < 0 && high > 0) {
      high = Math.max(high, Math.min(lanes, along.positions()));
    } else if (high > along.positions() && low < along.positions()) {
      low = Math.min(low, Math.max(0, along.positions() - lanes));
    }
    return new Strip(window, column, low, high, copied);
  }

  /** Whether a vector that begins at a column is all within the row. */
  boolean inside(int column) {
    return column >= 0 && column + lanes <= along.positions();
  }

  int columnsCopied() {
    return strips.stream().mapToInt(strip -> strip.high - strip.low).sum();
  }
}
