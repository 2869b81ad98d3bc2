package org.convc.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.convc.pass.PullByPhase;
import org.convc.pass.RegisterTile;
import org.convc.pass.ShareLoads;
import org.convc.pass.SplitPacking;
import org.convc.pass.UnrollTaps;
import org.convc.runtime.LayerKind;

/**
 * The sums of the definition as they stand: a padded copy of the operand that the windows slide over, tiles of sums in registers, taps
 * written out while they are few. Works for every layer and every kernel; scalar, so C2 needs no vectors for it.
 */
public final class DirectStrategy implements Strategy {

  /** Registers that a tile of sums may take: x86 has 16 vector registers, of which operands need some. */
  private static final int MOST_SUMS = 16;

  /** Assignments of an unrolled block: some 11 bytes of bytecode each, and what C2 still schedules without spilling much. */
  private static final int MOST_STEPS = 160;

  /** Each phase is a routine with up to four tiles; beyond this many the class would grow out of proportion. */
  private static final int MOST_PHASES = 16;

  /** A padded copy of up to 16 MB is always worth it. */
  private static final long SMALL_COPY = 1L << 22;

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
    if (resultIsPositions(layer, kind)) {
      passes.add(pull(layer.relation(), loops));
    }
    passes.add(new DropDecidedConditions());
    passes.add(new PadOperand(mostElements(layer), PadOperand.Order.PLANES));
    passes.add(new AccumulateInLocal());
    passes.add(new FuseStartAndFinish());
    passes.add(new RegisterTile(kind.javaName(), tile(layer, kind, loops)));
    passes.add(new UnrollTaps(shortLoops(layer, kind, loops), MOST_STEPS));
    passes.add(new ShareLoads());
    passes.add(new DropSingleTrips());
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
      String tile =
          tile(layer, kind, new RelationLoops(layer.relation())).entrySet().stream()
              .map(e -> e.getValue() + " " + e.getKey())
              .collect(Collectors.joining(" x "));
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

  static boolean resultIsPositions(Layer layer, KernelKind kind) {
    boolean forward = kind == KernelKind.FORWARD || kind == KernelKind.BIASED_SUM;
    return forward && layer.kind() == LayerKind.TRANSPOSED
        || kind == KernelKind.BACKWARD_DATA && layer.kind() == LayerKind.CONVOLUTION;
  }

  /** A copy four times the operand, or a small one: more would buy less than the memory costs. */
  static long mostElements(Layer layer) {
    long largest = Math.max(layer.info().input().elements(), layer.info().output().elements());
    return Math.min(Integer.MAX_VALUE - 8L, Math.max(SMALL_COPY, 4 * largest));
  }

  private static Map<LoopVar, Integer> tile(Layer layer, KernelKind kind, RelationLoops loops) {
    Map<LoopVar, Integer> tile = new LinkedHashMap<>();
    Relation relation = layer.relation();
    switch (kind) {
      case BACKWARD_BIAS:
        RelationLoops.Loop filter = channel(layer, kind, loops);
        tile.put(filter.variable(), factor(filter.extent(), 4));
        return tile;
      case BACKWARD_WEIGHTS:
        int filters = factor(loops.windowChannel().extent(), 4);
        tile.put(loops.windowChannel().variable(), filters);
        RelationLoops.Loop tap = last(loops.taps());
        if (tap.extent() > 1) {
          tile.put(tap.variable(), factor(tap.extent(), MOST_SUMS / filters));
        } else {
          tile.put(loops.positionChannel().variable(), factor(relation.positionChannelsPerGroup(), MOST_SUMS / filters));
        }
        return tile;
      default:
        RelationLoops.Loop channel = channel(layer, kind, loops);
        int channels = factor(channel.extent(), 4);
        tile.put(channel.variable(), channels);
        int most = channels == 1 ? 8 : MOST_SUMS / channels;
        if (resultIsPositions(layer, kind)) {
          Map.Entry<LoopVar, Integer> position = pull(relation, loops).positions(layer.rank() - 1);
          tile.put(position.getKey(), factor(position.getValue(), most));
        } else {
          RelationLoops.Loop window = last(loops.windows());
          tile.put(window.variable(), factor(window.extent(), most));
        }
        return tile;
    }
  }

  static RelationLoops.Loop channel(Layer layer, KernelKind kind, RelationLoops loops) {
    boolean outputSide = kind != KernelKind.BACKWARD_DATA;
    return outputSide == (layer.kind() == LayerKind.CONVOLUTION) ? loops.windowChannel() : loops.positionChannel();
  }

  /** The largest tile up to {@code most} that divides {@code extent}, if that is not much smaller; else {@code most}. */
  static int factor(int extent, int most) {
    if (extent <= most) {
      return extent;
    }
    for (int f = most; f > most / 2; f--) {
      if (extent % f == 0) {
        return f;
      }
    }
    return most;
  }

  /** The loops over few terms, which may be written out. */
  static Set<LoopVar> shortLoops(Layer layer, KernelKind kind, RelationLoops loops) {
    return resultIsPositions(layer, kind)
        ? pull(layer.relation(), loops).terms()
        : loops.taps().stream().map(RelationLoops.Loop::variable).collect(Collectors.toSet());
  }

  static PullByPhase pull(Relation relation, RelationLoops loops) {
    return new PullByPhase(axes(relation, loops), MOST_PHASES);
  }

  private static List<PullByPhase.AxisVariables> axes(Relation relation, RelationLoops loops) {
    List<PullByPhase.AxisVariables> axes = new ArrayList<>();
    for (int i = 0; i < relation.axes().size(); i++) {
      axes.add(
          new PullByPhase.AxisVariables(
              loops.windows().get(i).variable(),
              loops.taps().get(i).variable(),
              loops.positions().get(i).variable(),
              relation.axes().get(i)));
    }
    return axes;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
