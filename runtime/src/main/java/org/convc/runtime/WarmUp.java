package org.convc.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Calls a layer with tensors of one item and a workspace of its own until it is at speed. */
final class WarmUp {

  private final ConvLayer layer;
  private final LayerInfo info;
  private final boolean single;
  private final SplittableRandom random = new SplittableRandom(1);

  WarmUp(ConvLayer layer) {
    this.layer = layer;
    this.info = layer.info();
    this.single = info.type() == ElementType.FLOAT;
  }

  /**
   * @throws IllegalArgumentException if the bound is not positive
   */
  WarmUpReport run(Set<LayerCall> calls, Duration mostEach) {
    if (mostEach.isZero() || mostEach.isNegative()) {
      throw new IllegalArgumentException("mostEach: expected a positive duration, got " + mostEach);
    }
    ProcessFigures figures = ProcessFigures.find();
    Settling settling = new Settling(System::nanoTime, figures::nanosOfOthers, figures::bytes);
    List<WarmUpReport.Row> rows = new ArrayList<>();
    Set<LayerCall> wanted = EnumSet.noneOf(LayerCall.class);
    wanted.addAll(calls);
    for (LayerCall call : wanted) {
      if (call != LayerCall.TRAINING_FORWARD || info.hasActivation() || !wanted.contains(LayerCall.FORWARD)) {
        rows.add(settling.run(call, single ? floats(call) : doubles(call), mostEach.toNanos() * 1e-9));
      }
    }
    return new WarmUpReport(info.name(), layer.kernels(), rows);
  }

  /** Packs at first, and again into the same memory after that. */
  private static Runnable packing(Supplier<PackedWeights> first, Consumer<PackedWeights> again) {
    PackedWeights[] once = new PackedWeights[1];
    return () -> {
      if (once[0] == null) {
        once[0] = first.get();
      } else {
        again.accept(once[0]);
      }
    };
  }

  private Runnable floats(LayerCall call) {
    float[] x = floats(info.inputLength(1));
    float[] y = floats(info.outputLength(1));
    float[] weights = floats(info.weightsLength());
    float[] bias = info.bias() ? floats(info.filters()) : null;
    Workspace workspace = call == LayerCall.FORWARD ? layer.newWorkspace(1) : layer.newTrainingWorkspace(1);
    if (call == LayerCall.PACK_WEIGHTS) {
      return packing(() -> layer.packWeights(weights), packed -> layer.repackWeights(weights, packed));
    }
    PackedWeights packed = layer.packWeights(weights);
    if (isGradient(call) && info.hasActivation()) {
      layer.forward(1, x, packed, bias, new float[info.outputLength(1)], workspace);
    }
    switch (call) {
      case BACKWARD_DATA:
        return () -> layer.backwardData(1, y, packed, x, workspace);
      case BACKWARD_WEIGHTS:
        return () -> layer.backwardWeights(1, x, y, weights, workspace);
      case BACKWARD_BIAS:
        float[] dBias = new float[info.filters()];
        return () -> layer.backwardBias(1, y, dBias, workspace);
      default:
        return () -> layer.forward(1, x, packed, bias, y, workspace);
    }
  }

  private Runnable doubles(LayerCall call) {
    double[] x = doubles(info.inputLength(1));
    double[] y = doubles(info.outputLength(1));
    double[] weights = doubles(info.weightsLength());
    double[] bias = info.bias() ? doubles(info.filters()) : null;
    Workspace workspace = call == LayerCall.FORWARD ? layer.newWorkspace(1) : layer.newTrainingWorkspace(1);
    if (call == LayerCall.PACK_WEIGHTS) {
      return packing(() -> layer.packWeights(weights), packed -> layer.repackWeights(weights, packed));
    }
    PackedWeights packed = layer.packWeights(weights);
    if (isGradient(call) && info.hasActivation()) {
      layer.forward(1, x, packed, bias, new double[info.outputLength(1)], workspace);
    }
    switch (call) {
      case BACKWARD_DATA:
        return () -> layer.backwardData(1, y, packed, x, workspace);
      case BACKWARD_WEIGHTS:
        return () -> layer.backwardWeights(1, x, y, weights, workspace);
      case BACKWARD_BIAS:
        double[] dBias = new double[info.filters()];
        return () -> layer.backwardBias(1, y, dBias, workspace);
      default:
        return () -> layer.forward(1, x, packed, bias, y, workspace);
    }
  }

  private static boolean isGradient(LayerCall call) {
    return call == LayerCall.BACKWARD_DATA || call == LayerCall.BACKWARD_WEIGHTS || call == LayerCall.BACKWARD_BIAS;
  }

  /** Between -1 and 1: zeros would not show what numbers cost, nor would those that are hardly above zero. */
  private float[] floats(int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) (2 * random.nextDouble() - 1);
    }
    return numbers;
  }

  private double[] doubles(int length) {
    double[] numbers = new double[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = 2 * random.nextDouble() - 1;
    }
    return numbers;
  }
}
