package org.convc.schedule;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.convc.ir.Interpreter;
import org.convc.ir.Kernel;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.testing.Conv;
import org.junit.jupiter.api.Test;

/**
 * The error of Winograd's algorithm, in units of u = 2^-24 times the sum of the magnitudes of a result's terms, S = sum of |x * w|; and of
 * T = sum of |w| * largest |x| of the channel in the tile, which is what its bound holds for: all of a tile goes into each of its results.
 */
class WinogradAccuracyTest {

  private static final long SEED = Long.getLong("convc.seed", 20261121L);
  private static final double U = 0x1p-24;

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
    int[][] filters = {{2, 3}, {3, 3}, {4, 3}, {2, 5}, {4, 5}, {6, 3}};
    StringBuilder table = new StringBuilder();
    for (int[] filter : filters) {
      WinogradStrategy strategy = new WinogradStrategy(8, 2, 12, filter[0]);
      for (int channels : new int[] {1, 16, 64, 256, Integer.getInteger("convc.channels", 512)}) {
        table.append(String.format(Locale.ROOT, "F(%d, %d) %5d channels", filter[0], filter[1], channels));
        for (Data data : Data.values()) {
          double[] worst = worst(strategy, filter, channels, data);
          table.append(String.format(Locale.ROOT, " | %s %.2f %.2f", data, worst[0], worst[1]));
        }
        table.append('\n');
      }
    }
    System.out.println(table);
    assertTrue(true);
  }

  private static double[] worst(WinogradStrategy strategy, int[] filter, int channels, Data data) {
    int side = 11;
    int taps = filter[1];
    int filters = 4;
    Layer layer =
        Conv.layer("conv A { input %d x %d x %d; filters %d; kernel %d; pad %d; }".formatted(channels, side, side, filters, taps, taps / 2));
    Kernel kernel = strategy.definition(layer, KernelKind.FORWARD);
    Random random = new Random(SEED + channels);
    Map<String, double[]> arguments = new LinkedHashMap<>();
    double[] x = data.x(random, channels, side * side);
    double[] w = data.w(random, filters * channels * taps * taps);
    double[] y = new double[filters * side * side];
    arguments.put("x", x);
    arguments.put("w", w);
    arguments.put("y", y);
    Interpreter.run(kernel, 1, arguments);
    double[] worst = new double[2];
    int m = filter[0];
    for (int oc = 0; oc < filters; oc++) {
      for (int o = 0; o < side * side; o++) {
        int oy = o / side;
        int ox = o % side;
        double sum = 0;
        double s = 0;
        double t = 0;
        for (int c = 0; c < channels; c++) {
          double largest = 0;
          for (int i = 0; i < (m + taps - 1) * (m + taps - 1); i++) {
            int iy = oy / m * m + i / (m + taps - 1) - taps / 2;
            int ix = ox / m * m + i % (m + taps - 1) - taps / 2;
            largest = Math.max(largest, iy < 0 || ix < 0 || iy >= side || ix >= side ? 0 : Math.abs(x[(c * side + iy) * side + ix]));
          }
          for (int k = 0; k < taps * taps; k++) {
            int iy = oy + k / taps - taps / 2;
            int ix = ox + k % taps - taps / 2;
            double weight = w[(oc * channels + c) * taps * taps + k];
            t += Math.abs(weight) * largest;
            if (iy >= 0 && ix >= 0 && iy < side && ix < side) {
              double product = weight * x[(c * side + iy) * side + ix];
              sum += product;
              s += Math.abs(product);
            }
          }
        }
        double error = Math.abs(y[oc * side * side + o] - sum);
        worst[0] = Math.max(worst[0], error / (U * s));
        worst[1] = Math.max(worst[1], error / (U * t));
      }
    }
    return worst;
  }
}
