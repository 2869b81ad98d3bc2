package org.convc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.convc.emit.JavaEmitter;
import org.convc.emit.Twin;
import org.convc.ir.Kernel;
import org.convc.load.LayerLoader;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.LayerCall;
import org.convc.runtime.WarmUpReport;
import org.convc.schedule.Candidates;
import org.convc.schedule.DirectStrategy;
import org.convc.schedule.Scheduler;
import org.convc.schedule.Strategy;
import org.convc.schedule.Target;

/** Measures the strategies of one kernel. */
final class KernelTuner {

  /** Predicted to be so many times as slow as another: no prediction is that wrong, and the time is better spent on the others. */
  private static final double HOPELESS = 8;

  /** Times as slow as the fastest when warm, beyond which rounds would only confirm it. */
  private static final double BEATEN = 2;

  /** Of the time, what all warming up may take. */
  private static final double WARM_UP = 0.7;

  /** Seconds of warming up that everybody gets who takes part. */
  private static final double SHORTEST = 0.001;

  private static final int ROUNDS = 15;

  /** Of one strategy, in nanoseconds; a longer call is a round by itself. */
  private static final double ROUND = 3e6;

  /** Calls that are timed together take so many nanoseconds at least, beside which looking at the clock is nothing. */
  private static final double TIMED = 2e4;

  /** What sums in any order may lose, in the same units. */
  private static final int DIRECT_ERROR = 4;

  private final Layer layer;
  private final KernelKind kind;
  private final Target target;
  private final LayerLoader loader;
  private final double most;
  private final long begin = System.nanoTime();
  private final Map<KernelKind, Kernel> general = new EnumMap<>(KernelKind.class);
  private final List<TuningReport.Candidate> done = new ArrayList<>();
  private final List<Contender> contenders = new ArrayList<>();

  /**
   * @param layer without an activation
   * @param most the time allowed
   */
  KernelTuner(Layer layer, KernelKind kind, Target target, LayerLoader loader, Duration most) {
    this.layer = layer;
    this.kind = kind;
    this.target = target;
    this.loader = loader;
    this.most = most.toNanos() * 1e-9;
  }

  /** A strategy that takes part. */
  private static final class Contender {

    private final Strategy strategy;
    private final KernelCall call;
    private final ConvLayer compiled;
    private WarmUpReport.Row warm;
    private final double[] nanos = new double[ROUNDS];
    private int taken;

    Contender(Strategy strategy, KernelCall call, ConvLayer compiled) {
      this.strategy = strategy;
      this.call = call;
      this.compiled = compiled;
    }

    void warmUp(LayerCall kind, double seconds) {
      warm = compiled.warmUp(Set.of(kind), Duration.ofNanos((long) (1e9 * seconds))).rows().get(0);
    }

    /** Keeps the fastest call of a round: what else the machine does meanwhile only ever makes calls slower. */
    void takeTurn() {
      int together = (int) Math.max(1, TIMED / (1e6 * warm.lastMillis() + 1));
      long end = System.nanoTime() + (long) ROUND;
      // What the strategy before has left in the caches is not this one's fault.
      call.run();
      double best = Double.POSITIVE_INFINITY;
      do {
        best = Math.min(best, time(together));
      } while (System.nanoTime() < end);
      nanos[taken++] = best;
    }

    private double time(int calls) {
      long begin = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        call.run();
      }
      return (double) (System.nanoTime() - begin) / calls;
    }

    double medianMicros() {
      double[] sorted = Arrays.copyOf(nanos, taken);
      Arrays.sort(sorted);
      return sorted[taken / 2] * 1e-3;
    }

    TuningReport.Candidate result() {
      return new TuningReport.Candidate(
          strategy.key(), medianMicros(), warm.settled() ? "" : "not warm within the time allowed");
    }

