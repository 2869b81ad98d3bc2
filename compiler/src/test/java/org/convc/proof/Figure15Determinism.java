package org.convc.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.convc.Convc;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.testing.Calls;
import org.convc.testing.ConvText;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.OtherJvm;

/** The same bits from one layer used by 1 to 64 threads at once, each with workspaces of its own, and on every JDK that is here. */
final class Figure15Determinism implements Figure {

  private static final int[] THREADS = {1, 2, 3, 7, 16, 64};
  private static final int REPETITIONS = 20;

  @Override
  public String number() {
    return "15";
  }

  @Override
  public String what() {
    return "same bits on 1 to 64 threads, and on other JDKs";
  }

  @Override
  public String target() {
    return "always";
  }

  @Override
  public long ordinary() {
    return 12;
  }

  @Override
  public long full() {
    return 500;
  }

  @Override
  public Finding measure(Size size) {
    Size oneByOne = new Size(size.count(), size.first(), size.seed(), 1);
    List<String> failures = new ArrayList<>(Cases.run(number(), oneByOne, index -> threads(size.seed(), index)));
    List<OtherJvm> others = OtherJvm.others();
    List<String> notes = new ArrayList<>();
    try {
      Path folder = Files.createTempDirectory("convc-bits");
      try {
        Bits.compile(size, folder);
        List<String> expected = Bits.in(OtherJvm.same(), List.of(), folder, size, REPETITIONS);
        for (OtherJvm other : others) {
          List<String> actual = Bits.in(other, List.of(), folder, size, REPETITIONS);
          Bits.difference("Java " + other.version(), expected, actual, size, number()).ifPresent(failures::add);
          notes.add("also on Java " + other.version());
        }
      } finally {
        Bits.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (others.isEmpty()) {
      notes.add("skipped: no other JDK beside this one, nor named by a JAVA_HOME_ variable");
    }
    String value = failures.isEmpty() ? "always" : "not always";
    return new Finding(value, size.count(), others.isEmpty() ? 1 : 0, failures, notes);
  }

  private static Optional<String> threads(long seed, long index) throws Exception {
    Layer layer = RealLayers.layer(seed, index);
    LayerData data = RealLayers.data(layer, seed, index);
    ConvLayer compiled = Convc.compile("random.conv", ConvText.print(layer), Calls.SAME_EVERYWHERE).layer(layer.name());
    LayerResults expected = LayerResults.run(compiled, data);
    for (int count : THREADS) {
      ExecutorService threads = Executors.newFixedThreadPool(count);
      try {
        List<Callable<LayerResults>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          calls.add(() -> LayerResults.run(compiled, data));
        }
        for (Future<LayerResults> results : threads.invokeAll(calls)) {
          Optional<String> difference = results.get().difference(expected);
          if (difference.isPresent()) {
            return difference.map(d -> count + " threads: " + d + "\n" + ConvText.print(layer));
          }
        }
      } finally {
        threads.shutdown();
      }
    }
    return Optional.empty();
  }
}
