package org.convc.schedule;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.lower.RelationLoops;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.pass.AccumulateInLocal;
import org.convc.pass.DropDecidedConditions;
import org.convc.pass.DropSingleTrips;
import org.convc.pass.FuseStartAndFinish;
import org.convc.pass.LanesAlongTaps;
import org.convc.pass.OutlineSections;
import org.convc.pass.PadOperand;
import org.convc.pass.Pass;
import org.convc.pass.RegisterTile;
import org.convc.pass.ShareLoads;
import org.convc.pass.SplitAmongThreads;
import org.convc.pass.SplitPacking;
import org.convc.pass.Vectorise;
import org.convc.pass.VectoriseCopies;

/**
 * The gradient of the weights with neighbouring weights of a filter in the lanes of vectors. The gradient is written where it belongs, and
 * the other tensor is read as it lies in memory; what the weights multiply is laid side by side in a panel for a few channels at a time.
 * For many filters and small maps, whose gradient of the weights is larger than their data.
 */
public final class TapLanesStrategy implements Strategy {

  /** Numbers of a row of the panel, about: with the rows of a small map it stays in the first-level cache. */
  private static final int MOST_WEIGHTS = 192;

  /** Rows of the panel: as many cache lines of two vectors as fill half of the first-level cache. */
  private static final int MOST_WINDOWS = 128;

  /** Rows of the panel whose lanes hold different taps: each has a copy of its own, written out. */
  private static final int MOST_COPIES = 27;

  private final int lanes;
  private final int vectors;
  private final int filters;

  /**
   * @param lanes numbers of a vector
   * @param vectors vectors of weights of a tile
   * @param filters filters of a tile
   */
  public TapLanesStrategy(int lanes, int vectors, int filters) {
    this.lanes = lanes;
    this.vectors = vectors;
    this.filters = filters;
  }

  @Override
  public String name() {
    return "tap lanes";
  }

  @Override
  public String key() {
    return "tap-lanes/" + lanes + "/" + vectors + "/" + filters;
  }

  /** Whether the kernel is a gradient of weights whose number is right. */
  @Override
  public boolean suits(Layer layer, KernelKind kind) {
    return kind == KernelKind.BACKWARD_WEIGHTS && block(layer.relation()) > 0;
  }

  /**
   * Channels of a panel: the most that divide the channels, fill whole vectors and stay small, preferably all vectors of a tile; 0 where
   * there are none.
   */
  private int block(Relation relation) {
    return IntStream.of(vectors, 1).map(v -> block(relation, v * lanes)).filter(b -> b > 0).findFirst().orElse(0);
  }

  private static int block(Relation relation, int width) {
    int taps = taps(relation);
    int channels = relation.positionChannelsPerGroup();
    if (taps / BigInteger.valueOf(taps).gcd(BigInteger.valueOf(width)).intValue() > MOST_COPIES) {
      return 0;
    }
    for (int block = Math.min(channels, Math.max(width, MOST_WEIGHTS / taps)); block > 0; block--) {
      if (channels % block == 0 && (long) block * taps % width == 0) {
        return (long) block * taps <= 4L * MOST_WEIGHTS ? block : 0;
      }
    }
    return 0;
  }

  private static int taps(Relation relation) {
    return relation.axes().stream().mapToInt(Relation.Axis::taps).reduce(1, (a, b) -> a * b);
  }

  /** Weights of a row of the panel. */
  private int width(Relation relation) {
    return block(relation) * taps(relation) % (vectors * lanes) == 0 ? vectors * lanes : lanes;
  }

  @Override
  public String misfit(Layer layer, KernelKind kind) {
    return "the weights of no small number of channels fill whole vectors of " + lanes + ", or in too many ways";
  }

  @Override
  public List<Pass> passes(Layer layer, KernelKind kind) {
    RelationLoops loops = new RelationLoops(layer.relation());
    List<LoopVar> taps = loops.taps().stream().map(RelationLoops.Loop::variable).toList();
    List<Pass> passes = new ArrayList<>();
    passes.add(new DropDecidedConditions());
    passes.add(new PadOperand(KernelSides.mostElements(layer), PadOperand.Order.PLANES));
    passes.add(new AccumulateInLocal());
    passes.add(new FuseStartAndFinish());
    passes.add(
        new LanesAlongTaps(
            loops.group().variable(),
            loops.windowChannel().variable(),
            loops.positionChannel().variable(),
            taps,
            block(layer.relation()),
            width(layer.relation()),
            MOST_WINDOWS));
    passes.add(new Vectorise(LanesAlongTaps.weight(), lanes));
    passes.add(new VectoriseCopies(lanes));
    passes.add(new RegisterTile(kind.javaName(), tile(layer), Set.of(LanesAlongTaps.rows())));
    passes.add(new ShareLoads());
    passes.add(new DropSingleTrips());
    passes.add(new SplitAmongThreads());
    passes.add(new SplitPacking());
    passes.add(new OutlineSections());
    return passes;
  }

  private Map<LoopVar, Integer> tile(Layer layer) {
    Map<LoopVar, Integer> tile = new LinkedHashMap<>();
    RelationLoops.Loop filter = new RelationLoops(layer.relation()).windowChannel();
    tile.put(filter.variable(), Tiles.even(filter.extent(), filters));
    tile.put(LanesAlongTaps.weight(), vectors);
    return tile;
  }

  @Override
  public double cycles(Layer layer, KernelKind kind) {
    RelationLoops.Loop filter = new RelationLoops(layer.relation()).windowChannel();
    double work = Costs.multiplyAdds(layer) / lanes * Costs.waste(filter.extent(), tile(layer).get(filter.variable()));
    double panel = Costs.multiplyAdds(layer) / filter.extent();
    double compute = work * Costs.streamedMultiplyAdd(lanes * layer.type().bytes(), Math.min(filter.extent(), filters), vectors);
    return compute + Costs.COPIED * panel + Costs.STORED * Costs.results(layer, kind);
  }

  @Override
  public String describe(Layer layer, KernelKind kind, Kernel scheduled) {
    return name() + ", vectors of " + lanes + ", tiles of "
        + Tiles.text(tile(layer));
  }
}
