package org.convc.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.convc.ConvModule;
import org.convc.facts.FileFacts;
import org.convc.facts.LayerFacts;
import org.convc.facts.Measurements;
import org.convc.facts.Roof;
import org.convc.facts.Timing;
import org.convc.facts.Work;
import org.convc.model.KernelKind;
import org.convc.runtime.LayerCall;
import org.convc.runtime.WarmUpReport;

/** Measures kernels, and the machine that runs them. One thread. */
final class Meter {

  private static final Map<KernelKind, LayerCall> CALLS =
      new EnumMap<>(
          Map.of(
              KernelKind.FORWARD, LayerCall.FORWARD,
              KernelKind.BIASED_SUM, LayerCall.TRAINING_FORWARD,
              KernelKind.BACKWARD_DATA, LayerCall.BACKWARD_DATA,
              KernelKind.BACKWARD_WEIGHTS, LayerCall.BACKWARD_WEIGHTS,
              KernelKind.BACKWARD_BIAS, LayerCall.BACKWARD_BIAS));

  /** For each of peak and bandwidth. */
  private static final Duration LOOK = Duration.ofMillis(700);

  /** Numbers that the first-level cache holds. */
  private static final int FEW = 2048;

  /** Numbers of each of three arrays, beyond any usual cache. */
  private static final int MANY = 8 << 20;

  /** Multiply-adds of one number in a row. */
  private static final int STEPS = 8;

  private Meter() {}

  static Measurements measure(ConvModule module, FileFacts facts, Duration mostEach) {
    List<Timing> timings = new ArrayList<>();
    for (LayerFacts layer : facts.layers()) {
      String name = layer.layer().name();
      Set<LayerCall> calls = EnumSet.noneOf(LayerCall.class);
      layer.work().forEach(work -> calls.add(CALLS.get(work.kernel())));
      WarmUpReport report = module.layer(name).warmUp(calls, mostEach);
      for (Work work : layer.work()) {
        WarmUpReport.Row row = report.rows().stream().filter(r -> r.call() == CALLS.get(work.kernel())).findFirst().orElseThrow();
        timings.add(new Timing(name, work.kernel().javaName(), row.lastMillis(), row.settled()));
      }
    }
    return new Measurements(roof(), timings);
  }

  private static Roof roof() {
    return new Roof(peak(), bandwidth(), "ns",
        "Measured just now with plain Java loops on one thread: multiply-adds of floats in the first-level cache, and a + b * c over 96 MB"
            + " of arrays. What this Java reached, not what the data sheet of the machine says.");
  }

  /** GFLOP/s. HotSpot makes vectors of the loop. */
  private static double peak() {
    float[] numbers = new float[FEW];
    return 2.0 * STEPS * FEW / best(() -> multiplyAdd(numbers, 0.999f, 0.001f));
  }

  private static void multiplyAdd(float[] numbers, float factor, float summand) {
    for (int i = 0; i < numbers.length; i++) {
      float a = numbers[i];
      a = Math.fma(a, factor, summand);
      a = Math.fma(a, factor, summand);
      a = Math.fma(a, factor, summand);
      a = Math.fma(a, factor, summand);
      a = Math.fma(a, factor, summand);
      a = Math.fma(a, factor, summand);
      a = Math.fma(a, factor, summand);
      numbers[i] = Math.fma(a, factor, summand);
    }
  }

  /** GB/s, two arrays read and one written. */
  private static double bandwidth() {
    float[] a = new float[MANY];
    float[] b = new float[MANY];
    float[] c = new float[MANY];
    return 3.0 * Float.BYTES * MANY / best(() -> triad(a, b, c, 3));
  }

  private static void triad(float[] a, float[] b, float[] c, float factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] = Math.fma(c[i], factor, b[i]);
    }
  }

  /** Nanoseconds of the fastest run. */
  private static double best(Runnable work) {
    long best = Long.MAX_VALUE;
    long end = System.nanoTime() + LOOK.toNanos();
    for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
      work.run();
      best = Math.min(best, Math.max(1, System.nanoTime() - begin));
    }
    return best;
  }
}
