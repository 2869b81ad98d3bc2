package org.convc.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.convc.model.Accuracy;
import org.convc.model.Axis;
import org.convc.model.Layer;
import org.convc.model.Origin;
import org.convc.runtime.Activation;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerKind;
import org.convc.runtime.Layout;

/**
 * Random valid layers, small, and awkward on purpose: sizes of 1, kernels as large as the input, unequal axes, asymmetric and negative
 * padding, strides that leave a remainder, strides above the kernel. One in six is of a kind that needs another form of the kernels: see
 * {@link Special}.
 */
public final class RandomLayers {

  private static final String[] NAMES = {"depth", "height", "width"};

  /** Shapes that small random numbers rarely hit, as far as the budget allows them. */
  private enum Special {
    NONE,
    /** So many phases that the sums of backward data stay as they are. */
    MANY_PHASES,
    /** More taps than are written out. */
    LARGE_KERNEL,
    /** Padding so wide that no padded copy is made. */
    WIDE_PADDING,
    /** As many groups as channels, and several filters for each. */
    DEPTHWISE,
    /** Rows of many tiles and a remainder. */
    LONG_ROWS,
    /** Many channels. */
    DEEP
  }

  private enum Words {
    EXPLICIT,
    VALID,
    SAME,
    SAME_LOWER,
    FULL,
    CAUSAL
  }

  private final Random random;
  private final int budget;
  private Special special;
  private Words words;

  /**
   * @param budget most multiply-adds of one batch item
   */
  public RandomLayers(long seed, int budget) {
    this.random = new Random(seed);
    this.budget = budget;
  }

  /** One layer by its number, whatever other layers are drawn: what a failing test names. */
  public static Layer layer(long seed, long index, int budget) {
    return new RandomLayers(mix(seed, index), budget).next();
  }

  /** A seed for one of many cases (the finaliser of SplitMix64). */
  public static long mix(long seed, long index) {
    long z = seed + index * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
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
    special = random.nextInt(6) == 0 ? Special.values()[random.nextInt(Special.values().length)] : Special.NONE;
    words = random.nextInt(4) == 0 ? Words.values()[random.nextInt(Words.values().length)] : Words.EXPLICIT;
    boolean convolution = special == Special.WIDE_PADDING || random.nextInt(3) > 0;
    int rank = rank();
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      Optional<Axis> axis = convolution ? convolution(rank, i) : transposed(rank, i);
      if (axis.isEmpty()) {
        return Optional.empty();
      }
      axes.add(axis.get());
    }
    int groups = pick(1, 1, 1, 2, 3, 4);
    int in = groups * pick(1, 1, 2, 3, 5);
    int out = groups * pick(1, 2, 3, 4, 5, 7, 9);
    if (special == Special.DEPTHWISE) {
      groups = pick(2, 3, 5, 8, 16, 24, 33);
      in = groups;
      out = groups * pick(1, 1, 2, 3);
    } else if (special == Special.DEEP) {
      groups = pick(1, 1, 2);
      in = groups * pick(16, 33, 64, 100);
      out = groups * pick(3, 8, 17, 32);
    } else if (special == Special.WIDE_PADDING || special == Special.LARGE_KERNEL) {
      groups = pick(1, 1, 2);
      in = groups;
      out = groups * pick(1, 2, 3);
    }
    return Optional.of(
        new Layer(
            "Random",
            "",
            Optional.empty(),
            new Origin("random.conv", 1),
            convolution ? LayerKind.CONVOLUTION : LayerKind.TRANSPOSED,
            random.nextInt(3) == 0 ? ElementType.DOUBLE : ElementType.FLOAT,
            random.nextInt(3) == 0 ? Layout.NHWC : Layout.NCHW,
            random.nextInt(3) == 0,
            groups,
            in,
            out,
            axes,
            random.nextBoolean(),
            activation(),
            Accuracy.EXACT));
  }

  private int rank() {
    switch (special) {
      case MANY_PHASES:
        return pick(1, 2, 2, 3);
      case WIDE_PADDING:
        return 2;
      case LARGE_KERNEL:
        return pick(1, 2);
      default:
        return words == Words.CAUSAL ? 1 : 1 + random.nextInt(3);
    }
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
    switch (special) {
      case MANY_PHASES:
        stride = rank == 1 ? 17 + random.nextInt(20) : rank == 2 ? pick(4, 5, 5, 6) : pick(2, 3, 4);
        input = pick(7, 11, 16, 23, 33) + (rank == 1 ? 40 : 0);
        break;
      case LARGE_KERNEL:
        kernel = rank == 1 ? pick(100, 161, 400, 1000) : pick(11, 13, 15);
        input = pick(1, 2, 5, 16, 33) + random.nextInt(4) * kernel / 2;
        break;
      case WIDE_PADDING:
        kernel = pick(2, 3);
        stride = pick(700, 901, 1200);
        dilation = pick(1, 2, 701);
        break;
      case LONG_ROWS:
        input = index == rank - 1 ? 50 + random.nextInt(150) : pick(1, 2, 3, 5);
        break;
      default:
        break;
    }
    long extent = (long) dilation * (kernel - 1) + 1;
    int[] padding = padding(input, stride, extent);
    int before = padding[0];
    int after = padding[1];
    long room = input + (long) before + after - extent;
    if (room < 0 || input + Math.min(before, 0) + Math.min(after, 0) < 1) {
      return Optional.empty();
    }
    return Optional.of(
        new Axis(name(rank, index), input, (int) (room / stride) + 1, kernel, stride, dilation, before, after, 0));
  }

  private int[] padding(int input, int stride, long extent) {
    if (special == Special.WIDE_PADDING) {
      return new int[] {1200 + random.nextInt(300), 1200 + random.nextInt(300)};
    }
    if (special == Special.LARGE_KERNEL && input < extent) {
      int least = (int) (extent - input);
      return new int[] {least / 2 + random.nextInt(3), least - least / 2 + random.nextInt(3)};
    }
    int reach = (int) extent - 1;
    int same = (int) Math.max(0, (input - 1) / stride * (long) stride + extent - input);
    switch (words) {
      case VALID:
        return new int[] {0, 0};
      case SAME:
        return new int[] {same / 2, same - same / 2};
      case SAME_LOWER:
        return new int[] {same - same / 2, same / 2};
      case FULL:
        return new int[] {reach, reach};
      case CAUSAL:
        return new int[] {reach, 0};
      default:
        return new int[] {padding(), padding()};
    }
  }

  private Optional<Axis> transposed(int rank, int index) {
    int kernel = pick(1, 2, 3, 3, 4, 5);
    int stride = pick(1, 1, 2, 2, 3, 4);
    int dilation = pick(1, 1, 1, 2, 3);
    int input = pick(1, 2, 3, 5, 7, 8, 11);
    switch (special) {
      case MANY_PHASES:
        stride = rank == 1 ? 17 + random.nextInt(20) : rank == 2 ? pick(4, 5, 5, 6) : pick(2, 3, 4);
        break;
      case LARGE_KERNEL:
        kernel = rank == 1 ? pick(100, 161, 400, 1000) : pick(11, 13, 15);
        break;
      case LONG_ROWS:
        input = index == rank - 1 ? 30 + random.nextInt(100) : pick(1, 2, 3);
        break;
      default:
        break;
    }
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
