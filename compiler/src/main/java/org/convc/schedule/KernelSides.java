package org.convc.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.convc.ir.LoopVar;
import org.convc.lower.RelationLoops;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.pass.PullByPhase;
import org.convc.runtime.LayerKind;

/** Which side of the relation a kernel's result is on, and what follows for its loops, whatever the strategy. */
final class KernelSides {

  /** Each phase is a routine with up to four tiles; beyond this many the class would grow out of proportion. */
  private static final int MOST_PHASES = 16;

  /** A padded copy of up to 16 MB is always worth it. */
  private static final long SMALL_COPY = 1L << 22;

  /** Channels of an inner loop, few enough that there are two such loops at least in most layers. */
  private static final int MOST_INNER = 64;

  /** Channels of an inner loop that are worth the loop around it. */
  private static final int FEWEST_INNER = 8;

  /** Columns of a row that are a stride apart are copied in so many parts at most. */
  private static final int MOST_PARTS = 4;

  private KernelSides() {}

  /** Whether the result is the tensor indexed by positions. */
  static boolean resultIsPositions(Layer layer, KernelKind kind) {
    boolean forward = kind == KernelKind.FORWARD || kind == KernelKind.BIASED_SUM;
    return forward && layer.kind() == LayerKind.TRANSPOSED
        || kind == KernelKind.BACKWARD_DATA && layer.kind() == LayerKind.CONVOLUTION;
  }

  /**
   * Whether columns a stride apart can be read as vectors: every second one as they lie, others from a copy of a part of the columns each,
   * which takes the place of the padded copy where there is one. Each part has statements of its own, so there may be only a few.
   */
  static boolean hasVectorColumns(Layer layer) {
    int stride = layer.relation().axes().get(layer.rank() - 1).stride();
    return stride <= 2
        || stride <= MOST_PARTS
            && layer.relation().axes().stream()
                .anyMatch(a -> a.padBefore() > 0 || a.position(a.windows() - 1, a.taps() - 1) >= a.positions());
  }

  /** Whether the rows that each tap reads of a plane are neighbours once those that a stride passes over are left out. */
  static boolean isOneRow(Layer layer) {
    Relation.Axis across = layer.relation().axes().get(0);
    return layer.rank() == 2 && (across.taps() == 1 || across.windows() == 1 || across.dilation() % across.stride() == 0);
  }

  /** A copy four times the operand, or a small one: more would buy less than the memory costs. */
  static long mostElements(Layer layer) {
    long largest = Math.max(layer.info().input().elements(), layer.info().output().elements());
    return Math.min(Integer.MAX_VALUE - 8L, Math.max(SMALL_COPY, 4 * largest));
  }

  /** The loop over the channels of the result within a group; of the output for the gradient of the weights. */
  static RelationLoops.Loop channel(Layer layer, KernelKind kind, RelationLoops loops) {
    boolean outputSide = kind != KernelKind.BACKWARD_DATA;
    return outputSide == (layer.kind() == LayerKind.CONVOLUTION) ? loops.windowChannel() : loops.positionChannel();
  }

  /** The loop over the channels that a sum goes through. */
  static RelationLoops.Loop otherChannel(Layer layer, KernelKind kind, RelationLoops loops) {
    return channel(layer, kind, loops).variable().equals(loops.windowChannel().variable())
        ? loops.positionChannel()
        : loops.windowChannel();
  }

  /** The loops over few terms, which may be written out. */
  static Set<LoopVar> shortLoops(Layer layer, KernelKind kind, RelationLoops loops) {
    return resultIsPositions(layer, kind)
        ? pull(layer.relation(), loops).terms()
        : loops.taps().stream().map(RelationLoops.Loop::variable).collect(Collectors.toSet());
  }

  /** Whether every sum is over channels alone: one tap, or a tap for each phase of the stride. */
  private static boolean sumsChannels(Layer layer, KernelKind kind) {
    boolean phases = resultIsPositions(layer, kind);
    return kind != KernelKind.BACKWARD_WEIGHTS
        && layer.relation().axes().stream().allMatch(a -> a.taps() == 1 || phases && a.dilation() == 1 && a.taps() <= a.stride());
  }

  /**
   * How many of the channels that a sum goes through an inner loop takes, where no loop over taps is around it. C2 of JDK 17 keeps the sums
   * of a single loop in registers in some compilations only, and those of a loop in a loop in all.
   *
   * @param channels of the sum
   * @return a divisor; {@code channels} itself where there is no good one, or another loop is around
   */
  static int innerChannels(Layer layer, KernelKind kind, int channels) {
    if (!sumsChannels(layer, kind)) {
      return channels;
    }
    return IntStream.iterate(Math.min(MOST_INNER, channels / 2), d -> d >= FEWEST_INNER, d -> d - 1)
        .filter(d -> channels % d == 0)
        .findFirst()
        .orElse(channels);
  }

  /** The pass that makes sums of what windows push to positions. */
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
}
