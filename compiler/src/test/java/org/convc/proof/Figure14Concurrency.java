package org.convc.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.convc.ConvModule;
import org.convc.Convc;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.testing.Calls;
import org.convc.testing.ConvText;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.RandomLayers;

/** 64 threads ask one module for one layer at the same time: one compilation, one object, and every one computes what it should. */
final class Figure14Concurrency implements Figure {

  private static final int THREADS = 64;
  private static final int BUDGET = 5_000;

  @Override
  public String number() {
    return "14";
  }

  @Override
  public String what() {
    return "64 threads ask for one layer";
  }

  @Override
  public String target() {
    return "one compilation";
  }

  @Override
  public long ordinary() {
    return 20;
  }

  @Override
  public long full() {
    return 1_000;
  }

  @Override
  public Finding measure(Size size) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Size oneByOne = new Size(size.count(), size.first(), size.seed(), 1);
      List<String> failures = Cases.run(number(), oneByOne, index -> race(threads, size.seed(), index));
      return new Finding(failures.isEmpty() ? "one each" : "several", size.count(), 0, failures, List.of());
    } finally {
      threads.shutdown();
    }
  }

  private static Optional<String> race(ExecutorService threads, long seed, long index) throws Exception {
    Layer layer = RandomLayers.layer(seed + 14, index, BUDGET);
    String text = ConvText.print(layer);
    ConvModule module = Convc.compile("race.conv", text, Calls.SAME_EVERYWHERE);
    LayerData data = LayerData.integers(layer, 1, index);
    CyclicBarrier start = new CyclicBarrier(THREADS);
    Set<ConvLayer> layers = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    Set<String> sources = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    List<Callable<Optional<String>>> calls = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      calls.add(
          () -> {
            start.await(1, TimeUnit.MINUTES);
            ConvLayer compiled = module.layer(layer.name());
            layers.add(compiled);
            sources.add(module.source(layer.name()));
            return Checks.reference(layer, data, LayerResults.run(compiled, data));
          });
    }
    for (Future<Optional<String>> result : threads.invokeAll(calls)) {
      Optional<String> failure = result.get();
      if (failure.isPresent()) {
        return failure.map(f -> f + "\n" + text);
      }
    }
    return layers.size() == 1 && sources.size() == 1
        ? Optional.empty()
        : Optional.of(layers.size() + " layers, " + sources.size() + " sources\n" + text);
  }
}
