package org.convc.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.convc.model.Axis;
import org.convc.model.Layer;
import org.convc.model.Origin;
import org.convc.runtime.Activation;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerKind;
import org.convc.runtime.Layout;

/**
 * Random valid layers, small, and awkward on purpose: sizes of 1, kernels as large as the input, unequal axes, asymmetric and negative
 * padding, strides that leave a remainder, strides above the kernel.
 */
public final class RandomLayers {

  private static final String[] NAMES = {"depth", "height", "width"};

  private final Random random;
  private final int budget;

  /**
   * @param budget most multiply-adds of one batch item
   */
  public RandomLayers(long seed, int budget) {
    this.random = new Random(seed);
    this.budget = budget;
  }

  /** The next layer. */
  public Layer next() {
    while (true) {
      Optional<Layer> layer = attempt();
      if (layer.isPresent() && layer.get().relation().multiplyAdds() <= budget) {
        return layer.get();
      }
    }
  }

  private Optional<Layer> attempt() {
    LayerKind kind = random.nextInt(3) == 0 ? LayerKind.TRANSPOSED : LayerKind.CONVOLUTION;
    int rank = 1 + random.nextInt(3);
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      Optional<Axis> axis = kind == LayerKind.CONVOLUTION ? convolution(rank, i) : transposed(rank, i);
      if (axis.isEmpty()) {
        return Optional.empty();
      }
      axes.add(axis.get());
    }
    int groups = pick(1, 1, 1, 2, 3, 4);
    int in = groups * pick(1, 1, 2, 3, 5);
    int out = groups * pick(1, 2, 3, 4, 5, 7, 9);
    return Optional.of(
        new Layer(
            "Random",
            "",
            Optional.empty(),
            new Origin("random.conv", 1),
            kind,
            random.nextInt(3) == 0 ? ElementType.DOUBLE : ElementType.FLOAT,
            random.nextInt(3) == 0 ? Layout.NHWC : Layout.NCHW,
            random.nextInt(3) == 0,
            groups,
            in,
            out,
            axes,
            random.nextBoolean(),
            activation()));
  }

  /** Only activations that map integers to integers, so that exact comparison stays possible. */
  private Activation activation() {
    switch (random.nextInt(5)) {
      case 0:
        return Activation.of(Activation.Function.RELU);
      case 1:
        return Activation.of(Activation.Function.CLIP, -20, 20);
      default:
        return Activation.NONE;
    }
  }

  private Optional<Axis> convolution(int rank, int index) {
    int kernel = pick(1, 2, 3, 3, 4, 5, 7);
    int stride = pick(1, 1, 1, 2, 2, 3, 4, 7);
    int dilation = pick(1, 1, 1, 2, 3);
    int input = pick(1, 2, 3, 5, 7, 8, 9, 12, 15, 16, 17, 23, 33);
    int before = padding();
    int after = padding();
    long extent = (long) dilation * (kernel - 1) + 1;
    long room = input + (long) before + after - extent;
    if (room < 0 || input + Math.min(before, 0) + Math.min(after, 0) < 1) {
      return Optional.empty();
    }
    return Optional.of(
        new Axis(name(rank, index), input, (int) (room / stride) + 1, kernel, stride, dilation, before, after, 0));
  }

  private Optional<Axis> transposed(int rank, int index) {
    int kernel = pick(1, 2, 3, 3, 4, 5);
    int stride = pick(1, 1, 2, 2, 3, 4);
    int dilation = pick(1, 1, 1, 2, 3);
    int input = pick(1, 2, 3, 5, 7, 8, 11);
    int before = padding();
    int after = padding();
    int outputPad = random.nextInt(3) == 0 ? random.nextInt(Math.max(stride, dilation)) : 0;
    long output = (long) (input - 1) * stride - before - after + (long) dilation * (kernel - 1) + 1 + outputPad;
    if (output < 1) {
      return Optional.empty();
    }
    return Optional.of(
        new Axis(name(rank, index), input, (int) output, kernel, stride, dilation, before, after, outputPad));
  }

  private int padding() {
    return pick(0, 0, 0, 1, 1, 2, 3, 4, 6, -1, -2);
  }

  private static String name(int rank, int index) {
    return rank == 1 ? "length" : NAMES[3 - rank + index];
  }

  private int pick(int... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
