package org.convc.examples.heartbeat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows must not be seen in the result: it is that of one convolution of the whole signal. */
class WindowedLayerTest {

  /** One window, its ends, several windows, several calls. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1199, 1200, 1201, 5000, 16 * 1200 + 1})
  void slopesOfSignalsOfAnyLength(int length) {
    double[] signal = integers(length);
    double[] weights = {1, 2, 0, -2, -1, 1, 0, -2, 0, 3};

    double[] expected = new double[2 * length];
    for (int i = 0; i < length; i++) {
      for (int filter = 0; filter < 2; filter++) {
        for (int k = 0; k < 5; k++) {
          expected[2 * i + filter] += weights[5 * filter + k] * at(signal, i - (k - 2));
        }
      }
    }

    assertArrayEquals(expected, new WindowedLayer(new Slopes(), weights).apply(signal));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 3600, 3601, 20_000})
  void everyThirdOutputOfSmooth(int length) {
    double[] signal = integers(length);
    double[] weights = integers(25);

    double[] expected = new double[(length + 2) / 3];
    for (int i = 0; i < expected.length; i++) {
      for (int k = 0; k < 25; k++) {
        expected[i] += weights[k] * at(signal, 3 * i + 1 + k - 12);
      }
    }

    assertArrayEquals(expected, new WindowedLayer(new Smooth(), weights).apply(signal));
  }

  private static double at(double[] signal, int index) {
    return signal[Math.min(Math.max(index, 0), signal.length - 1)];
  }

  /** Sums of these are exact in any order. */
  private static double[] integers(int length) {
    Random random = new Random(length);
    double[] values = new double[length];
    Arrays.setAll(values, i -> random.nextInt(2001) - 1000);
    return values;
  }
}
