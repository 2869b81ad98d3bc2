package org.convc.schedule;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.convc.ir.Interpreter;
import org.convc.ir.Kernel;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.testing.Conv;
import org.junit.jupiter.api.Test;

/**
 * The error of Winograd's algorithm, in units of u = 2^-24 times the sum of the magnitudes of a result's terms, S = sum of |x * w|; and of
 * T = sum of |w| * largest |x| of the channel in the tile, which is what the bound holds for: all of a tile goes into each of its results.
 * Numbers of one sign only add up their errors, in direct sums too. {@code -Dconvc.channels=512} goes on to so many,
 * {@code -Dconvc.side=160} to maps of that size for the gradients of weights.
 */
class WinogradAccuracyTest {

  private static final long SEED = Long.getLong("convc.seed", 20261121L);
  private static final double U = 0x1p-24;
  private static final int MOST_CHANNELS = Integer.getInteger("convc.channels", 64);
  private static final int MOST_SIDE = Integer.getInteger("convc.side", 40);
  private static final int SIDE = 11;
  private static final int FILTERS = 3;

  private enum Data {
    BOTH_SIGNS,
    POSITIVE,
    RECTIFIED,
    SCALED_CHANNELS,
    SCALED_ELEMENTS,
    ONE_SPIKE;

    double[] x(Random random, int channels, int plane) {
      double[] x = new double[channels * plane];
      double[] scales = new double[channels];
      for (int c = 0; c < channels; c++) {
        scales[c] = Math.pow(2, 20 * random.nextDouble() - 10);
      }
      for (int i = 0; i < x.length; i++) {
        double value = 2 * random.nextDouble() - 1;
        switch (this) {
          case POSITIVE -> value = Math.abs(value);
          case RECTIFIED -> value = Math.max(0, random.nextGaussian());
          case SCALED_CHANNELS -> value *= scales[i / plane];
          case SCALED_ELEMENTS -> value *= Math.pow(2, 20 * random.nextDouble() - 10);
          case ONE_SPIKE -> value *= i % plane == plane / 2 ? 1e4 : 1;
          default -> { }
        }
        x[i] = (float) value;
      }
      return x;
    }

    double[] w(Random random, int length) {
      DoubleSupplier source = this == POSITIVE ? random::nextDouble : random::nextGaussian;
      double[] w = new double[length];
      for (int i = 0; i < length; i++) {
        w[i] = (float) source.getAsDouble();
      }
      return w;
    }
  }

  @Test
  void errorsStayBelowWhatIsStated() {
    StringBuilder table = new StringBuilder();
    for (int[] filter : new int[][] {{2, 2}, {4, 2}, {2, 3}, {3, 3}, {4, 3}, {4, 4}, {2, 5}, {4, 5}}) {
      WinogradStrategy strategy = new WinogradStrategy(8, 2, 12, filter[0]);
      for (int channels = 1; channels <= MOST_CHANNELS; channels *= 8) {
        Layer layer = layer(channels, filter[1]);
        int stated = strategy.error(layer, KernelKind.FORWARD);
        table.append(String.format(Locale.ROOT, "F(%d, %d), %4d channels, stated %d", filter[0], filter[1], channels, stated));
        for (Data data : Data.values()) {
          double[] worst = worst(strategy, layer, filter[0], data);
          String found = String.format(Locale.ROOT, " | %s %.2f S, %.2f T", data, worst[0], worst[1]);
          table.append(found);
          assertTrue(worst[1] <= stated || data == Data.POSITIVE && worst[1] <= 2 * stated, () -> strategy.key() + found);
        }
        table.append('\n');
      }
    }
    System.out.println(table);
  }

  /**
   * For the gradient of weights S is the sum of |x * dy|, and T that of |dy| * largest |x| of the channel in the tile. Its sums have a term
   * for each window, and lose as much as those of the definition do beside.
   */
  @Test
  void errorsOfGradientsStayBelowWhatIsStated() {
    StringBuilder table = new StringBuilder();
    for (int[] filter : new int[][] {{2, 2}, {4, 2}, {2, 3}, {3, 3}, {4, 3}, {4, 4}, {2, 5}, {4, 5}}) {
      WinogradStrategy strategy = new WinogradStrategy(8, 2, 12, filter[0]);
      for (int side = filter[0]; side <= MOST_SIDE; side = 2 * side + 1) {
        Layer layer = Conv.layer("conv A { input 4 x %1$d x %1$d; filters 3; kernel %2$d; pad same; }".formatted(side, filter[1]));
        int stated = strategy.error(layer, KernelKind.BACKWARD_WEIGHTS);
        table.append(String.format(Locale.ROOT, "F(%d, %d), maps of %3d x %3d, stated %d", filter[1], filter[0], side, side, stated));
        for (Data data : Data.values()) {
          double[] worst = worstOfGradient(strategy.definition(layer, KernelKind.BACKWARD_WEIGHTS), layer, filter[0], data);
          double[] direct = worstOfGradient(Definition.of(layer, KernelKind.BACKWARD_WEIGHTS), layer, filter[0], data);
          String found = String.format(Locale.ROOT, " | %s %.2f S, %.2f T (direct %.2f T)", data, worst[0], worst[1], direct[1]);
          table.append(found);
          assertTrue(worst[1] <= stated + direct[1], () -> strategy.key() + found);
        }
        table.append('\n');
      }
    }
    System.out.println(table);
  }

