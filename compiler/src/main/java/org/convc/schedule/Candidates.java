package org.convc.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convc.lower.RelationLoops;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.ElementType;

/** The strategies that a kernel may be computed by on a target. */
public final class Candidates {

  /** Steps of a loop body that is written out. C2 spills in longer ones, and C1 gives up: a method that it skips stays interpreted. */
  private static final int FEW_STEPS = 72;

  /** The same where each step has a weight of its own to load. */
  private static final int FEW_STEPS_WITH_LOADS = 48;

  /** Sums of a tile of positions, beyond which nothing is gained. */
  private static final int MOST_SUMS = 24;

  private Candidates() {}

  /** All that suit a kernel, the one that costs least by {@link Strategy#cycles} first. The general one is always among them. */
  public static List<Strategy> of(Layer layer, KernelKind kind, Target target) {
    List<Strategy> candidates = all(layer, kind, target);
    candidates.removeIf(s -> misfit(s, layer, kind).isPresent());
    Map<Strategy, Double> cycles = new IdentityHashMap<>();
    candidates.forEach(s -> cycles.put(s, s.cycles(s.form(layer), kind)));
    candidates.sort(Comparator.comparingDouble(cycles::get));
    return candidates;
  }

  /** Why a strategy is no candidate for a kernel: it does not suit, or loses more than the layer may. */
  public static Optional<String> misfit(Strategy strategy, Layer layer, KernelKind kind) {
    Layer form = strategy.form(layer);
    if (!strategy.suits(form, kind)) {
      return Optional.of(strategy.misfit(form, kind));
    }
    int error = strategy.error(form, kind);
    return layer.accuracy().allows(error)
        ? Optional.empty()
        : Optional.of("may be off by " + error + ", and the accuracy of the layer is " + layer.accuracy());
  }

  /** What is considered for a kernel, whether it suits or not; all candidates are among them. */
  public static List<Strategy> all(Layer layer, KernelKind kind, Target target) {
    List<Strategy> candidates = new ArrayList<>();
    int lanes = target.lanes(layer.type());
    if (lanes > 0 && kind != KernelKind.BACKWARD_BIAS) {
      channelLanes(layer, target, candidates);
      if (kind == KernelKind.BACKWARD_WEIGHTS) {
        weights(layer, target, candidates);
      } else {
        positionLanes(layer, kind, target, candidates);
      }
    }
    if (lanes > 0 && layer.type() == ElementType.FLOAT && kind != KernelKind.BACKWARD_BIAS) {
      candidates.add(new WinogradStrategy(lanes, 2, target.sums(), 2));
      candidates.add(new WinogradStrategy(lanes, 2, target.sums(), 4));
    }
    if (lanes > 0 && layer.type() == ElementType.FLOAT && kind != KernelKind.BACKWARD_BIAS) {
      candidates.add(new FourierStrategy(lanes, target.sums()));
    }
    candidates.add(new DirectStrategy());
    return candidates;
  }

  private static void channelLanes(Layer layer, Target target, List<Strategy> candidates) {
    for (int vectors = 1; vectors <= 2; vectors++) {
      candidates.add(new ChannelLanesStrategy(target.lanes(layer.type()), vectors, target.sums()));
    }
  }

  private static void positionLanes(Layer layer, KernelKind kind, Target target, List<Strategy> candidates) {
    int lanes = target.lanes(layer.type());
    RelationLoops loops = new RelationLoops(layer.relation());
    int channels = KernelSides.channel(layer, kind, loops).extent();
    int others = KernelSides.otherChannel(layer, kind, loops).extent();
    boolean unrolled = others < 4;
    int taps = layer.axes().get(layer.rank() - 1).kernel();
    int allTaps = layer.axes().stream().mapToInt(a -> a.kernel()).reduce(1, (a, b) -> a * b);
    for (int vectors = 1; vectors <= 4; vectors++) {
      if (channels == 1) {
        int most = target.registers() == 16 ? Math.max(1, 4 / vectors) : 4;
        int rows = Math.max(1, Math.min(most, FEW_STEPS / (allTaps * vectors)));
        candidates.add(new PositionLanesStrategy(lanes, vectors, 1, rows, FEW_STEPS));
        if (vectors == 1) {
          candidates.add(new PositionLanesStrategy(lanes, vectors, 1, 0, FEW_STEPS));
        }
        candidates.add(new PositionLanesStrategy(lanes, vectors, 1, 1, FEW_STEPS, true));
      } else {
        int together = together(target, vectors);
        int steps = unrolled && together * vectors * taps <= FEW_STEPS_WITH_LOADS ? FEW_STEPS_WITH_LOADS : 0;
        candidates.add(new PositionLanesStrategy(lanes, vectors, together, 1, steps));
        // Taps of shifted rows make one loop with a body that C2 keeps in 16 registers; written out they do not.
        candidates.add(new PositionLanesStrategy(lanes, vectors, together, 1, target.registers() > 16 ? steps : 0, true));
      }
    }
    candidates.add(new TwoSumsStrategy(lanes));
  }

  /** Channels of a tile: as many as leave registers for the vectors that they share, and for a weight or two. */
  private static int together(Target target, int vectors) {
    int sums = Math.min(target.sums(), target.registers() - vectors - 2);
    return Math.max(1, Math.min(sums, MOST_SUMS) / vectors);
  }

  private static void weights(Layer layer, Target target, List<Strategy> candidates) {
    int lanes = target.lanes(layer.type());
    boolean wide = target.sums() > 16;
    List<TapLanesStrategy> taps =
        wide
            ? List.of(new TapLanesStrategy(lanes, 2, 12), new TapLanesStrategy(lanes, 3, 8))
            : List.of(new TapLanesStrategy(lanes, 2, 6), new TapLanesStrategy(lanes, 2, 5));
    candidates.addAll(taps);
    List<TermLanesStrategy> terms =
        wide
            ? List.of(
                new TermLanesStrategy(lanes, 6, 4, 1, 1, 1),
                new TermLanesStrategy(lanes, 4, 1, 1, 5, 1),
                new TermLanesStrategy(lanes, 4, 2, 1, 3, 1),
                new TermLanesStrategy(lanes, 1, 1, 3, 5, 4),
                new TermLanesStrategy(lanes, 1, 1, 3, 5, 4, true),
                new TermLanesStrategy(lanes, 4, 1, 1, 5, 1, true))
            : List.of(
                new TermLanesStrategy(lanes, 3, 3, 1, 1, 1),
                new TermLanesStrategy(lanes, 3, 1, 1, 3, 1),
                new TermLanesStrategy(lanes, 1, 1, 2, 5, 2),
                new TermLanesStrategy(lanes, 1, 1, 3, 3, 2),
                new TermLanesStrategy(lanes, 1, 1, 3, 3, 2, true),
                new TermLanesStrategy(lanes, 3, 1, 1, 3, 1, true));
    candidates.addAll(terms);
    candidates.add(new RepeatedWindowsStrategy(lanes));
  }
}
