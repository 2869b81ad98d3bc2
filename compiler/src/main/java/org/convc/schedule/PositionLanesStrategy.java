package org.convc.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.lower.RelationLoops;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.pass.AccumulateInLocal;
import org.convc.pass.CopyByGroup;
import org.convc.pass.CoverRow;
import org.convc.pass.DropDecidedConditions;
import org.convc.pass.DropSingleTrips;
import org.convc.pass.FusePhases;
import org.convc.pass.FuseStartAndFinish;
import org.convc.pass.GroupRuns;
import org.convc.pass.HoistLoads;
import org.convc.pass.InterleavePhases;
import org.convc.pass.OrderElements;
import org.convc.pass.OrderTerms;
import org.convc.pass.OutlineSections;
import org.convc.pass.PackPanel;
import org.convc.pass.PadOperand;
import org.convc.pass.Pass;
import org.convc.pass.PullByPhase;
import org.convc.pass.RegisterTile;
import org.convc.pass.RollRows;
import org.convc.pass.ShareLoads;
import org.convc.pass.ShiftRows;
import org.convc.pass.SplitAmongThreads;
import org.convc.pass.SplitColumns;
import org.convc.pass.SplitPacking;
import org.convc.pass.SplitTerms;
import org.convc.pass.StageRow;
import org.convc.pass.UnrollTaps;
import org.convc.pass.Vectorise;
import org.convc.pass.VectoriseCopies;
import org.convc.runtime.Layout;

/**
 * Neighbouring positions of a row in the lanes of vectors, weights broadcast. The result is written where it belongs; what is read is
 * copied between zeros, shifted or into panels where that pays. Needs rows that are at least as long as a vector.
 */
public final class PositionLanesStrategy implements Strategy {

  private static final int MOST_HOISTED = 9;

  /** Tiles that read a panel, for the copy to be worth it. */
  private static final int FEWEST_TILES = 2;

  /** Numbers of a panel: it is to stay in the second-level cache with what else a tile reads. */
  private static final int MOST_PANEL = 1 << 16;

  /** Bytes of the panels that tiles go through: a quarter of the second-level cache, whose rest is for what is written. */
  private static final int GROUP_OF_PANELS = 1 << 17;

  /** Runs of a group: a tile writes enough of each plane at a time; more of them were not faster. */
  private static final int MOST_RUNS = 14;

  private final int lanes;
  private final int vectors;
  private final int channels;
  private final int rows;
  private final int steps;
  private final boolean shifted;

  /** As the other one, without shifted copies. */
  public PositionLanesStrategy(int lanes, int vectors, int channels, int rows, int steps) {
    this(lanes, vectors, channels, rows, steps, false);
  }

  /**
   * @param lanes numbers of a vector
   * @param vectors vectors of a row that a tile takes
   * @param channels channels of the result that a tile takes
   * @param rows rows of the result that a tile takes; 0 for all of them, one after the other
   * @param steps most multiply-adds of an unrolled loop body
   * @param shifted whether there is a shifted copy of the operand for each tap along a row, which does away with strides and makes one row of a
   *     plane
   */
  public PositionLanesStrategy(int lanes, int vectors, int channels, int rows, int steps, boolean shifted) {
    this.lanes = lanes;
    this.vectors = vectors;
    this.channels = channels;
    this.rows = rows;
    this.steps = steps;
    this.shifted = shifted;
  }

  @Override
  public String name() {
    return shifted ? "position lanes, shifted rows" : "position lanes";
  }

  @Override
  public String key() {
    return "position-lanes/" + lanes + "/" + vectors + "/" + channels + "/" + rows + "/" + steps + (shifted ? "/shifted" : "");
  }

  /** Whether the result is made of rows that are long enough. */
  @Override
  public boolean suits(Layer layer, KernelKind kind) {
    if (kind == KernelKind.BACKWARD_BIAS || kind == KernelKind.BACKWARD_WEIGHTS || layer.layout() != Layout.NCHW) {
      return false;
    }
    boolean stride = layer.relation().axes().get(layer.rank() - 1).stride() > 1;
    if (KernelSides.resultIsPositions(layer, kind)) {
      PullByPhase pull = KernelSides.pull(layer.relation(), new RelationLoops(layer.relation()));
      boolean phases = layer.relation().axes().stream().anyMatch(a -> a.stride() > 1);
      if (!pull.applies() || pull.byWindows() || shifted && phases) {
        return false;
      }
    } else if (stride && !shifted && !isWrittenOut(layer, kind)) {
      return false;
    }
    return (!shifted || layer.rank() <= 2 && rows == 1) && (!rolls() || isRolled(layer, kind)) && row(layer, kind).getValue() >= lanes * vectors;
  }

  private boolean rolls() {
    return rows == 0;
  }

