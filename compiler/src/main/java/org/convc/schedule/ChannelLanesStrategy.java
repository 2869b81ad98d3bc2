package org.convc.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import java.util.function.IntFunction;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.lower.RelationLoops;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.pass.AccumulateInLocal;
import org.convc.pass.DropDecidedConditions;
import org.convc.pass.DropSingleTrips;
import org.convc.pass.FusePhases;
import org.convc.pass.FuseStartAndFinish;
import org.convc.pass.LanesAlongChannels;
import org.convc.pass.OrderElements;
import org.convc.pass.OrderTerms;
import org.convc.pass.OutlineSections;
import org.convc.pass.PadOperand;
import org.convc.pass.Pass;
import org.convc.pass.PullByPhase;
import org.convc.pass.RegisterTile;
import org.convc.pass.ShareLoads;
import org.convc.pass.SplitAmongThreads;
import org.convc.pass.SplitPacking;
import org.convc.pass.SplitTerms;
import org.convc.pass.Vectorise;
import org.convc.pass.VectoriseCopies;

/**
 * Channels of the result in the lanes of vectors. The other operand is broadcast, element by element, from where it lies, so strides,
 * dilation and small maps cost nothing extra; the operand with the channels is packed once.
 */
public final class ChannelLanesStrategy implements Strategy {

  /** Channels that are summed at once: each reads a cache line or two, and the lines are read again for the next tap. */
  private static final int MOST_CHANNELS = 256;

  /** Bytes of weights that a tile reads before its sums are stored: three quarters of the first-level cache. */
  private static final int MOST_WEIGHTS = 24 << 10;

  /** Elements that fill half of the second-level cache. */
  private static final long HALF_CACHE = 1 << 16;

  /** Elements of a merged row whose sums would be too many to stage at once. */
  private static final int LARGE_ROW = 256;

  private final int lanes;
  private final int vectors;
  private final int sums;

  /**
   * @param lanes numbers of a vector
   * @param vectors vectors of a block of channels
   * @param sums vectors that a tile keeps in registers
   */
  public ChannelLanesStrategy(int lanes, int vectors, int sums) {
    this.lanes = lanes;
    this.vectors = vectors;
    this.sums = sums;
  }

  @Override
  public String name() {
    return "channel lanes";
  }

  /** Large planes keep their rows: one row of sums is staged at a time, and is to stay in the first-level cache. */
  @Override
  public Layer form(Layer layer) {
    Layer merged = layer.merged();
    return merged.axes().get(merged.rank() - 1).output() > LARGE_ROW ? layer : merged;
  }

  @Override
  public String key() {
    return "channel-lanes/" + lanes + "/" + vectors + "/" + sums;
  }

  /** Whether the result has enough channels to fill vectors. */
  @Override
  public boolean suits(Layer layer, KernelKind kind) {
    return kind != KernelKind.BACKWARD_BIAS && channel(layer, kind).extent() >= lanes;
  }

  @Override
  public String misfit(Layer layer, KernelKind kind) {
    return "a group of the result has " + channel(layer, kind).extent() + " channels, which do not fill a vector of " + lanes;
  }

