package org.convc.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import org.convc.lower.FourierAxis;
import org.convc.lower.FourierDefinition;
import org.convc.lower.FourierTiles;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;

/**
 * The sizes of the transforms of a kernel that cost least, and what that is.
 *
 * @param cycles of one batch item
 */
record FourierSizes(FourierTiles tiles, double cycles) {

  /** Bytes of spectra of tiles that are worked on at a time, where the spectra of the filters, which are read again each time, are not more. */
  private static final long LEAST_BYTES = 1 << 20;

  /** The most of them. */
  private static final long MOST_BYTES = 1 << 23;

  /** Numbers of a buffer, beyond which a kernel is left to others. */
  private static final long MOST_ELEMENTS = 1 << 28;

  /** The largest transform of an axis. */
  private static final int MOST_SIZE = 1 << 16;

  /** Cycles of a vector of complex numbers in a stage of radix 4: where a tile stays in the second-level cache, and where it does not. */
  private static final double STAGE = 6;

  private static final double FAR_STAGE = 11;

  /** Bytes that the second-level cache holds of what goes from stage to stage. */
  private static final double CACHE = 1 << 19;

  /** Cycles of transposing a number. */
  private static final double TRANSPOSED = 1.4;

  /** Cycles of a vector that goes to or comes from where channels lie between the blocks of a spectrum. */
  private static final double APART = 6;

  /** The same where blocks are on pages of their own. */
  private static final double FAR_APART = 50;

  /** Cycles of a multiply-add of vectors in a product. */
  private static final double MULTIPLY_ADD = 0.9;

  /** Bytes a cycle that come from memory, and from the last cache. */
  private static final double FROM_MEMORY = 4;

  private static final double FROM_CACHE = 16;

  /** Bytes that the last cache holds. */
  private static final double LAST_CACHE = 1 << 23;

  /** Channels of a group, and what is made of them. */
  private record Work(double groups, double operands, double filters, boolean gradient) {

    static Work of(Layer layer, KernelKind kind) {
      Relation relation = layer.relation();
      boolean gradient = kind == KernelKind.BACKWARD_WEIGHTS;
      boolean positions = gradient || !KernelSides.resultIsPositions(layer, kind);
      int positionChannels = relation.positionChannelsPerGroup();
      int windowChannels = relation.windowChannelsPerGroup();
      return new Work(
          relation.groups(), positions ? positionChannels : windowChannels, positions ? windowChannels : positionChannels, gradient);
    }
  }

  /** The cheapest sizes; none where no transform suits. */
  static Optional<FourierSizes> of(Layer layer, KernelKind kind, int lanes) {
    Work work = Work.of(layer, kind);
    List<FourierAxis> axes = FourierAxis.of(layer, kind);
    boolean line = axes.size() == 1;
    FourierSizes best = null;
    for (FourierTiles.Axis first : candidates(axes.get(0), work.gradient(), line, true, lanes)) {
      List<FourierTiles.Axis> seconds = line ? List.of(first) : candidates(axes.get(1), work.gradient(), false, false, lanes);
      for (FourierTiles.Axis second : seconds) {
        List<FourierTiles.Axis> both = line ? List.of(first) : List.of(first, second);
        double numbers = both.stream().mapToDouble(FourierTiles.Axis::size).reduce(0.5, (a, b) -> a * b);
        double count = both.stream().mapToDouble(FourierTiles.Axis::tiles).reduce(1, (a, b) -> a * b);
        FourierTiles tiles = together(both, work, numbers, lanes);
        double cycles = cycles(work, tiles, numbers, count, lanes);
        if (isSmall(work, tiles, numbers, count) && (best == null || cycles < best.cycles())) {
          best = new FourierSizes(tiles, cycles);
        }
      }
    }
    return Optional.ofNullable(best).map(s -> new FourierSizes(s.tiles(), s.cycles() + copies(layer, kind)));
  }