  /** Whether neighbouring rows of sums share what they read, and what is done with a row is few enough steps to be written out. */
  private boolean isRolled(Layer layer, KernelKind kind) {
    RelationLoops loops = new RelationLoops(layer.relation());
    int both = KernelSides.channel(layer, kind, loops).extent() * KernelSides.otherChannel(layer, kind, loops).extent();
    if (shifted || layer.rank() < 2 || both > 1 || vectors > 1) {
      return false;
    }
    Relation.Axis across = layer.relation().axes().get(layer.rank() - 2);
    int taps = layer.axes().get(layer.rank() - 1).kernel();
    int tapRows = across.taps();
    boolean further = layer.rank() > 2 && layer.axes().get(0).kernel() > 1;
    boolean phases = KernelSides.resultIsPositions(layer, kind) && layer.relation().axes().stream().anyMatch(a -> a.stride() > 1);
    return !further && !phases && across.dilation() == 1 && tapRows > across.stride() && taps * tapRows <= steps
        && taps * (tapRows - across.stride()) * tapRows / 2 <= steps;
  }

  /**
   * Whether the taps along a row are, so that it is known which of the columns that a stride leaves each of them reads. For a single channel:
   * tiles of several are faster with a loop over the taps of shifted rows.
   */
  private boolean isWrittenOut(Layer layer, KernelKind kind) {
    int together = Math.min(channels, KernelSides.channel(layer, kind, new RelationLoops(layer.relation())).extent());
    int step = layer.axes().get(layer.rank() - 1).kernel() * Math.max(1, rows) * vectors;
    return together == 1 && step <= steps && KernelSides.hasVectorColumns(layer);
  }

  /** The variable that runs along a row of the result, and how long a row is. */
  private Map.Entry<LoopVar, Integer> row(Layer layer, KernelKind kind) {
    Map.Entry<LoopVar, Integer> row = axis(layer, kind, layer.rank() - 1);
    if (!isOneRow(layer)) {
      return row;
    }
    return Map.entry(ShiftRows.positions(row.getKey()), row.getValue() * axis(layer, kind, layer.rank() - 2).getValue());
  }

  /** Whether shifted copies make one row of a plane. */
  private boolean isOneRow(Layer layer) {
    return shifted && KernelSides.isOneRow(layer);
  }

  private static Map.Entry<LoopVar, Integer> axis(Layer layer, KernelKind kind, int axis) {
    RelationLoops loops = new RelationLoops(layer.relation());
    if (KernelSides.resultIsPositions(layer, kind)) {
      return KernelSides.pull(layer.relation(), loops).positions(axis);
    }
    RelationLoops.Loop window = loops.windows().get(axis);
    return Map.entry(window.variable(), window.extent());
  }

  @Override
  public String misfit(Layer layer, KernelKind kind) {
    if (layer.layout() != Layout.NCHW) {
      return "positions of a row do not lie side by side in memory";
    }
    if (KernelSides.resultIsPositions(layer, kind)) {
      PullByPhase pull = KernelSides.pull(layer.relation(), new RelationLoops(layer.relation()));
      if (!pull.applies() || pull.byWindows()) {
        return "stride and dilation leave no rows that one tap meets as a whole";
      }
      if (shifted && layer.relation().axes().stream().anyMatch(a -> a.stride() > 1)) {
        return "each phase of the stride has taps of its own";
      }
    } else {
      int stride = layer.relation().axes().get(layer.rank() - 1).stride();
      if (stride > 1 && !shifted && !isWrittenOut(layer, kind)) {
        return "what neighbouring positions read lies " + stride + " apart";
      }
    }
    if (shifted && (layer.rank() > 2 || rows > 1)) {
      return "the planes of three axes do not make one row";
    }
    return "rows of " + row(layer, kind).getValue() + " are shorter than "
        + (vectors == 1 ? "a vector of " + lanes : vectors + " vectors of " + lanes);
  }

