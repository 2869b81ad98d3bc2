package org.convc.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.lower.RelationLoops;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.pass.AccumulateInLocal;
import org.convc.pass.CopyByGroup;
import org.convc.pass.DropDecidedConditions;
import org.convc.pass.DropSingleTrips;
import org.convc.pass.FuseStartAndFinish;
import org.convc.pass.LanesAlongTerms;
import org.convc.pass.OrderTerms;
import org.convc.pass.OutlineSections;
import org.convc.pass.PadOperand;
import org.convc.pass.Pass;
import org.convc.pass.RegisterTile;
import org.convc.pass.RoundUpTerms;
import org.convc.pass.ShareLoads;
import org.convc.pass.ShiftRows;
import org.convc.pass.SplitAmongThreads;
import org.convc.pass.SplitColumns;
import org.convc.pass.SplitPacking;
import org.convc.pass.SplitTerms;
import org.convc.pass.UnrollTaps;
import org.convc.pass.VectoriseCopies;
import org.convc.runtime.Layout;

/**
 * The gradient of the weights with neighbouring windows of a row in the lanes of vectors: both tensors are read as they lie in memory,
 * nothing is broadcast, and the lanes of each sum are added at its end. For few weights and many windows.
 */
public final class TermLanesStrategy implements Strategy {

  private static final int MOST_STEPS = 64;

  /** Of one row of a tensor, in one call of a tile: enough to hide the calls, few enough to stay in the first-level cache. */
  private static final int MOST_VECTORS = 64;

  /** The same of a plane whose weights are one tile, which goes down its columns. */
  private static final int MOST_VECTORS_OF_PLANE = 512;

  private final int lanes;
  private final int filters;
  private final int channels;
  private final int tapRows;
  private final int taps;
  private final int rows;
  private final boolean shifted;

  /** As the other one, without shifted copies. */
  public TermLanesStrategy(int lanes, int filters, int channels, int tapRows, int taps, int rows) {
    this(lanes, filters, channels, tapRows, taps, rows, false);
  }

  /**
   * @param lanes numbers of a vector
   * @param filters window channels of a tile
   * @param channels position channels of a tile
   * @param tapRows rows of taps of a tile
   * @param taps taps along a row of a tile; with a stride these must be all, as it is to be known which columns each reads
   * @param rows rows of windows whose terms are written out
   * @param shifted whether there is a shifted copy of the position tensor for each tap along a row, which does away with strides and
   *     makes one row of a plane
   */
  public TermLanesStrategy(int lanes, int filters, int channels, int tapRows, int taps, int rows, boolean shifted) {
    this.lanes = lanes;
    this.filters = filters;
    this.channels = channels;
    this.tapRows = tapRows;
    this.taps = taps;
    this.rows = rows;
    this.shifted = shifted;
  }

  @Override
  public String name() {
    return shifted ? "term lanes, shifted rows" : "term lanes";
  }

  @Override
  public String key() {
    return "term-lanes/" + lanes + "/" + filters + "/" + channels + "/" + tapRows + "/" + taps + "/" + rows
        + (shifted ? "/shifted" : "");
  }

  /** Whether the kernel is a gradient of weights and its windows lie side by side. */
  @Override
  public boolean suits(Layer layer, KernelKind kind) {
    Relation.Axis row = layer.relation().axes().get(layer.rank() - 1);
    boolean inReach = shifted ? layer.rank() <= 2 : row.stride() == 1 || row.taps() <= taps && KernelSides.hasVectorColumns(layer);
    return kind == KernelKind.BACKWARD_WEIGHTS && layer.layout() == Layout.NCHW && inReach;
  }

  @Override
  public String misfit(Layer layer, KernelKind kind) {
    int stride = layer.relation().axes().get(layer.rank() - 1).stride();
    if (shifted && layer.rank() > 2) {
      return "the planes of three axes do not make one row";
    }
    return stride > 1 && !shifted
        ? "what neighbouring windows read lies " + stride + " apart"
        : "windows of a row do not lie side by side in memory";
  }

