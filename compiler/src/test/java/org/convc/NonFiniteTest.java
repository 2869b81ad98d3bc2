package org.convc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.convc.analysis.Frontend;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.testing.Calls;
import org.convc.testing.ReferenceLoop;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One infinite or NaN element, and what it reaches: the section about them in {@code grammar/LANGUAGE.md}, direct kernels only. */
class NonFiniteTest {

  private static final int ROUNDS = 4;

  /** What ties the elements of the three tensors of one layer. */
  private static final class Ties {
    final Set<Integer> ofOutput = new HashSet<>();
    final Set<Integer> ofInput = new HashSet<>();
    final Set<Integer> ofWeights = new HashSet<>();
  }

  static List<String> layers() {
    List<String> layers = new ArrayList<>();
    for (String kind : List.of("conv", "transposed")) {
      for (String properties : List.of(
          "input 16 x 9 x 11; filters 16; kernel 3; pad 1;",
          "input 1 x 9 x 21; filters 1; kernel 3 x 5; pad 1 x 2;",
          "input 8 x 9 x 11; filters 8; groups 8; kernel 3; pad 1;",
          "input 4 x 9 x 12; filters 20; kernel 3; stride 2; pad 1;",
          "input 2 x 8 x 16; filters 2; groups 2; kernel 3; stride 2;",
          "input 2 x 8 x 16; filters 2; groups 2; kernel 3; stride 2; pad 1;",
          "input 2 x 7 x 64; filters 2; groups 2; kernel 3; stride 2; pad 1;",
          "input 3 x 40; filters 5; kernel 3; dilation 4; pad 4;")) {
        layers.add(kind + " Layer { " + properties + " accuracy exact; }");
      }
    }
    return layers;
  }

  @ParameterizedTest
  @MethodSource("layers")
  void reachesWhatTheReferenceSays(String text) {
    Layer model = Frontend.read(new Diagnostics(new SourceText("a.conv", text))).orElseThrow().layers().get(0);
    for (int bits : new int[] {0, 256}) {
      ConvLayer layer = Convc.compile("a.conv", text, CompileOptions.defaults().withVectorBits(bits)).layer("Layer");
      Random random = new Random(17);
      for (int round = 0; round < ROUNDS; round++) {
        check(model, layer, round % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY, random);
      }
    }
  }

  private static void check(Layer model, ConvLayer layer, float foreign, Random random) {
    float[] x = numbers(layer.info().inputLength(1), random);
    float[] w = numbers(layer.info().weightsLength(), random);
    float[] dy = numbers(layer.info().outputLength(1), random);
    float[] y = Calls.forward(layer, x, w);
    float[] dx = Calls.backwardData(layer, dy, w);
    float[] dw = Calls.backwardWeights(layer, x, dy);
    int[] termsOfOutput = new int[y.length];
    int[] termsOfInput = new int[x.length];
    ReferenceLoop.terms(model, 1, (i, k, o) -> {
      termsOfOutput[o]++;
      termsOfInput[i]++;
    });

    int atInput = random.nextInt(x.length);
    Ties ofInput = ties(model, i -> i == atInput, k -> true, o -> true);
    float[] foreignX = with(x, atInput, foreign);
    check(y, Calls.forward(layer, foreignX, w), ofInput.ofOutput, none -> false);
    check(dw, Calls.backwardWeights(layer, foreignX, dy), ofInput.ofWeights, samePair(ofInput, model));

    int atOutput = random.nextInt(dy.length);
    Ties ofOutput = ties(model, i -> true, k -> true, o -> o == atOutput);
    float[] foreignDy = with(dy, atOutput, foreign);
    check(dx, Calls.backwardData(layer, foreignDy, w), ofOutput.ofInput, none -> false);
    check(dw, Calls.backwardWeights(layer, x, foreignDy), ofOutput.ofWeights, samePair(ofOutput, model));

    int atWeight = random.nextInt(w.length);
    Ties ofWeight = ties(model, i -> true, k -> k == atWeight, o -> true);
    float[] foreignW = with(w, atWeight, foreign);
    check(y, Calls.forward(layer, x, foreignW), ofWeight.ofOutput, atBorder(termsOfOutput));
    check(dx, Calls.backwardData(layer, dy, foreignW), ofWeight.ofInput, atBorder(termsOfInput));
  }

  /**
   * @param reached results that the definition makes of the foreign element
   * @param mayBeReached others that may be NaN
   */
  private static void check(float[] without, float[] with, Set<Integer> reached, IntPredicate mayBeReached) {
    for (int i = 0; i < with.length; i++) {
      if (reached.contains(i)) {
        assertFalse(Float.isFinite(with[i]), "element " + i + " hides what it is made of");
      } else if (!(mayBeReached.test(i) && Float.isNaN(with[i]))) {
        assertEquals(without[i], with[i], "element " + i);
      }
    }
  }

  /** Padding is part of what the element is made of: others have more terms. */
  private static IntPredicate atBorder(int[] terms) {
    int most = Arrays.stream(terms).max().orElseThrow();
    return i -> terms[i] < most;
  }

  /** The weights between the same two channels. */
  private static IntPredicate samePair(Ties ties, Layer model) {
    int taps = model.axes().stream().mapToInt(a -> a.kernel()).reduce(1, (a, b) -> a * b);
    Set<Integer> pairs = ties.ofWeights.stream().map(k -> k / taps).collect(Collectors.toSet());
    assertTrue(!pairs.isEmpty() || ties.ofOutput.isEmpty());
    return k -> pairs.contains(k / taps);
  }

  private static Ties ties(Layer model, IntPredicate input, IntPredicate weight, IntPredicate output) {
    Ties ties = new Ties();
    ReferenceLoop.terms(model, 1, (i, k, o) -> {
      if (input.test(i) && weight.test(k) && output.test(o)) {
        ties.ofInput.add(i);
        ties.ofWeights.add(k);
        ties.ofOutput.add(o);
      }
    });
    return ties;
  }

  private static float[] with(float[] numbers, int index, float value) {
    float[] changed = numbers.clone();
    changed[index] = value;
    return changed;
  }

  /** Whole and not zero. */
  private static float[] numbers(int length, Random random) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = 1 + random.nextInt(9);
    }
    return numbers;
  }
}
