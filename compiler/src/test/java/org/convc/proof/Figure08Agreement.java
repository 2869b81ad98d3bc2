package org.convc.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.emit.JavaEmitter;
import org.convc.load.LayerLoader;
import org.convc.model.Layer;
import org.convc.schedule.Scheduler;
import org.convc.testing.ConvText;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.OtherJvm;

/**
 * One kernel, many ways to run it, on real numbers: the interpreter, the class that Janino makes, the class that javac makes; and the class
 * of Janino interpreted by HotSpot, compiled by C1, by C2 after profiling and by C2 at once.
 */
final class Figure08Agreement implements Figure {

  /** Layers that one virtual machine runs. */
  private static final long BLOCK = 500;

  private enum Mode {
    INTERPRETED(1, "-Xint"),
    C1(20, "-XX:TieredStopAtLevel=1"),
    TIERED(200),
    C2_AT_ONCE(
        2, "-Xcomp", "-XX:-TieredCompilation", "-XX:CompileCommand=quiet",
        "-XX:CompileCommand=compileonly," + RealLayers.PACKAGE + ".*::*");

    private final int repetitions;
    private final List<String> options;

    Mode(int repetitions, String... options) {
      this.repetitions = repetitions;
      this.options = List.of(options);
    }
  }

  @Override
  public String number() {
    return "8";
  }

  @Override
  public String what() {
    return "interpreter = Janino = javac, in 4 JIT modes";
  }

  @Override
  public String target() {
    return "0 differences";
  }

  @Override
  public long ordinary() {
    return 30;
  }

  @Override
  public long full() {
    return 10_000;
  }

  @Override
  public Finding measure(Size size) {
    List<String> failures = new ArrayList<>(Cases.run(number(), size, index -> compilers(size.seed(), index)));
    for (long first = size.first(); first < size.first() + size.count(); first += BLOCK) {
      Size block = new Size(Math.min(BLOCK, size.first() + size.count() - first), first, size.seed(), size.threads());
      failures.addAll(modes(block));
    }
    return new Finding(failures.size() + " differences", size.count(), 0, failures, List.of());
  }

  private static Optional<String> compilers(long seed, long index) {
    Layer layer = RealLayers.layer(seed, index);
    LayerData data = RealLayers.data(layer, seed, index);
    String source = Bits.source(layer);
    LayerResults janino = LayerResults.run(LayerLoader.janino().load(JavaEmitter.className(layer), source), data);
    LayerResults javac = LayerResults.run(LayerLoader.javac().load(JavaEmitter.className(layer), source), data);
    LayerResults interpreted = LayerResults.interpreted(layer, Scheduler.schedule(layer), data);
    return janino.difference(interpreted).map(d -> "Janino and the interpreter: " + d)
        .or(() -> javac.difference(janino).map(d -> "javac and Janino: " + d))
        .map(d -> d + "\n" + ConvText.print(layer));
  }

  private List<String> modes(Size block) {
    List<String> failures = new ArrayList<>();
    try {
      Path folder = Files.createTempDirectory("convc-bits");
      try {
        Bits.compile(block, folder);
        List<String> expected = Bits.in(OtherJvm.same(), Mode.INTERPRETED.options, folder, block, Mode.INTERPRETED.repetitions);
        if (expected.size() != block.count()) {
          failures.add("not a line for each layer: " + expected);
        }
        for (Mode mode : Mode.values()) {
          List<String> actual = Bits.in(OtherJvm.same(), mode.options, folder, block, mode.repetitions);
          Bits.difference(mode + " " + mode.options, expected, actual, block, number()).ifPresent(failures::add);
        }
      } finally {
        Bits.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return failures;
  }
}
