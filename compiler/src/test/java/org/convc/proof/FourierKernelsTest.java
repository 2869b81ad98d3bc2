package org.convc.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.Activation;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.Workspace;
import org.convc.schedule.FourierStrategy;
import org.convc.schedule.Strategy;
import org.convc.schedule.Target;
import org.convc.testing.ConvText;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.Layers;
import org.convc.testing.RandomLayers;
import org.convc.testing.ReferenceLoop;
import org.convc.testing.SplitAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fourier transforms as they run, compiled and shared by threads: the bits of their definition, as close to the reference loop as is stated. */
class FourierKernelsTest {

  private static final long SEED = Long.getLong("convc.seed", 20261121L);
  private static final int LAYERS = Integer.getInteger("convc.layers", 40) / 4;
  private static final int BUDGET = 400_000;
  private static final int BATCH = 2;
  private static final double U = 0x1p-24;

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void kernelsHaveTheBitsOfTheirDefinition(int vectorBits) {
    Target target = new Target(vectorBits);
    int layers = 0;
    for (long i = 0; layers < LAYERS; i++) {
      Layer layer = Layers.withActivation(RandomLayers.layer(SEED - vectorBits, i, BUDGET), Activation.NONE);
      Strategy strategy = new FourierStrategy(target.lanes(layer.type()), target.sums());
      Layer form = strategy.form(layer);
      if (strategy.suits(form, KernelKind.FORWARD) && strategy.suits(form, KernelKind.BACKWARD_WEIGHTS)) {
        layers++;
        LayerData data = LayerData.reals(layer, BATCH, RandomLayers.mix(SEED, i));
        ConvLayer loaded = StrategyRuns.load(layer, new SplitAll(strategy), target);
        LayerResults results = LayerResults.run(loaded, data, shared(loaded), loaded.newTrainingWorkspace(BATCH));
        String where = "layer " + i + " on " + target + "\n" + ConvText.print(layer);
        assertArrayEquals(StrategyRuns.interpreted(layer, KernelKind.FORWARD, strategy, data, "y", results.y().length), results.y(), where);
        assertArrayEquals(StrategyRuns.interpreted(layer, KernelKind.BACKWARD_DATA, strategy, data, "dx", results.dx().length), results.dx(), where);
        assertArrayEquals(StrategyRuns.interpreted(layer, KernelKind.BACKWARD_WEIGHTS, strategy, data, "dw", results.dw().length), results.dw(), where);
        close(ReferenceLoop.biasedSum(layer, BATCH, data.x(), data.w(), data.b()),
            results.y(), unit(strategy, form, KernelKind.FORWARD) * largest(data.x()) * sum(data.w()), where);
        close(ReferenceLoop.backwardData(layer, BATCH, data.dy(), data.w()),
            results.dx(), unit(strategy, form, KernelKind.BACKWARD_DATA) * largest(data.dy()) * sum(data.w()), where);
        close(ReferenceLoop.backwardWeights(layer, BATCH, data.x(), data.dy()),
            results.dw(), unit(strategy, form, KernelKind.BACKWARD_WEIGHTS) * largest(data.x()) * sum(data.dy()), where);
      }
    }
  }

  private static double unit(Strategy strategy, Layer form, KernelKind kind) {
    return U * strategy.error(form, kind);
  }

  /** A workspace by which three threads share calls. */
  private static Workspace shared(ConvLayer layer) {
    return layer.newWorkspace(BATCH, ForkJoinPool.commonPool(), 3);
  }

  /** Within what is stated for the worst of all channels. */
  private static void close(double[] expected, double[] actual, double most, String where) {
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs(expected[i] - actual[i]);
      assertTrue(error <= most + U * Math.abs(expected[i]), () -> error + " is more than " + most + ", " + where);
    }
  }

  private static double largest(double[] numbers) {
    return Arrays.stream(numbers).map(Math::abs).max().orElseThrow();
  }

  private static double sum(double[] numbers) {
    return Arrays.stream(numbers).map(Math::abs).sum();
  }
}