  @Override
  public List<Pass> passes(Layer layer, KernelKind kind) {
    RelationLoops loops = new RelationLoops(layer.relation());
    int last = layer.rank() - 1;
    RelationLoops.Loop window = window(layer, loops);
    int run = run(window.extent());
    LoopVar along = SplitTerms.innerOf(window.variable());
    Set<LoopVar> blocks = new HashSet<>(Set.of(SplitTerms.outerOf(window.variable())));
    List<LoopVar> order = new ArrayList<>(List.of(along));
    Set<LoopVar> unrolled = Set.of();
    List<Pass> passes = new ArrayList<>();
    if (shifted) {
      Optional<LoopVar> across = last > 0 ? Optional.of(loops.windows().get(last - 1).variable()) : Optional.empty();
      int slack = (window.extent() + run - 1) / run * run - window.extent();
      passes.add(new ShiftRows(across, loops.windows().get(last).variable(), loops.taps().get(last).variable(), slack));
    }
    passes.add(new RoundUpTerms(window.variable(), run));
    passes.add(new DropDecidedConditions());
    passes.add(new PadOperand(KernelSides.mostElements(layer), PadOperand.Order.PLANES));
    passes.add(new AccumulateInLocal());
    passes.add(new FuseStartAndFinish());
    passes.add(new SplitTerms(window.variable(), run));
    if (last > 0 && !isOneRow(layer)) {
      RelationLoops.Loop row = loops.windows().get(last - 1);
      boolean single = isSingleTile(layer, loops);
      int block = divisor(row.extent(), Math.max(1, (single ? MOST_VECTORS_OF_PLANE : MOST_VECTORS) * lanes / run));
      int together = divisor(block, rows);
      LoopVar ofBlock = SplitTerms.innerOf(row.variable());
      passes.add(new SplitTerms(row.variable(), block));
      passes.add(new SplitTerms(ofBlock, together));
      blocks.add(SplitTerms.outerOf(row.variable()));
      order.add(single ? 1 : 0, SplitTerms.outerOf(ofBlock));
      order.add(SplitTerms.innerOf(ofBlock));
      unrolled = Set.of(SplitTerms.innerOf(ofBlock));
    }
    passes.add(new OrderTerms(order));
    passes.add(new CopyByGroup(loops.group().variable(), loops.group().extent()));
    passes.add(new LanesAlongTerms(along, loops.group().variable(), blocks, lanes));
    passes.add(new RegisterTile(kind.javaName(), tile(layer, loops)));
    passes.add(new UnrollTaps(unrolled, MOST_STEPS));
    passes.add(new ShareLoads());
    passes.add(new DropSingleTrips());
    passes.add(new SplitColumns());
    passes.add(new VectoriseCopies(lanes));
    passes.add(new SplitAmongThreads());
    passes.add(new SplitPacking());
    passes.add(new OutlineSections());
    return passes;
  }

  /** Whether all weights of a group are one tile, so that nothing is read twice and the terms need no blocks for that. */
  private boolean isSingleTile(Layer layer, RelationLoops loops) {
    int weights = loops.windowChannel().extent() * loops.positionChannel().extent();
    for (RelationLoops.Loop tap : loops.taps()) {
      weights *= tap.extent();
    }
    return tile(layer, loops).values().stream().reduce(1, (a, b) -> a * b) == weights;
  }

  /** The loop along a row of windows: all of a plane, where the rows are shifted and follow each other. */
  private RelationLoops.Loop window(Layer layer, RelationLoops loops) {
    RelationLoops.Loop row = loops.windows().get(layer.rank() - 1);
    return isOneRow(layer)
        ? new RelationLoops.Loop(ShiftRows.positions(row.variable()), row.extent() * loops.windows().get(0).extent())
        : row;
  }

  private boolean isOneRow(Layer layer) {
    return shifted && KernelSides.isOneRow(layer);
  }

  /** How many windows of a row a tile sums at a time: a multiple of the lanes, and about a whole fraction of the row. */
  private int run(int extent) {
    int most = MOST_VECTORS * lanes;
    int runs = (extent + most - 1) / most;
    int run = (extent + runs - 1) / runs;
    return (run + lanes - 1) / lanes * lanes;
  }

  private static int divisor(int extent, int most) {
    int divisor = Math.min(most, extent);
    while (extent % divisor != 0) {
      divisor--;
    }
    return divisor;
  }

  private Map<LoopVar, Integer> tile(Layer layer, RelationLoops loops) {
    Map<LoopVar, Integer> tile = new LinkedHashMap<>();
    int last = layer.rank() - 1;
    put(tile, loops.windowChannel(), filters);
    put(tile, loops.positionChannel(), channels);
    if (last > 0) {
      put(tile, loops.taps().get(last - 1), tapRows);
    }
    put(tile, loops.taps().get(last), taps);
    return tile;
  }

  private static void put(Map<LoopVar, Integer> tile, RelationLoops.Loop loop, int most) {
    tile.put(loop.variable(), Tiles.even(loop.extent(), most));
  }

  @Override
  public double cycles(Layer layer, KernelKind kind) {
    RelationLoops loops = new RelationLoops(layer.relation());
    int windows = window(layer, loops).extent();
    double work = Costs.multiplyAdds(layer) / lanes * Costs.waste(windows, run(windows));
    Map<LoopVar, Integer> tile = tile(layer, loops);
    double mine = tile.get(loops.windowChannel().variable());
    double others = tile.values().stream().reduce(1, (a, b) -> a * b) / mine;
    double loads = 2 * (mine + others) / (mine * others);
    double reduce = Costs.LANE * lanes * Costs.results(layer, kind);
    double copies = windows % lanes == 0 ? 0 : Costs.windows(layer) * (windows < lanes ? Costs.COPIED : 2.0 / lanes);
    if (!shifted && windows < lanes) {
      copies += 2 * Costs.COPIED * Costs.positions(layer);
    }
    int stride = layer.relation().axes().get(layer.rank() - 1).stride();
    double shift = stride == 1 ? 0.5 : Costs.APART / stride;
    double split = stride == 1 ? 0 : Costs.split(stride);
    double shifts = (shifted ? layer.axes().get(layer.rank() - 1).kernel() * shift : split) * Costs.positions(layer);
    return work * (0.5 + loads / 2) + reduce + copies + shifts;
  }

  @Override
  public String describe(Layer layer, KernelKind kind, Kernel scheduled) {
    return name() + ", vectors of " + lanes + ", tiles of "
        + Tiles.text(tile(layer, new RelationLoops(layer.relation())));
  }
}