  /** Every size of an axis that may be worth it, cut into as few tiles as there must be. */
  private static List<FourierTiles.Axis> candidates(FourierAxis axis, boolean gradient, boolean line, boolean rows, int lanes) {
    int cut = gradient ? axis.taps() : axis.result();
    int reach = gradient ? axis.result() : axis.taps();
    List<FourierTiles.Axis> candidates = new ArrayList<>();
    PrimitiveIterator.OfInt sizes = FourierDefinition.sizes(reach, line, rows, lanes).takeWhile(size -> size <= MOST_SIZE).iterator();
    for (boolean whole = false; !whole && sizes.hasNext(); ) {
      int size = sizes.nextInt();
      whole = size >= axis.whole();
      int tiles = whole ? 1 : Costs.ceil(cut, size - reach + 1);
      // As few as pieces of equal length need.
      candidates.add(new FourierTiles.Axis(size, Costs.ceil(cut, Costs.ceil(cut, tiles)), 1));
    }
    return candidates;
  }

  private static FourierTiles together(List<FourierTiles.Axis> axes, Work work, double numbers, int lanes) {
    double spectra = 3 * work.operands() + 2 * work.filters();
    double bytesOfFilters = numbers * 2 * Float.BYTES * work.operands() * work.filters();
    int most = (int) Math.max(1, Math.min(MOST_BYTES, Math.max(LEAST_BYTES, bytesOfFilters)) / (numbers * Float.BYTES * spectra));
    FourierTiles.Axis columns = axes.get(axes.size() - 1);
    int inRow = divisor(columns.tiles(), most);
    List<FourierTiles.Axis> together = new ArrayList<>();
    if (axes.size() == 2) {
      FourierTiles.Axis rows = axes.get(0);
      int ofRows = inRow == columns.tiles() ? divisor(rows.tiles(), most / inRow) : 1;
      together.add(new FourierTiles.Axis(rows.size(), rows.tiles(), ofRows));
    }
    together.add(new FourierTiles.Axis(columns.size(), columns.tiles(), inRow));
    return new FourierTiles(together, lanes);
  }

  private static int divisor(int count, int most) {
    return IntStream.iterate(Math.min(count, Math.max(1, most)), d -> d - 1).filter(d -> count % d == 0).findFirst().orElseThrow();
  }

  private static boolean isSmall(Work work, FourierTiles tiles, double numbers, double count) {
    double atATime = tiles.axes().stream().mapToDouble(FourierTiles.Axis::together).reduce(1, (a, b) -> a * b);
    double spectra = numbers * 3 * atATime * Math.max(work.operands(), work.filters());
    double frames = 2 * numbers * count * work.operands();
    return Math.max(Math.max(spectra, frames), numbers * 2 * work.groups() * work.operands() * work.filters()) < MOST_ELEMENTS;
  }

  private static double cycles(Work work, FourierTiles tiles, double numbers, double count, int lanes) {
    double transforms = work.operands() + work.filters();
    double stages = Math.log(numbers) / Math.log(4);
    double stage = 4 * Float.BYTES * numbers > CACHE ? FAR_STAGE : STAGE;
    double apart = transforms > 2 ? 2 * APART : 0;
    double ofTransform = numbers / lanes * (stage * stages + apart) + 2 * numbers * TRANSPOSED;
    double products = count * numbers / lanes * work.operands() * work.filters() * 4;
    double atATime = tiles.axes().stream().mapToDouble(FourierTiles.Axis::together).reduce(1, (a, b) -> a * b);
    double read = numbers * 2 * Float.BYTES * work.operands() * work.filters();
    double pairs = work.operands() * work.filters();
    double once = work.gradient() ? pairs * (ofTransform + (pairs > 1 ? FAR_APART * numbers / lanes : 0)) : 0;
    return work.groups()
        * (count * transforms * ofTransform
            + products * MULTIPLY_ADD
            + count / atATime * read * (work.gradient() ? 2 : 1) / (read > LAST_CACHE ? FROM_MEMORY : FROM_CACHE)
            + once);
  }

  private static double copies(Layer layer, KernelKind kind) {
    double results = kind == KernelKind.BACKWARD_WEIGHTS ? Costs.windows(layer) : Costs.results(layer, kind);
    return Costs.COPIED * (results + Costs.operand(layer, kind));
  }
}
