package org.convc.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;
import org.convc.lower.RelationLoops;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.pass.AccumulateInLocal;
import org.convc.pass.DropDecidedConditions;
import org.convc.pass.DropSingleTrips;
import org.convc.pass.FuseStartAndFinish;
import org.convc.pass.OutlineSections;
import org.convc.pass.PadOperand;
import org.convc.pass.Pass;
import org.convc.pass.RegisterTile;
import org.convc.pass.ShareLoads;
import org.convc.pass.SplitAmongThreads;
import org.convc.pass.SplitPacking;
import org.convc.pass.UnrollTaps;

/**
 * The sums of the definition as they stand: a padded copy of the operand that the windows slide over, tiles of sums in registers, taps
 * written out while they are few. Works for every layer and every kernel; scalar, so C2 needs no vectors for it.
 */
public final class DirectStrategy implements Strategy {

  /** Registers that a tile of sums may take: x86 has 16 vector registers, of which operands need some. */
  private static final int MOST_SUMS = 16;

  /** Assignments of an unrolled block: some 11 bytes of bytecode each, and what C2 still schedules without spilling much. */
  private static final int MOST_STEPS = 160;

  @Override
  public String name() {
    return "direct";
  }

  @Override
  public String key() {
    return name();
  }

  /** Works for everything. */
  @Override
  public boolean suits(Layer layer, KernelKind kind) {
    return true;
  }

  @Override
  public List<Pass> passes(Layer layer, KernelKind kind) {
    RelationLoops loops = new RelationLoops(layer.relation());
    List<Pass> passes = new ArrayList<>();
    if (KernelSides.resultIsPositions(layer, kind)) {
      passes.add(KernelSides.pull(layer.relation(), loops));
    }
    passes.add(new DropDecidedConditions());
    passes.add(new PadOperand(KernelSides.mostElements(layer), PadOperand.Order.PLANES));
    passes.add(new AccumulateInLocal());
    passes.add(new FuseStartAndFinish());
    passes.add(new RegisterTile(kind.javaName(), tile(layer, kind, loops)));
    passes.add(new UnrollTaps(KernelSides.shortLoops(layer, kind, loops), MOST_STEPS));
    passes.add(new ShareLoads());
    passes.add(new DropSingleTrips());
    passes.add(new SplitAmongThreads());
    passes.add(new SplitPacking());
    passes.add(new OutlineSections());
    return passes;
  }

  @Override
  public double cycles(Layer layer, KernelKind kind) {
    return Costs.multiplyAdds(layer) * Costs.SCALAR;
  }

  @Override
  public String describe(Layer layer, KernelKind kind, Kernel scheduled) {
    List<String> parts = new ArrayList<>();
    parts.add(name());
    if (tests(scheduled.body()) || scheduled.routines().stream().anyMatch(r -> tests(r.body()))) {
      parts.add("rolled, borders tested in the loop");
    } else {
      String tile = Tiles.text(tile(layer, kind, new RelationLoops(layer.relation())));
      parts.add("sums of " + tile + " in registers");
    }
    scheduled.scratch().forEach(b -> parts.add("padded copy " + b.name()));
    return String.join(", ", parts);
  }

  private static boolean tests(Stmt s) {
    boolean[] found = {s instanceof Stmt.If};
    s.mapParts(
        part -> {
          found[0] |= tests(part);
          return part;
        });
    return found[0];
  }

  private static Map<LoopVar, Integer> tile(Layer layer, KernelKind kind, RelationLoops loops) {
    Map<LoopVar, Integer> tile = new LinkedHashMap<>();
    Relation relation = layer.relation();
    switch (kind) {
      case BACKWARD_BIAS:
        RelationLoops.Loop filter = KernelSides.channel(layer, kind, loops);
        tile.put(filter.variable(), Tiles.factor(filter.extent(), 4));
        return tile;
      case BACKWARD_WEIGHTS:
        int filters = Tiles.factor(loops.windowChannel().extent(), 4);
        tile.put(loops.windowChannel().variable(), filters);
        RelationLoops.Loop tap = last(loops.taps());
        if (tap.extent() > 1) {
          tile.put(tap.variable(), Tiles.factor(tap.extent(), MOST_SUMS / filters));
        } else {
          tile.put(loops.positionChannel().variable(), Tiles.factor(relation.positionChannelsPerGroup(), MOST_SUMS / filters));
        }
        return tile;
      default:
        RelationLoops.Loop channel = KernelSides.channel(layer, kind, loops);
        int channels = Tiles.factor(channel.extent(), 4);
        tile.put(channel.variable(), channels);
        int most = channels == 1 ? 8 : MOST_SUMS / channels;
        if (KernelSides.resultIsPositions(layer, kind)) {
          Map.Entry<LoopVar, Integer> position = KernelSides.pull(relation, loops).positions(layer.rank() - 1);
          tile.put(position.getKey(), Tiles.factor(position.getValue(), most));
        } else {
          RelationLoops.Loop window = last(loops.windows());
          tile.put(window.variable(), Tiles.factor(window.extent(), most));
        }
        return tile;
    }
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