  @Override
  public List<Pass> passes(Layer layer, KernelKind kind) {
    RelationLoops loops = new RelationLoops(layer.relation());
    List<Pass> passes = new ArrayList<>();
    if (KernelSides.resultIsPositions(layer, kind)) {
      passes.add(KernelSides.pull(layer.relation(), loops));
    }
    RelationLoops.Loop channel = channel(layer, kind);
    List<LoopVar> innermost =
        kind == KernelKind.BACKWARD_WEIGHTS || isShort(layer, kind)
            ? List.of()
            : List.of(KernelSides.otherChannel(layer, kind, loops).variable());
    PadOperand.Order order = order(layer, kind);
    if (order == PadOperand.Order.PLANES) {
      passes.add(new DropDecidedConditions());
    }
    passes.add(new PadOperand(KernelSides.mostElements(layer), order));
    passes.add(new DropDecidedConditions());
    passes.add(new AccumulateInLocal());
    passes.add(new FuseStartAndFinish());
    Set<LoopVar> blocks = new HashSet<>();
    RelationLoops.Loop other = KernelSides.otherChannel(layer, kind, loops);
    int together = together(other.extent());
    if (innermost.contains(other.variable()) && together < other.extent()) {
      passes.add(new SplitTerms(other.variable(), together));
      blocks.add(SplitTerms.outerOf(other.variable()));
      innermost = List.of(SplitTerms.innerOf(other.variable()));
    }
    int inner = KernelSides.innerChannels(layer, kind, together);
    if (!innermost.isEmpty() && inner < together) {
      passes.add(new SplitTerms(innermost.get(0), inner));
      innermost = List.of(SplitTerms.innerOf(innermost.get(0)));
    }
    if (!innermost.isEmpty() && (!KernelSides.resultIsPositions(layer, kind) || isDense(layer))) {
      blocks.addAll(tapBlocks(layer, loops, together));
    }
    passes.add(new OrderTerms(innermost));
    if (isLarge(layer, kind)) {
      passes.add(new OrderElements(List.of(channel.variable(), column(layer, kind, loops))));
    }
    passes.add(new LanesAlongChannels(channel.variable(), lanes * vectors, innermost, blocks, mostTerms(layer)));
    passes.add(new DropDecidedConditions());
    if (KernelSides.resultIsPositions(layer, kind) && layer.rank() > 1) {
      LoopVar row = KernelSides.pull(layer.relation(), loops).positions(layer.rank() - 2).getKey();
      passes.add(new FusePhases(List.of(loops.group().variable(), row)));
    }
    passes.add(new Vectorise(channel.variable(), lanes));
    passes.add(new VectoriseCopies(lanes));
    passes.add(new RegisterTile(kind.javaName(), tile(layer, kind, loops)));
    passes.add(new ShareLoads());
    passes.add(new DropSingleTrips());
    passes.add(new SplitAmongThreads());
    passes.add(new SplitPacking());
    passes.add(new OutlineSections());
    return passes;
  }

  @Override
  public double cycles(Layer layer, KernelKind kind) {
    int channels = channel(layer, kind).extent();
    double work = Costs.multiplyAdds(layer) / lanes * Costs.waste(channels, lanes * vectors);
    double broadcast =
        tile(layer, kind, new RelationLoops(layer.relation())).values().stream().reduce(1, (a, b) -> a * b) / vectors;
    double compute = work * Costs.streamedMultiplyAdd(lanes * layer.type().bytes(), broadcast, vectors);
    return kind == KernelKind.BACKWARD_WEIGHTS
        ? compute + Costs.TRANSPOSED * (Costs.windows(layer) + 2 * Costs.results(layer, kind))
        : compute + Costs.CHANNELS_LAST * (Costs.results(layer, kind) + Costs.operand(layer, kind) / 2);
  }

  @Override
  public String describe(Layer layer, KernelKind kind, Kernel scheduled) {
    return name() + ", vectors of " + lanes + ", tiles of "
        + Tiles.text(tile(layer, kind, new RelationLoops(layer.relation())));
  }

  /** The loops over taps that go around the sums of a row, so that the weights within stay in the first-level cache. */
  private List<LoopVar> tapBlocks(Layer layer, RelationLoops loops, int together) {
    long bytes = (long) together * lanes * vectors * layer.type().bytes();
    List<LoopVar> blocks = new ArrayList<>();
    for (int i = layer.rank() - 1; i >= 0; i--) {
      RelationLoops.Loop taps = loops.taps().get(i);
      bytes *= taps.extent();
      if (bytes > MOST_WEIGHTS && taps.extent() > 1) {
        blocks.add(taps.variable());
      }
    }
    return blocks;
  }

  /** Whether all weights stay in the second-level cache and the data do not: each row of data is then read for all channels at once. */
  private static boolean isLarge(Layer layer, KernelKind kind) {
    return kind != KernelKind.BACKWARD_WEIGHTS
        && layer.rank() > 1
        && layer.info().weights().elements() <= HALF_CACHE
        && Costs.operand(layer, kind) > HALF_CACHE;
  }

  /** The variable that runs along a row of the result. */
  private static LoopVar column(Layer layer, KernelKind kind, RelationLoops loops) {
    int last = layer.rank() - 1;
    return KernelSides.resultIsPositions(layer, kind)
        ? KernelSides.pull(layer.relation(), loops).positions(last).getKey()
        : loops.windows().get(last).variable();
  }

  private static boolean isDense(Layer layer) {
    return layer.relation().axes().stream().allMatch(a -> a.stride() == 1);
  }

