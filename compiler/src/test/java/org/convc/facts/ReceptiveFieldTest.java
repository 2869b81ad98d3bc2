package org.convc.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.convc.model.Layer;
import org.convc.model.Triples;
import org.convc.runtime.LayerKind;
import org.convc.testing.Conv;
import org.junit.jupiter.api.Test;

/** Receptive fields, against following the triples of every layer. */
class ReceptiveFieldTest {

  private static final int CHAINS = 60;
  private static final int INPUT = 400;

  @Test
  void knownNetworks() {
    // LeNet-5's two convolutions and two poolings: 16 x 16 at the end, neighbours 4 apart.
    List<Layer> lenet = Conv.layers(
        "conv C1 { input 1 x 28 x 28; filters 6; kernel 5; pad same; }"
            + "conv S2 { input 6 x 28 x 28; filters 6; groups 6; kernel 2; stride 2; }"
            + "conv C3 { input 6 x 14 x 14; filters 16; kernel 5; }"
            + "conv S4 { input 16 x 10 x 10; filters 16; groups 16; kernel 2; stride 2; }");
    assertEquals("height 16 4 -2", shown(ReceptiveField.of(lenet).get(0)));
    // WaveNet: with two taps and dilations 1, 2, 4, ... 512, 1024 samples.
    StringBuilder wavenet = new StringBuilder();
    for (int dilation = 1; dilation <= 512; dilation *= 2) {
      wavenet.append("conv D" + dilation + " { input 1 x 2000; filters 1; kernel 2; dilation " + dilation + "; pad causal; }");
    }
    assertEquals("length 1024 1 -1023", shown(ReceptiveField.of(Conv.layers(wavenet.toString())).get(0)));
    // Every output of an upsampling step by two taps of a kernel of four sees two inputs.
    List<Layer> up = Conv.layers("transposed U { input 1 x 9; filters 1; kernel 4; stride 2; pad 1; }");
    assertEquals("length 2 1/2 -1", shown(ReceptiveField.of(up).get(0)));
  }

  @Test
  void agreesWithFollowingTheTriples() {
    Random random = new Random(5);
    int transposed = 0;
    for (int i = 0; i < CHAINS; i++) {
      List<Layer> chain = chain(random);
      transposed += chain.stream().anyMatch(l -> l.kind() == LayerKind.TRANSPOSED) ? 1 : 0;
      ReceptiveField field = ReceptiveField.of(chain).get(0);
      List<TreeSet<Integer>> seen = seen(chain);
      // In the middle no field reaches a border.
      List<TreeSet<Integer>> middle = seen.subList(seen.size() / 3, 2 * seen.size() / 3);
      int largest = middle.stream().mapToInt(s -> s.last() - s.first() + 1).max().orElseThrow();
      assertEquals(field.size(), BigInteger.valueOf(largest), () -> chain + " " + field);
      // Outputs of transposed layers take turns.
      int period = chain.stream().filter(l -> l.kind() == LayerKind.TRANSPOSED).mapToInt(l -> l.axes().get(0).stride())
          .reduce(1, (a, b) -> a * b);
      int apart = middle.get(period).first() - middle.get(0).first();
      assertEquals(
          field.jump(), new Ratio(BigInteger.valueOf(apart), BigInteger.valueOf(period)), () -> chain + " " + field);
      int steps = seen.size() / 3 / period * period;
      int start = seen.get(steps).first() - steps / period * apart;
      assertEquals(field.start(), BigInteger.valueOf(start), () -> chain + " " + field);
    }
    assertTrue(transposed > 10, transposed + " chains with transposed layers");
  }

  /** Layers follow each other where shape, type and layout agree; elsewhere a chain begins. */
  @Test
  void chainsBreakWhereShapesDo() {
    List<Chain> chains = Chain.of(Conv.layers(
        "conv A { input 1 x 9; filters 2; kernel 3; } conv B { input 2 x 7; filters 2; kernel 3; }"
            + "conv C { input 2 x 7; filters 2; kernel 3; } conv D { input 2 x 5; filters 2; kernel 3; type double; }"));
    assertEquals(
        List.of(List.of("A"), List.of("A", "B"), List.of("C"), List.of("D")), chains.stream().map(Chain::layers).toList());
  }

  private static String shown(ReceptiveField field) {
    return field.axis() + " " + field.size() + " " + field.jump() + " " + field.start();
  }

  private static List<Layer> chain(Random random) {
    StringBuilder text = new StringBuilder();
    int size = INPUT;
    int layers = 1 + random.nextInt(3);
    for (int i = 0; i < layers; i++) {
      boolean convolution = random.nextInt(3) > 0;
      int kernel = 1 + random.nextInt(4);
      int stride = 1 + random.nextInt(convolution ? 3 : Math.min(3, kernel));
      int dilation = convolution ? 1 + random.nextInt(3) : 1;
      int pad = random.nextInt(3);
      String layer = (convolution ? "conv" : "transposed") + " L" + i + " { input 1 x " + size + "; filters 1; kernel " + kernel + "; stride "
          + stride + "; dilation " + dilation + "; pad " + pad + "; }\n";
      text.append(layer);
      size = Conv.layer(layer).axes().get(0).output();
    }
    return Conv.layers(text.toString());
  }

  /** For each output of the last layer, the inputs of the first one that it depends on. */
  private static List<TreeSet<Integer>> seen(List<Layer> chain) {
    List<TreeSet<Integer>> seen = new ArrayList<>();
    IntStream.range(0, chain.get(0).info().input().elements()).forEach(i -> seen.add(new TreeSet<>(List.of(i))));
    for (Layer layer : chain) {
      List<TreeSet<Integer>> next = new ArrayList<>();
      IntStream.range(0, layer.info().output().elements()).forEach(o -> next.add(new TreeSet<>()));
      Triples.forEach(layer, (output, input, weight) -> next.get(output).addAll(seen.get(input)));
      seen.clear();
      seen.addAll(next);
    }
    return seen;
  }
}