  @Override
  public List<Pass> passes(Layer layer, KernelKind kind) {
    RelationLoops loops = new RelationLoops(layer.relation());
    List<Pass> passes = new ArrayList<>();
    if (KernelSides.resultIsPositions(layer, kind)) {
      passes.add(KernelSides.pull(layer.relation(), loops));
    }
    LoopVar row = row(layer, kind).getKey();
    if (shifted) {
      int last = layer.rank() - 1;
      Optional<LoopVar> across = last > 0 ? Optional.of(axis(layer, kind, last - 1).getKey()) : Optional.empty();
      LoopVar tap = loops.taps().get(last).variable();
      passes.add(new ShiftRows(across, axis(layer, kind, last).getKey(), tap, 0));
    }
    passes.add(new DropDecidedConditions());
    passes.add(new PadOperand(KernelSides.mostElements(layer), PadOperand.Order.PLANES));
    passes.add(new AccumulateInLocal());
    passes.add(new FuseStartAndFinish(Vectorise::suits));
    passes.add(new OrderElements(elements(layer, kind, loops)));
    passes.add(new OrderTerms(terms(layer, kind, loops)));
    RelationLoops.Loop other = KernelSides.otherChannel(layer, kind, loops);
    int inner = KernelSides.innerChannels(layer, kind, other.extent());
    if (steps == 0 && inner < other.extent()) {
      passes.add(new SplitTerms(other.variable(), inner));
    }
    passes.add(new StageRow(row, elements(layer, kind, loops)));
    if (KernelSides.resultIsPositions(layer, kind)) {
      if (layer.rank() > 1) {
        passes.add(new FusePhases(ofPhases(layer, kind, loops)));
      }
      if (layer.rank() == 2) {
        passes.add(new InterleavePhases(lanes));
      }
    }
    passes.add(new CopyByGroup(loops.group().variable(), loops.group().extent()));
    passes.add(new CoverRow(row, lanes * vectors));
    passes.add(new Vectorise(row, lanes));
    if (rolls()) {
      int down = layer.rank() - 2;
      passes.add(
          new RollRows(
              kind.javaName(),
              axis(layer, kind, down).getKey(),
              loops.taps().get(down).variable(),
              loops.taps().get(down + 1).variable(),
              MOST_HOISTED));
    } else {
      passes.add(new RegisterTile(kind.javaName(), tile(layer, kind, loops)));
    }
    passes.add(new PackPanel(row, FEWEST_TILES, MOST_PANEL));
    passes.add(new GroupRuns(row, GROUP_OF_PANELS / layer.type().bytes(), MOST_RUNS));
    passes.add(new UnrollTaps(KernelSides.shortLoops(layer, kind, loops), steps));
    passes.add(new SplitColumns());
    passes.add(new VectoriseCopies(lanes));
    passes.add(new ShareLoads());
    passes.add(new DropSingleTrips(false));
    passes.add(new HoistLoads(MOST_HOISTED));
    passes.add(new SplitAmongThreads());
    passes.add(new SplitPacking());
    passes.add(new OutlineSections());
    passes.add(new DropSingleTrips());
    return passes;
  }

  /** The loops that phases go through together: over single channels, whose planes stay in the cache, or over rows. */
  private List<LoopVar> ofPhases(Layer layer, KernelKind kind, RelationLoops loops) {
    RelationLoops.Loop channel = KernelSides.channel(layer, kind, loops);
    boolean planes = channel.extent() == 1 && rows > 1;
    return List.of(loops.group().variable(), planes ? channel.variable() : axis(layer, kind, layer.rank() - 2).getKey());
  }

  private List<LoopVar> elements(Layer layer, KernelKind kind, RelationLoops loops) {
    LoopVar row = row(layer, kind).getKey();
    List<LoopVar> order = new ArrayList<>(List.of(row));
    if (rows != 1 && layer.rank() > 1) {
      order.add(axis(layer, kind, layer.rank() - 2).getKey());
    }
    order.add(KernelSides.channel(layer, kind, loops).variable());
    if (KernelSides.channel(layer, kind, loops).extent() == 1 && order.size() > 2) {
      order.remove(2);
    }
    return order;
  }

  private List<LoopVar> terms(Layer layer, KernelKind kind, RelationLoops loops) {
    RelationLoops.Loop other = KernelSides.otherChannel(layer, kind, loops);
    // Of shifted rows and of weights, all taps of a channel lie side by side and make one loop, which is to be the longer one.
    boolean isShort = shifted && other.extent() < layer.axes().get(layer.rank() - 1).kernel();
    return steps > 0 || isShort ? List.of() : List.of(other.variable());
  }

  private Map<LoopVar, Integer> tile(Layer layer, KernelKind kind, RelationLoops loops) {
    Map<LoopVar, Integer> tile = new LinkedHashMap<>();
    RelationLoops.Loop channel = KernelSides.channel(layer, kind, loops);
    tile.put(channel.variable(), Tiles.even(channel.extent(), channels));
    if (rows > 1 && layer.rank() > 1) {
      Map.Entry<LoopVar, Integer> axis = axis(layer, kind, layer.rank() - 2);
      tile.put(axis.getKey(), Tiles.even(axis.getValue(), rows));
    }
    tile.put(row(layer, kind).getKey(), vectors);
    return tile;
  }

  @Override
  public double cycles(Layer layer, KernelKind kind) {
    return new PositionLanesCycles(layer, kind, lanes, vectors, rows, shifted).of(row(layer, kind).getValue(), channels);
  }

  @Override
  public String describe(Layer layer, KernelKind kind, Kernel scheduled) {
    if (rolls()) {
      return name() + ", vectors of " + lanes + ", row after row";
    }
    return name() + ", vectors of " + lanes + ", tiles of "
        + Tiles.text(tile(layer, kind, new RelationLoops(layer.relation())));
  }
}
