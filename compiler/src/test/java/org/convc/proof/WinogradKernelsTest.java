package org.convc.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.runtime.Activation;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerKind;
import org.convc.schedule.Strategy;
import org.convc.schedule.Target;
import org.convc.schedule.WinogradStrategy;
import org.convc.testing.ConvText;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.Layers;
import org.convc.testing.PreciseSums;
import org.convc.testing.RandomLayers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Winograd's algorithm as it runs, compiled: F(2, r) exact on integers, others the bits of their definition, all within their bounds. */
class WinogradKernelsTest {

  private static final long SEED = Long.getLong("convc.seed", 20261121L);
  private static final int LAYERS = Integer.getInteger("convc.layers", 40) / 4;
  private static final int BUDGET = 200_000;

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void tilesOfTwoEqualTheReferenceLoop(int vectorBits) {
    Target target = new Target(vectorBits);
    int layers = 0;
    for (long i = 0; layers < LAYERS; i++) {
      Layer layer = RandomLayers.layer(SEED + vectorBits, i, BUDGET);
      Strategy strategy = new WinogradStrategy(target.lanes(layer.type()), 2, target.sums(), 2);
      boolean exact = layer.axes().stream().allMatch(a -> a.kernel() <= 3);
      if (exact && strategy.suits(strategy.form(layer), KernelKind.FORWARD)) {
        layers++;
        LayerData data = LayerData.integers(layer, 2, RandomLayers.mix(SEED, i));
        LayerResults results = LayerResults.run(StrategyRuns.load(layer, strategy, target), data);
        String where = "layer " + i + " on " + target + "\n" + ConvText.print(layer);
        assertEquals(Optional.empty(), Checks.reference(layer, data, results), where);
        if (!layer.info().hasActivation()) {
          assertEquals(Optional.empty(), Checks.adjoint(layer, data, results), where);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void tilesOfFourHaveTheBitsOfTheirDefinition(int vectorBits) {
    Target target = new Target(vectorBits);
    int layers = 0;
    for (long i = 0; layers < LAYERS; i++) {
      Layer layer = Layers.withActivation(RandomLayers.layer(SEED - vectorBits, i, BUDGET), Activation.NONE);
      Strategy strategy = new WinogradStrategy(target.lanes(layer.type()), 2, target.sums(), 4);
      if (strategy.suits(strategy.form(layer), KernelKind.FORWARD)) {
        layers++;
        LayerData data = LayerData.reals(layer, 2, RandomLayers.mix(SEED, i));
        LayerResults results = LayerResults.run(StrategyRuns.load(layer, strategy, target), data);
        String where = "layer " + i + " on " + target + "\n" + ConvText.print(layer);
        assertArrayEquals(StrategyRuns.interpreted(layer, KernelKind.FORWARD, strategy, data, "y", results.y().length), results.y(), where);
        assertArrayEquals(StrategyRuns.interpreted(layer, KernelKind.BACKWARD_DATA, strategy, data, "dx", results.dx().length), results.dx(), where);
        assertArrayEquals(StrategyRuns.interpreted(layer, KernelKind.BACKWARD_WEIGHTS, strategy, data, "dw", results.dw().length), results.dw(), where);
      }
    }
  }

  /** Numbers up to 1, so what bounds refer to is at most the sum of the magnitudes of the weights, or the number of windows. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void errorsOfRandomLayersStayBelowWhatIsStated(int outputs) {
    Target target = new Target(256);
    int layers = 0;
    for (long i = 0; layers < LAYERS; i++) {
      Layer layer = Layers.withActivation(RandomLayers.layer(SEED + outputs, i, BUDGET), Activation.NONE);
      Strategy strategy = new WinogradStrategy(target.lanes(layer.type()), 2, target.sums(), outputs);
      if (layer.type() == ElementType.FLOAT && strategy.suits(strategy.form(layer), KernelKind.FORWARD)) {
        layers++;
        LayerData data = LayerData.reals(layer, 2, RandomLayers.mix(SEED, i));
        LayerResults results = LayerResults.run(StrategyRuns.load(layer, strategy, target), data);
        String where = "layer " + i + "\n" + ConvText.print(layer);
        boolean convolution = layer.kind() == LayerKind.CONVOLUTION;
        double windows = data.batch() * layer.relation().axes().stream().mapToDouble(Relation.Axis::windows).reduce(1, (a, b) -> a * b);
        double bias = layer.bias() ? 1 : 0;
        within(PreciseSums.forward(layer, data), results.y(), bound(layer, strategy, KernelKind.FORWARD, bias + weights(layer, data, convolution)), where);
        within(
            PreciseSums.backwardData(layer, data), results.dx(),
            bound(layer, strategy, KernelKind.BACKWARD_DATA, weights(layer, data, !convolution)), where);
        within(
            PreciseSums.backwardWeights(layer, data), results.dw(), bound(layer, strategy, KernelKind.BACKWARD_WEIGHTS, windows), where);
      }
    }
  }

  private static void within(PreciseSums expected, double[] actual, double bound, String where) {
    double worst = expected.largestError(actual);
    assertTrue(worst <= bound, () -> "off by " + worst + ", more than " + bound + ", " + where);
  }

  private static double bound(Layer layer, Strategy strategy, KernelKind kind, double magnitudes) {
    return (strategy.error(strategy.form(layer), kind) + Figure02Accuracy.BOUND) * 0x1p-24 * magnitudes;
  }

  /** The largest sum of magnitudes of the weights of a channel, of the windows' channels or of those of the positions. */
  private static double weights(Layer layer, LayerData data, boolean ofWindows) {
    Relation relation = layer.relation();
    int positionChannels = relation.positionChannelsPerGroup();
    int taps = data.w().length / relation.windowChannels() / positionChannels;
    double[] sums = new double[ofWindows ? relation.windowChannels() : relation.positionChannels()];
    for (int i = 0; i < data.w().length; i++) {
      int windowChannel = i / taps / positionChannels;
      int group = windowChannel / relation.windowChannelsPerGroup();
      sums[ofWindows ? windowChannel : group * positionChannels + i / taps % positionChannels] += Math.abs(data.w()[i]);
    }
    return Arrays.stream(sums).max().orElseThrow();
  }
}
