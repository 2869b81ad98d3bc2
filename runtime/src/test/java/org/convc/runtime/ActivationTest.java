package org.convc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.convc.runtime.Activation.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationTest {

  private static final double[] SPREAD = {-20, -3, -1.5, -0.75, -0.0, 0, 1e-3, 0.5, 3, 7, Double.NaN, 1e30, -1e30};

  /** Every function, with usual parameters and with unusual ones. */
  static List<Activation> all() {
    return List.of(
        Activation.NONE,
        Activation.of(Function.RELU),
        Activation.of(Function.LEAKY_RELU, 0.01),
        Activation.of(Function.LEAKY_RELU, -2),
        Activation.of(Function.SIGMOID),
        Activation.of(Function.TANH),
        Activation.of(Function.SOFTPLUS),
        Activation.of(Function.ELU, 1),
        Activation.of(Function.ELU, 0.3),
        Activation.of(Function.GELU),
        Activation.of(Function.GELU_TANH),
        Activation.of(Function.SILU),
        Activation.of(Function.HARD_SIGMOID),
        Activation.of(Function.HARD_SWISH),
        Activation.of(Function.CLIP, 0, 6),
        Activation.of(Function.CLIP, -0.1, 0.7));
  }

  @Test
  void everyFunctionIsListed() {
    List<Function> listed = all().stream().map(Activation::function).distinct().collect(Collectors.toList());
    assertEquals(List.of(Function.values()), listed);
  }

  @Test
  void printsAsTheLanguageHasIt() {
    assertEquals(
        "[none, relu, leaky_relu(0.01), leaky_relu(-2), sigmoid, tanh, softplus, elu(1), elu(0.3), gelu, gelu_tanh, "
            + "silu, hard_sigmoid, hard_swish, clip(0, 6), clip(-0.1, 0.7)]",
        all().toString());
    assertEquals("elu(0.0000001)", Activation.of(Function.ELU, 1e-7).toString());
    assertEquals("elu(1E-20)", Activation.of(Function.ELU, 1e-20).toString());
    assertEquals("elu(2E+23)", Activation.of(Function.ELU, 2e23).toString());
    assertEquals("elu(0.30000000000000004)", Activation.of(Function.ELU, 0.1 + 0.2).toString());
    assertEquals("elu(5E-324)", Activation.of(Function.ELU, Double.MIN_VALUE).toString());
    assertEquals("elu(1.7976931348623157E+308)", Activation.of(Function.ELU, Double.MAX_VALUE).toString());
  }

  @Test
  void refusesWrongParameters() {
    refused("leaky_relu takes 1 parameter, got none", Function.LEAKY_RELU);
    refused("relu takes 0 parameters, got [1.0]", Function.RELU, 1);
    refused("clip takes 2 parameters, got [0.0]", Function.CLIP, 0);
    refused("clip: expected a lower bound below the upper bound, got 6 and 6", Function.CLIP, 6, 6);
    refused("clip: expected a lower bound below the upper bound, got 0 and -1", Function.CLIP, 0, -1);
    refused("elu: expected finite parameters, got NaN and 0.0", Function.ELU, Double.NaN);
    refused("clip: expected finite parameters, got 0.0 and Infinity", Function.CLIP, 0, Double.POSITIVE_INFINITY);
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new Activation(Function.ELU, 1, 2));
    assertEquals("elu takes 1 parameter, the others must be 0, got 1.0 and 2.0", e.getMessage());
    assertThrows(NullPointerException.class, () -> new Activation(null, 0, 0));
  }

  private static void refused(String message, Function function, double... parameters) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Activation.of(function, parameters));
    assertEquals(message, e.getMessage());
  }

  @Test
  void zeroParametersAreEqualWhateverTheirSign() {
    assertEquals(Activation.of(Function.CLIP, 0, 6), Activation.of(Function.CLIP, -0.0, 6));
    assertEquals("clip(0, 6)", Activation.of(Function.CLIP, -0.0, 6).toString());
  }

  @ParameterizedTest
  @MethodSource("all")
  void arraysGiveTheSameBitsAsSingleNumbers(Activation activation) {
    int length = SPREAD.length - 2;
    double[] y = new double[SPREAD.length];
    double[] dz = new double[SPREAD.length];
    double[] dy = new double[SPREAD.length];
    double[] expectedY = new double[SPREAD.length];
    double[] expectedDz = new double[SPREAD.length];
    float[] floats = (float[]) Pointwise.of(ElementType.FLOAT, SPREAD);
    float[] yf = new float[SPREAD.length];
    float[] dzf = new float[SPREAD.length];
    float[] dyf = new float[SPREAD.length];
    float[] expectedYf = new float[SPREAD.length];
    float[] expectedDzf = new float[SPREAD.length];
    for (int i = 0; i < length; i++) {
      dy[i] = 0.3 * i - 1;
      dyf[i] = (float) dy[i];
      expectedY[i] = activation.apply(SPREAD[i]);
      expectedDz[i] = dy[i] * activation.derivative(SPREAD[i]);
      expectedYf[i] = activation.apply(floats[i]);
      expectedDzf[i] = dyf[i] * activation.derivative(floats[i]);
    }
    activation.apply(SPREAD, y, length);
    activation.backward(SPREAD, dy, dz, length);
    assertArrayEquals(expectedY, y);
    assertArrayEquals(expectedDz, dz);
    activation.apply(floats, yf, length);
    activation.backward(floats, dyf, dzf, length);
    assertArrayEquals(expectedYf, yf);
    assertArrayEquals(expectedDzf, dzf);
    activation.backward(floats, dyf, dyf, length);
    assertArrayEquals(expectedDzf, dyf);
    activation.apply(floats, floats, length);
    assertArrayEquals(Arrays.copyOf(expectedYf, length), Arrays.copyOf(floats, length));
  }

  @Test
  void arraysMustHoldTheLength() {
    Activation relu = Activation.of(Function.RELU);
    float[] y = new float[3];
    assertThrows(IndexOutOfBoundsException.class, () -> relu.apply(new float[] {1, 1, 1, 1}, y, 4));
    assertThrows(IndexOutOfBoundsException.class, () -> relu.apply(new float[] {1, 1}, y, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> relu.backward(new float[] {1, 1, 1}, new float[2], y, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> relu.apply(new double[2], new double[2], -1));
    assertArrayEquals(new float[3], y);
  }
}
