package org.convc.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.convc.ir.Interpreter;
import org.convc.ir.Kernel;
import org.convc.lower.FourierTiles;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.testing.Conv;
import org.junit.jupiter.api.Test;

/**
 * The error of Fourier transforms, in units of u = 2^-24 times T = sum of |w| * largest |x| of the channel among what is transformed
 * together, which is what the bound holds for. {@code -Dconvc.length=4096} goes on to lines of so many.
 */
class FourierAccuracyTest {

  private static final long SEED = Long.getLong("convc.seed", 20261121L);
  private static final double U = 0x1p-24;
  private static final int MOST_LENGTH = Integer.getInteger("convc.length", 1024);
  private static final int LANES = 8;

  private enum Data {
    BOTH_SIGNS,
    POSITIVE,
    RECTIFIED,
    SCALED_ELEMENTS,
    ONE_SPIKE,
    TONE,
    ALTERNATING,
    ONES;

    double[] numbers(Random random, int channels, int length) {
      double[] numbers = new double[channels * length];
      double frequency = random.nextInt(length) * Math.PI / length;
      for (int i = 0; i < numbers.length; i++) {
        double value = 2 * random.nextDouble() - 1;
        int place = i % length;
        DoubleUnaryOperator of =
            switch (this) {
              case POSITIVE -> Math::abs;
              case RECTIFIED -> v -> Math.max(0, random.nextGaussian());
              case SCALED_ELEMENTS -> v -> v * Math.pow(2, 20 * random.nextDouble() - 10);
              case ONE_SPIKE -> v -> v * (place == length / 3 ? 1e4 : 1);
              case TONE -> v -> Math.cos(frequency * place);
              case ALTERNATING -> v -> place % 2 == 0 ? 0.3 : -0.3;
              case ONES -> v -> 0.7;
              default -> v -> v;
            };
        numbers[i] = (float) of.applyAsDouble(value);
      }
      return numbers;
    }
  }

  /** Lines of one tile and of several, by filters of all kinds. */
  @Test
  void errorsOfLinesStayBelowWhatIsStated() {
    StringBuilder table = new StringBuilder();
    for (int length = 256; length <= MOST_LENGTH; length *= 4) {
      for (int channels : new int[] {1, 4}) {
        table.append(line(length, length / 2, channels, KernelKind.FORWARD));
        table.append(line(length, 16, channels, KernelKind.FORWARD));
        table.append(line(length, length / 8, channels, KernelKind.BACKWARD_WEIGHTS));
      }
    }
    System.out.println(table);
  }

  @Test
  void errorsOfPlanesStayBelowWhatIsStated() {
    StringBuilder table = new StringBuilder();
    for (int side : new int[] {12, 24, 48}) {
      Layer layer = Conv.layer("conv A { input 2 x %d x %d; filters 2; kernel %d; pad same; }".formatted(side, side + 3, side / 2 | 1));
      table.append(worst(layer, KernelKind.FORWARD, side * (side + 3), (side / 2 | 1) * (side / 2 | 1)));
    }
    System.out.println(table);
  }

  private static String line(int length, int taps, int channels, KernelKind kind) {
    Layer layer = Conv.layer("conv A { input %d x %d; filters 2; kernel %d; pad same; }".formatted(channels, length, taps));
    return worst(layer, kind, length, taps);
  }

  private static String worst(Layer layer, KernelKind kind, int plane, int taps) {
    FourierStrategy strategy = new FourierStrategy(LANES, 12);
    FourierTiles tiles = FourierSizes.of(layer, kind, LANES).orElseThrow().tiles();
    int stated = strategy.error(layer, kind);
    String sizes = ", " + taps + " taps, " + layer.inputChannels() + " channels, " + tiles.axes();
    StringBuilder row = new StringBuilder(kind + " " + plane + sizes + ", stated " + stated);
    double largest = 0;
    for (Data ofX : Data.values()) {
      double most = 0;
      for (Data ofFilter : Data.values()) {
        double error = error(layer, kind, strategy.definition(layer, kind), tiles, ofX, ofFilter);
        String where = kind + " of " + layer + ": " + ofX + " by " + ofFilter + " is off by " + error;
        assertTrue(error <= stated, where);
        most = Math.max(most, error);
      }
      row.append(String.format(Locale.ROOT, " | %s %.1f", ofX, most));
      largest = Math.max(largest, most);
    }
    return row.append(String.format(Locale.ROOT, " | largest %.2f\n", largest)).toString();
  }