  /** How many channels are summed before the next position: all, or a divisor of many that leaves what they read in the cache. */
  private static int together(int channels) {
    if (channels <= MOST_CHANNELS) {
      return channels;
    }
    for (int divisor = MOST_CHANNELS / 2; divisor >= MOST_CHANNELS / 4; divisor--) {
      if (channels % divisor == 0) {
        return divisor;
      }
    }
    return channels;
  }

  /**
   * Whether there are fewer channels than taps along a row: the longer loop goes innermost. Taps whose channels follow each other in memory
   * make one loop with them.
   */
  private static boolean isShort(Layer layer, KernelKind kind) {
    RelationLoops.Loop channels = KernelSides.otherChannel(layer, kind, new RelationLoops(layer.relation()));
    boolean follow = !KernelSides.resultIsPositions(layer, kind) && layer.relation().axes().get(layer.rank() - 1).dilation() == 1;
    return !follow && channels.extent() < layer.axes().get(layer.rank() - 1).kernel();
  }

  private static PadOperand.Order order(Layer layer, KernelKind kind) {
    if (kind == KernelKind.BACKWARD_WEIGHTS) {
      return PadOperand.Order.PLANES;
    }
    return isShort(layer, kind) ? PadOperand.Order.ROWS : PadOperand.Order.CHANNELS;
  }

  private Map<LoopVar, Integer> tile(Layer layer, KernelKind kind, RelationLoops loops) {
    Map<LoopVar, Integer> tile = new LinkedHashMap<>();
    Relation relation = layer.relation();
    int most = sums / vectors;
    int last = layer.rank() - 1;
    if (kind == KernelKind.BACKWARD_WEIGHTS) {
      int[] best = ofWeights(loops.taps().get(last).extent(), relation.positionChannelsPerGroup(), most);
      tile.put(loops.taps().get(last).variable(), best[0]);
      tile.put(loops.positionChannel().variable(), best[1]);
    } else if (KernelSides.resultIsPositions(layer, kind)) {
      PullByPhase pull = KernelSides.pull(relation, loops);
      spatial(tile, i -> pull.positions(i), last, most);
    } else {
      List<RelationLoops.Loop> windows = loops.windows();
      spatial(tile, i -> Map.entry(windows.get(i).variable(), windows.get(i).extent()), last, most);
    }
    tile.put(channel(layer, kind).variable(), vectors);
    return tile;
  }

  /** The tile of taps along a row and channels that takes the fewest cycles. */
  private int[] ofWeights(int taps, int channels, int most) {
    int[] best = {1, 1};
    double least = Double.MAX_VALUE;
    for (int t = Math.min(taps, most); t > 0; t--) {
      for (int c = Math.min(channels, most / t); c > 0; c--) {
        double cycles =
            (taps / t) * ((channels / c) * step(t * c) + step(t * (channels % c)))
                + (channels / c) * step(taps % t * c)
                + step(taps % t * (channels % c));
        if (cycles < least) {
          least = cycles;
          best = new int[] {t, c};
        }
      }
    }
    return best;
  }

  /** Cycles of a step of a tile, by how many values it broadcasts: no sum can be added to sooner than after four. */
  private double step(int broadcast) {
    return broadcast == 0 ? 0 : Math.max(4, Math.max(broadcast * vectors, broadcast + vectors) / 2.0) + 0.5;
  }

  /** Terms of a gradient of weights that are summed at a time: what they read fills half of the first-level cache. */
  private int mostTerms(Layer layer) {
    return Math.max(1, MOST_WEIGHTS / (lanes * vectors * layer.type().bytes()));
  }

  /** A run of a row; of several rows, where they are short. */
  private static void spatial(
      Map<LoopVar, Integer> tile, IntFunction<Map.Entry<LoopVar, Integer>> axes, int last, int most) {
    Map.Entry<LoopVar, Integer> column = axes.apply(last);
    int columns = Tiles.even(column.getValue(), most);
    if (last > 0 && columns == column.getValue()) {
      Map.Entry<LoopVar, Integer> row = axes.apply(last - 1);
      tile.put(row.getKey(), Tiles.even(row.getValue(), Math.max(1, most / columns)));
    }
    tile.put(column.getKey(), columns);
  }

  private static RelationLoops.Loop channel(Layer layer, KernelKind kind) {
    RelationLoops loops = new RelationLoops(layer.relation());
    return kind == KernelKind.BACKWARD_WEIGHTS ? loops.windowChannel() : KernelSides.channel(layer, kind, loops);
  }
}