    TuningReport.Candidate beaten() {
      String when = warm.settled() ? "when warm" : "until the time for warming up was over";
      return new TuningReport.Candidate(
          strategy.key(), Double.POSITIVE_INFINITY,
          String.format(Locale.ROOT, "beaten %s, with %.1f us", when, 1e3 * warm.lastMillis()));
    }
  }

  TuningReport.KernelTuning run() {
    for (KernelKind k : Definition.kinds(layer)) {
      general.put(k, kernel(k, new DirectStrategy()));
    }
    List<Strategy> strategies = Candidates.of(layer, kind, target);
    double least = cycles(strategies.get(0));
    List<Strategy> hopeful = new ArrayList<>();
    for (Strategy s : strategies) {
      double factor = cycles(s) / least;
      if (factor > HOPELESS) {
        leaveOut(s, String.format(Locale.ROOT, "not measured: %.1f times the cycles of the first are predicted", factor));
      } else {
        hopeful.add(s);
      }
    }
    Object expected = KernelCall.once(layer(general), kind);
    int left = hopeful.size();
    for (Strategy s : hopeful) {
      if (contenders.isEmpty() || warmUpTime() > 0) {
        // What one leaves of its share goes to those after it.
        admit(s, expected, warmUpTime() / left--);
      } else {
        leaveOut(s, "not measured: the time was up");
      }
    }
    for (Contender c : contenders) {
      if (!c.warm.settled() && warmUpTime() > 0) {
        c.warmUp(layerCall(), warmUpTime());
      }
    }
    rounds();
    done.sort(Comparator.comparingDouble(TuningReport.Candidate::micros));
    return new TuningReport.KernelTuning(layer.name(), kind.javaName(), seconds(), done);
  }

  private Kernel kernel(KernelKind k, Strategy strategy) {
    return Scheduler.schedule(strategy.form(layer), k, strategy).kernel();
  }

  private double cycles(Strategy strategy) {
    return strategy.cycles(strategy.form(layer), kind);
  }

  private void admit(Strategy strategy, Object expected, double warmUp) {
    Map<KernelKind, Kernel> kernels = new EnumMap<>(general);
    kernels.put(kind, kernel(kind, strategy));
    ConvLayer compiled = layer(kernels);
    KernelCall call = KernelCall.of(compiled, kind);
    call.run();
    if (!call.hasResult(expected, mostError(strategy))) {
      leaveOut(strategy, "WRONG RESULT: not that of the general kernel");
      return;
    }
    Contender contender = new Contender(strategy, call, compiled);
    contender.warmUp(layerCall(), Math.max(SHORTEST, warmUp));
    contenders.add(contender);
  }

  /** What the strategy says that it may lose, for the numbers that kernels get here; nothing where it adds the products themselves. */
  private double mostError(Strategy strategy) {
    int units = strategy.error(strategy.form(layer), kind);
    return units == 0 ? 0 : (units + DIRECT_ERROR) * 0x1p-24 * KernelCall.LARGEST * KernelCall.LARGEST * mostTerms();
  }

  private double mostTerms() {
    if (kind == KernelKind.BACKWARD_WEIGHTS) {
      return layer.relation().axes().stream().mapToDouble(Relation.Axis::windows).reduce(1, (a, b) -> a * b);
    }
    int channels = kind == KernelKind.BACKWARD_DATA ? layer.inputChannels() : layer.info().filters();
    return (double) layer.info().weights().elements() / channels;
  }

  private void leaveOut(Strategy strategy, String note) {
    done.add(new TuningReport.Candidate(strategy.key(), Double.POSITIVE_INFINITY, note));
  }

  /** Nearly all of a class is the same for all strategies, but each one has its own, so that profiles of one are not those of another. */
  private ConvLayer layer(Map<KernelKind, Kernel> kernels) {
    Twin twin = new Twin(target.vectorBits(), kernels, Map.of());
    return loader.load(JavaEmitter.className(layer), JavaEmitter.emit(layer, List.of(twin)));
  }

  private void rounds() {
    double fastest = contenders.stream().mapToDouble(c -> c.warm.lastMillis()).min().orElse(0);
    List<Contender> close = new ArrayList<>();
    for (Contender c : contenders) {
      if (c.warm.lastMillis() <= BEATEN * fastest) {
        close.add(c);
      } else {
        done.add(c.beaten());
      }
    }
    for (int round = 0; round < ROUNDS && (round == 0 || seconds() < most); round++) {
      for (int i = 0; i < close.size(); i++) {
        // Another one begins each time, so that nobody always follows the same neighbour.
        close.get((i + round) % close.size()).takeTurn();
      }
    }
    close.forEach(c -> done.add(c.result()));
  }

  private LayerCall layerCall() {
    switch (kind) {
      case BACKWARD_DATA:
        return LayerCall.BACKWARD_DATA;
      case BACKWARD_WEIGHTS:
        return LayerCall.BACKWARD_WEIGHTS;
      case BACKWARD_BIAS:
        return LayerCall.BACKWARD_BIAS;
      default:
        return LayerCall.FORWARD;
    }
  }

  private double warmUpTime() {
    return WARM_UP * most - seconds();
  }

  private double seconds() {
    return (System.nanoTime() - begin) * 1e-9;
  }
}