  private static double error(Layer layer, KernelKind kind, Kernel kernel, FourierTiles tiles, Data ofX, Data ofFilter) {
    Random random = new Random(SEED);
    boolean gradient = kind == KernelKind.BACKWARD_WEIGHTS;
    int plane = layer.info().input().elements() / layer.inputChannels();
    int windows = layer.info().output().elements() / layer.outputChannels();
    int taps = layer.info().weights().elements() / layer.inputChannels() / layer.outputChannels();
    double[] x = ofX.numbers(random, layer.inputChannels(), plane);
    double[] dy = ofFilter.numbers(random, layer.outputChannels(), windows);
    double[] w = ofFilter.numbers(random, layer.inputChannels() * layer.outputChannels(), taps);
    double[] result = new double[gradient ? w.length : dy.length];
    Map<String, double[]> arguments = new LinkedHashMap<>();
    arguments.put("x", x);
    arguments.put(gradient ? "dy" : "w", gradient ? dy : w);
    arguments.put(gradient ? "dw" : "y", result);
    Interpreter.run(kernel, 1, arguments);
    double[] exact = new double[result.length];
    double[] unit = new double[result.length];
    new Sums(layer, kind, tiles, x, gradient ? dy : w).add(exact, unit);
    double worst = 0;
    for (int i = 0; i < result.length; i++) {
      worst = Math.max(worst, Math.abs(result[i] - exact[i]) / (U * unit[i]));
    }
    return worst;
  }

  /** Sums in double, and what errors are measured by. */
  private record Sums(Layer layer, KernelKind kind, FourierTiles tiles, double[] x, double[] other) {

    void add(double[] exact, double[] unit) {
      int rank = layer.rank();
      int height = rank == 1 ? 1 : layer.axes().get(0).input();
      int width = layer.axes().get(rank - 1).input();
      int tapRows = rank == 1 ? 1 : layer.axes().get(0).kernel();
      int tapColumns = layer.axes().get(rank - 1).kernel();
      int top = rank == 1 ? 0 : layer.axes().get(0).padBefore();
      int left = layer.axes().get(rank - 1).padBefore();
      FourierTiles.Axis columns = tiles.axes().get(rank - 1);
      assertEquals(1, rank == 1 ? 1 : tiles.axes().get(0).tiles() * columns.tiles());
      int piece = (width + columns.tiles() - 1) / columns.tiles();
      for (int c = 0; c < layer.inputChannels(); c++) {
        double[] largest = new double[columns.tiles()];
        for (int t = 0; t < largest.length; t++) {
          for (int i = Math.max(0, t * piece - left); rank == 2 ? i < height * width : i < Math.min(width, t * piece - left + columns.size()); i++) {
            largest[t] = Math.max(largest[t], Math.abs(x[c * height * width + i]));
          }
        }
        for (int oc = 0; oc < layer.outputChannels(); oc++) {
          for (int oy = 0; oy < height; oy++) {
            for (int ox = 0; ox < width; ox++) {
              int o = (oc * height + oy) * width + ox;
              for (int k = 0; k < tapRows * tapColumns; k++) {
                int iy = oy + k / tapColumns - top;
                int ix = ox + k % tapColumns - left;
                int kk = (oc * layer.inputChannels() + c) * tapRows * tapColumns + k;
                int at = kind == KernelKind.BACKWARD_WEIGHTS ? kk : o;
                double factor = other[kind == KernelKind.BACKWARD_WEIGHTS ? o : kk];
                boolean inside = iy >= 0 && iy < height && ix >= 0 && ix < width;
                exact[at] += inside ? factor * x[(c * height + iy) * width + ix] : 0;
                unit[at] += Math.abs(factor) * largest[rank == 2 ? 0 : ox / piece];
              }
            }
          }
        }
      }
    }
  }
}
