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
import org.convc.pass.DropDecidedConditions;
import org.convc.pass.DropSingleTrips;
import org.convc.pass.FuseStartAndFinish;
import org.convc.pass.LanesAlongChannels;
import org.convc.pass.OrderTerms;
import org.convc.pass.OutlineSections;
import org.convc.pass.PadOperand;
import org.convc.pass.Pass;
import org.convc.pass.RegisterTile;
import org.convc.pass.ShareLoads;
import org.convc.pass.SplitPacking;
import org.convc.pass.Vectorise;

/**
 * Channels of the result in the lanes of vectors. The other operand is broadcast, element by element, from where it lies, so strides,
 * dilation and small maps cost nothing extra; the operand with the channels is packed once.
 */
public final class ChannelLanesStrategy implements Strategy {

  /** A padded copy of up to 16 MB is always worth it. */
  private static final long SMALL_COPY = 1L << 22;

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

  /** The strategy for a kernel on a target with vectors; empty where the result has too few channels to fill one. */
  public static Optional<ChannelLanesStrategy> of(Layer layer, KernelKind kind, Target target) {
    int lanes = target.lanes(layer.type());
    if (lanes == 0 || kind == KernelKind.BACKWARD_BIAS || channel(layer, kind).extent() < lanes) {
      return Optional.empty();
    }
    int vectors = channel(layer, kind).extent() > lanes ? 2 : 1;
    return Optional.of(new ChannelLanesStrategy(lanes, vectors, target.sums()));
  }

  @Override
  public String name() {
    return "channel lanes";
  }

  /** Whether the result has enough channels to fill vectors. */
  public boolean suits(Layer layer, KernelKind kind) {
    return kind != KernelKind.BACKWARD_BIAS && channel(layer, kind).extent() >= lanes;
  }

  @Override
  public List<Pass> passes(Layer layer, KernelKind kind) {
    RelationLoops loops = new RelationLoops(layer.relation());
    List<Pass> passes = new ArrayList<>();
    if (DirectStrategy.resultIsPositions(layer, kind)) {
      passes.add(DirectStrategy.pull(layer.relation(), loops));
    }
    RelationLoops.Loop channel = channel(layer, kind);
    List<LoopVar> innermost =
        kind == KernelKind.BACKWARD_WEIGHTS ? List.of() : List.of(otherChannel(layer, kind, loops).variable());
    passes.add(new DropDecidedConditions());
    passes.add(new PadOperand(SMALL_COPY));
    passes.add(new AccumulateInLocal());
    passes.add(new FuseStartAndFinish());
    passes.add(new OrderTerms(innermost));
    passes.add(new LanesAlongChannels(channel.variable(), lanes * vectors, innermost));
    passes.add(new DropDecidedConditions());
    passes.add(new Vectorise(channel.variable(), lanes));
    passes.add(new RegisterTile(kind.javaName(), tile(layer, kind, loops)));
    passes.add(new ShareLoads());
    passes.add(new DropSingleTrips());
    passes.add(new SplitPacking());
    passes.add(new OutlineSections());
    return passes;
  }

  @Override
  public String describe(Layer layer, KernelKind kind, Kernel scheduled) {
    return name() + ", vectors of " + lanes + ", tiles of "
        + tile(layer, kind, new RelationLoops(layer.relation())).entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .reduce((a, b) -> a + " x " + b)
            .orElse("1");
  }

  private Map<LoopVar, Integer> tile(Layer layer, KernelKind kind, RelationLoops loops) {
    Map<LoopVar, Integer> tile = new LinkedHashMap<>();
    Relation relation = layer.relation();
    int most = sums / vectors;
    int last = layer.rank() - 1;
    if (kind == KernelKind.BACKWARD_WEIGHTS) {
      int taps = DirectStrategy.factor(loops.taps().get(last).extent(), most);
      tile.put(loops.taps().get(last).variable(), taps);
      tile.put(
          loops.positionChannel().variable(), DirectStrategy.factor(relation.positionChannelsPerGroup(), most / taps));
    } else if (DirectStrategy.resultIsPositions(layer, kind)) {
      Map.Entry<LoopVar, Integer> position = DirectStrategy.pull(relation, loops).positions(last);
      tile.put(position.getKey(), DirectStrategy.factor(position.getValue(), most));
    } else {
      RelationLoops.Loop window = loops.windows().get(last);
      tile.put(window.variable(), DirectStrategy.factor(window.extent(), most));
    }
    tile.put(channel(layer, kind).variable(), vectors);
    return tile;
  }

  private static RelationLoops.Loop channel(Layer layer, KernelKind kind) {
    RelationLoops loops = new RelationLoops(layer.relation());
    return kind == KernelKind.BACKWARD_WEIGHTS ? loops.windowChannel() : DirectStrategy.channel(layer, kind, loops);
  }

  private static RelationLoops.Loop otherChannel(Layer layer, KernelKind kind, RelationLoops loops) {
    return DirectStrategy.channel(layer, kind, loops).variable().equals(loops.windowChannel().variable())
        ? loops.positionChannel()
        : loops.windowChannel();
  }
}
