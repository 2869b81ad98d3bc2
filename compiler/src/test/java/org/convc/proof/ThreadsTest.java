package org.convc.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.convc.emit.JavaEmitter;
import org.convc.emit.Twin;
import org.convc.ir.Kernel;
import org.convc.load.LayerLoader;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.schedule.Candidates;
import org.convc.schedule.DirectStrategy;
import org.convc.schedule.Scheduler;
import org.convc.schedule.Strategy;
import org.convc.schedule.Target;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.RandomLayers;
import org.convc.testing.SplitAll;
import org.junit.jupiter.api.Test;

/**
 * The same bits on any number of threads: random layers by all strategies, all kernels with everything split that can
 * be, on executors of all kinds.
 */
class ThreadsTest {

  private static final long SEED = Long.getLong("convc.seed", 20261121L);
  private static final int LAYERS = Integer.getInteger("convc.threads", 60);
  private static final int BUDGET = 60_000;

  @Test
  void resultsDoNotDependOnTheNumberOfThreads() {
    ExecutorService pool = Executors.newFixedThreadPool(7);
    Map<String, Integer> split = new TreeMap<>();
    try {
      for (int bits : new int[] {0, 128}) {
        for (int i = 0; i < LAYERS || bits > 0 && i < 10 * LAYERS && !enough(split); i++) {
          Layer layer = RandomLayers.layer(SEED + 33, i, BUDGET);
          ConvLayer compiled = compile(layer, new Target(bits), i, split);
          LayerData integers = LayerData.integers(layer, 2, i);
          String name = "-Dconvc.seed=" + SEED + ", layer " + i + " with vectors of " + bits + " bits\n" + layer;
          assertEquals(Optional.empty(), Checks.reference(layer, integers, run(compiled, integers, pool, 3)), name);
          LayerData data = LayerData.reals(layer, 1 + i % 3, i);
          LayerResults expected = LayerResults.run(compiled, data);
          for (int threads : new int[] {1, 2, 3, 5, 8}) {
            Optional<String> difference = run(compiled, data, pool, threads).difference(expected);
            assertEquals(Optional.empty(), difference, threads + " threads, " + name);
          }
          for (Executor executor : List.<Executor>of(Runnable::run, ThreadsTest::reject, task -> {})) {
            assertEquals(Optional.empty(), run(compiled, data, executor, 4).difference(expected), name);
          }
        }
      }
    } finally {
      pool.shutdown();
    }
    assertTrue(enough(split), "kernels split: " + split);
  }

  /** Whether every kind of strategy has had kernels that were split. */
  private static boolean enough(Map<String, Integer> split) {
    return split.size() >= 7 && split.values().stream().allMatch(n -> n > LAYERS / 15);
  }

  /** Callers on the threads of the pool that is to help them, which has no thread to spare for any of them. */
  @Test
  void callersMayBeThePool() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Optional<String>>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Layer layer = RandomLayers.layer(SEED + 34, i, BUDGET);
        ConvLayer compiled = compile(layer, Target.PLAIN, i, new TreeMap<>());
        LayerData data = LayerData.reals(layer, 2, i);
        LayerResults expected = LayerResults.run(compiled, data);
        for (int caller = 0; caller < 4; caller++) {
          calls.add(
              () -> {
                Optional<String> difference = Optional.empty();
                for (int call = 0; call < 20 && difference.isEmpty(); call++) {
                  difference = run(compiled, data, pool, 4).difference(expected);
                }
                return difference;
              });
        }
      }
      for (Future<Optional<String>> call : pool.invokeAll(calls)) {
        assertEquals(Optional.empty(), call.get());
      }
    } finally {
      pool.shutdown();
    }
  }

  private static void reject(Runnable task) {
    throw new RejectedExecutionException("none is taken");
  }

  private static LayerResults run(ConvLayer layer, LayerData data, Executor executor, int threads) {
    return LayerResults.run(
        layer,
        data,
        layer.newWorkspace(data.batch(), executor, threads),
        layer.newTrainingWorkspace(data.batch(), executor, threads));
  }

  /** Layers in turn by each of the strategies that suit them. */
  private static ConvLayer compile(Layer layer, Target target, int number, Map<String, Integer> split) {
    Map<KernelKind, Kernel> kernels = new EnumMap<>(KernelKind.class);
    for (KernelKind kind : Definition.kinds(layer)) {
      List<Strategy> candidates = new ArrayList<>(Candidates.of(layer, kind, target));
      // The general one suits all layers, and has its turn without vectors.
      if (candidates.size() > 1) {
        candidates.removeIf(s -> s instanceof DirectStrategy);
      }
      Strategy strategy = candidates.get(number % candidates.size());
      Kernel kernel = Scheduler.schedule(strategy.form(layer), kind, new SplitAll(strategy)).kernel();
      kernels.put(kind, kernel);
      boolean parallel =
          Stream.concat(Stream.of(kernel.body()), kernel.routines().stream().map(Kernel.Routine::body))
              .anyMatch(s -> s.toString().contains("Parallel["));
      split.merge(strategy.name(), parallel ? 1 : 0, Integer::sum);
    }
    String source = JavaEmitter.emit(layer, List.of(new Twin(target.vectorBits(), kernels, Map.of())));
    return LayerLoader.janino().load(JavaEmitter.className(layer), source);
  }
}