  private static double[] worstOfGradient(Kernel kernel, Layer layer, int m, Data data) {
    int channels = layer.inputChannels();
    int side = layer.axes().get(0).input();
    int taps = layer.axes().get(0).kernel();
    int before = (taps - 1) / 2;
    Random random = new Random(SEED + side);
    double[] x = data.x(random, channels, side * side);
    double[] dy = data.w(random, FILTERS * side * side);
    double[] dw = new double[FILTERS * channels * taps * taps];
    Interpreter.run(kernel, 1, new LinkedHashMap<>(Map.of("x", x, "dy", dy, "dw", dw)));
    double[] worst = new double[2];
    for (int weight = 0; weight < dw.length; weight++) {
      int k = weight % (taps * taps);
      int c = weight / (taps * taps) % channels;
      int oc = weight / (taps * taps) / channels;
      double sum = 0;
      double s = 0;
      double t = 0;
      for (int o = 0; o < side * side; o++) {
        int oy = o / side;
        int ox = o % side;
        double gradient = dy[oc * side * side + o];
        double product = gradient * element(x, c, side, oy + k / taps - before, ox + k % taps - before);
        sum += product;
        s += Math.abs(product);
        t += Math.abs(gradient) * largest(x, c, side, oy / m * m - before, ox / m * m - before, m + taps - 1);
      }
      double error = Math.abs(dw[weight] - sum);
      if (error > 0) {
        worst[0] = Math.max(worst[0], error / (U * s));
        worst[1] = Math.max(worst[1], error / (U * t));
      }
    }
    return worst;
  }

  /** An element of a channel, or the zero around it. */
  private static double element(double[] x, int channel, int side, int row, int column) {
    return row < 0 || column < 0 || row >= side || column >= side ? 0 : x[(channel * side + row) * side + column];
  }

  /** The largest magnitude in a tile of a channel. */
  private static double largest(double[] x, int channel, int side, int row, int column, int size) {
    double largest = 0;
    for (int i = 0; i < size * size; i++) {
      largest = Math.max(largest, Math.abs(element(x, channel, side, row + i / size, column + i % size)));
    }
    return largest;
  }

  private static Layer layer(int channels, int taps) {
    return Conv.layer(
        "conv A { input %d x %d x %d; filters %d; kernel %d; pad same; }".formatted(channels, SIDE, SIDE, FILTERS, taps));
  }

  /** The largest error in units of u * S, and of u * T. */
  private static double[] worst(WinogradStrategy strategy, Layer layer, int m, Data data) {
    int channels = layer.inputChannels();
    int taps = layer.axes().get(0).kernel();
    int before = (taps - 1) / 2;
    Kernel kernel = strategy.definition(layer, KernelKind.FORWARD);
    Random random = new Random(SEED + channels);
    Map<String, double[]> arguments = new LinkedHashMap<>();
    double[] x = data.x(random, channels, SIDE * SIDE);
    double[] w = data.w(random, FILTERS * channels * taps * taps);
    double[] y = new double[FILTERS * SIDE * SIDE];
    arguments.put("x", x);
    arguments.put("w", w);
    arguments.put("y", y);
    Interpreter.run(kernel, 1, arguments);
    double[] worst = new double[2];
    for (int oc = 0; oc < FILTERS; oc++) {
      for (int o = 0; o < SIDE * SIDE; o++) {
        int oy = o / SIDE;
        int ox = o % SIDE;
        double sum = 0;
        double s = 0;
        double t = 0;
        for (int c = 0; c < channels; c++) {
          double largest = largest(x, c, SIDE, oy / m * m - before, ox / m * m - before, m + taps - 1);
          for (int k = 0; k < taps * taps; k++) {
            double weight = w[(oc * channels + c) * taps * taps + k];
            double product = weight * element(x, c, SIDE, oy + k / taps - before, ox + k % taps - before);
            t += Math.abs(weight) * largest;
            sum += product;
            s += Math.abs(product);
          }
        }
        double error = Math.abs(y[oc * SIDE * SIDE + o] - sum);
        worst[0] = Math.max(worst[0], error / (U * s));
        worst[1] = Math.max(worst[1], error / (U * t));
      }
    }
    return worst;
  }
}
