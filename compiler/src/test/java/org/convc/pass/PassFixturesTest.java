package org.convc.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.convc.ir.Kernel;
import org.convc.ir.Printer;
import org.convc.ir.Verifier;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.schedule.ChannelLanesStrategy;
import org.convc.schedule.DirectStrategy;
import org.convc.schedule.FourierStrategy;
import org.convc.schedule.PositionLanesStrategy;
import org.convc.schedule.RepeatedWindowsStrategy;
import org.convc.schedule.Strategy;
import org.convc.schedule.TapLanesStrategy;
import org.convc.schedule.TermLanesStrategy;
import org.convc.schedule.WinogradStrategy;
import org.convc.testing.Conv;
import org.convc.testing.KernelData;
import org.convc.testing.Sections;
import org.convc.testing.SplitAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each pass on a small kernel, as a person reads it: {@code passes/NAME/*.txt} have the layer, the kernel, the passes that lead up to the
 * one called NAME, and the kernel before and after it. {@code -Dconvc.rewrite=true} writes the last two anew.
 */
class PassFixturesTest {

  private static final Path FOLDER = Path.of("src/test/resources/passes");
  private static final int BATCH = 2;

  @TestFactory
  Stream<DynamicTest> fixtures() throws IOException {
    return files().stream().map(f -> DynamicTest.dynamicTest(FOLDER.relativize(f).toString(), () -> check(f)));
  }

  @Test
  void everyPassOfAStrategyHasOne() throws IOException {
    Layer layer = Conv.layer("conv L { input 1 x 5 x 5; filters 1; kernel 3; stride 2; }");
    Set<String> passes =
        Stream.of(
                new DirectStrategy().passes(layer, KernelKind.BACKWARD_DATA),
                new ChannelLanesStrategy(2, 2, 4).passes(layer, KernelKind.BACKWARD_DATA),
                new PositionLanesStrategy(2, 1, 1, 1, 0, true).passes(layer, KernelKind.BACKWARD_DATA),
                new TermLanesStrategy(2, 1, 1, 1, 1, 1, true).passes(layer, KernelKind.BACKWARD_WEIGHTS),
                new RepeatedWindowsStrategy(2).passes(layer, KernelKind.BACKWARD_WEIGHTS),
                new TapLanesStrategy(2, 1, 1).passes(layer, KernelKind.BACKWARD_WEIGHTS),
                new WinogradStrategy(2, 1, 2, 2).passes(layer, KernelKind.FORWARD),
                new FourierStrategy(2, 4).passes(layer, KernelKind.FORWARD))
            .flatMap(List::stream)
            .map(Pass::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> shown = files().stream().map(f -> f.getParent().getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
    assertTrue(shown.containsAll(passes), passes + " but " + shown);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
    }
  }

  private static void check(Path file) throws IOException {
    Map<String, String> fixture = Sections.read(Files.readString(file));
    Layer layer = Conv.layer(fixture.get("layer"));
    KernelKind kind =
        Arrays.stream(KernelKind.values()).filter(k -> k.javaName().equals(fixture.get("kernel").strip())).findFirst().orElseThrow();
    Strategy strategy = new SplitAll(strategy(fixture));
    List<Pass> known = strategy.passes(layer, kind);
    Kernel before = strategy.definition(layer, kind);
    for (String name : fixture.get("passes").strip().split("[\\s,]+")) {
      before = name.isEmpty() ? before : pass(known, name).apply(before);
    }
    Verifier.verify(before);
    Kernel after = pass(known, file.getParent().getFileName().toString()).apply(before);
    Verifier.verify(after);
    if (Boolean.getBoolean("convc.rewrite")) {
      fixture.put("before", text(before));
      fixture.put("after", text(after));
      Files.writeString(file, Sections.print(fixture));
    }
    assertEquals(fixture.get("before"), text(before));
    assertEquals(fixture.get("after"), text(after));
    KernelData data = new KernelData(before, BATCH, file.hashCode());
    assertArrayEquals(data.interpret(before), data.interpret(after));
  }

  /**
   * With a section {@code lanes}, such as {@code 2 lanes, 1 vectors, 4 sums}: the one with channels in lanes; one that begins with
   * {@code position}, {@code term} or {@code tap} names what is in the lanes, and then the arguments of that strategy; {@code windows},
   * {@code winograd} and {@code fourier} are followed by those of these.
   */
  private static Strategy strategy(Map<String, String> fixture) {
    if (!fixture.containsKey("lanes")) {
      return new DirectStrategy();
    }
    String[] words = fixture.get("lanes").strip().split("\\W+");
    int[] n = Arrays.stream(words).filter(w -> w.matches("\\d+")).mapToInt(Integer::parseInt).toArray();
    switch (words[0]) {
      case "position":
        return new PositionLanesStrategy(n[0], n[1], n[2], n[3], n[4], n.length > 5 && n[5] == 1);
      case "windows":
        return new RepeatedWindowsStrategy(n[0]);
      case "term":
        return new TermLanesStrategy(n[0], n[1], n[2], n[3], n[4], n[5]);
      case "winograd":
        return new WinogradStrategy(n[0], n[1], n[2], n[3]);
      case "fourier":
        return new FourierStrategy(n[0], n[1]);
      case "tap":
        return new TapLanesStrategy(n[0], n[1], n[2]);
      default:
        return new ChannelLanesStrategy(n[0], n[1], n[2]);
    }
  }

  private static Pass pass(List<Pass> known, String name) {
    return known.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  /** The kernel without its head and its arguments, which are those of the layer. */
  private static String text(Kernel kernel) {
    return Printer.print(kernel).lines().filter(l -> !l.matches("(kernel|input|output) .*")).map(l -> l + "\n").collect(Collectors.joining());
  }
}
