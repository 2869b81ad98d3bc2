package org.convc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.convc.runtime.Activation.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and derivatives against {@link Exact}, in units of the last place of the exact result. */
class ActivationAccuracyTest {

  private static final long SEED = 20261;

  static List<Activation> all() {
    return ActivationTest.all();
  }

  /** From tiny through ordinary to far tails, both signs, none at a kink of {@link #all()}. */
  static double[] arguments() {
    Random random = new Random(SEED);
    List<Double> arguments = new ArrayList<>();
    for (double fixed : new double[] {1e-20, 1e-9, 1e-4, 0.5, 1, 2, 2.75, 3.5, 5, 9, 14.2, 20, 36.8, 39.9, 40.1}) {
      arguments.add(fixed);
      arguments.add(-fixed);
    }
    for (int i = 0; i < 40; i++) {
      arguments.add(random.nextGaussian());
      arguments.add(8 * random.nextGaussian());
    }
    return arguments.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** |value - exact| in units of the last place of exact. */
  private static double ulps(double value, BigDecimal exact) {
    BigDecimal unit = new BigDecimal(Math.ulp(exact.doubleValue()));
    return new BigDecimal(value).subtract(exact).abs().divide(unit, MathContext.DECIMAL64).doubleValue();
  }

  /** The bound: 4 units, and in the tail of gelu_tanh as many more as the argument of exp has units. */
  private static double bound(Activation activation, double v) {
    return activation.function() == Function.GELU_TANH && v < 0 ? 4 + 3 * -Activations.geluTanhTwiceArgument(v) : 4;
  }

  @ParameterizedTest
  @MethodSource("all")
  void valuesInDouble(Activation activation) {
    for (double v : arguments()) {
      double ulps = ulps(activation.apply(v), Exact.apply(activation, new BigDecimal(v)));
      assertTrue(ulps <= bound(activation, v), () -> activation + " at " + v + ": " + ulps + " units");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void derivativesInDouble(Activation activation) {
    for (double v : arguments()) {
      BigDecimal exact = Exact.derivative(activation, new BigDecimal(v));
      double derivative = activation.derivative(v);
      double ulps = ulps(derivative, exact);
      // gelu, gelu_tanh and silu have a stationary point between -2 and 0,
      // near which only the absolute error can be small.
      double absolute = new BigDecimal(derivative).subtract(exact).abs().doubleValue();
      assertTrue(ulps <= 2 * bound(activation, v) || (v > -2 && v < 0 && absolute <= 0x1p-52),
          () -> activation + "' at " + v + ": " + derivative + ", " + ulps + " units, " + absolute);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void floatsAreRoundedOnce(Activation activation) {
    Activation rounded = new Activation(activation.function(), (float) activation.a(), (float) activation.b());
    for (double argument : arguments()) {
      float v = (float) argument;
      BigDecimal exact = Exact.apply(rounded, new BigDecimal(v));
      float value = activation.apply(v);
      double ulps = new BigDecimal(value).subtract(exact).abs()
          .divide(new BigDecimal(Math.ulp(exact.floatValue())), MathContext.DECIMAL64).doubleValue();
      assertTrue(ulps <= 0.5000001, () -> activation + " at " + v + ": " + value + ", " + ulps + " units");
      assertEquals((float) rounded.apply((double) v), value, () -> activation + " at " + v);
      assertEquals((float) rounded.derivative((double) v), activation.derivative(v), () -> activation + "' at " + v);
    }
  }

  @Test
  void farTailOfTheNormalDistribution() {
    // M. Abramowitz and I. Stegun, Handbook of Mathematical Functions, table 26.1.
    assertEquals(0.841344746068543, NormalDistribution.cumulative(1), 5e-16);
    assertEquals(0.977249868051821, NormalDistribution.cumulative(2), 5e-16);
    assertEquals(0.998650101968370, NormalDistribution.cumulative(3), 5e-16);
    for (double v = 0; v < 20; v += 0.37) {
      BigDecimal exact = Exact.cumulative(new BigDecimal(-v));
      double at = v;
      double ulps = ulps(NormalDistribution.cumulative(-v), exact);
      assertTrue(ulps <= 4, () -> at + ": " + ulps + " units");
    }
    // Beyond the reference: the asymptotic series of NIST DLMF 7.12.1,
    // Φ(-t) = φ(t)/t (1 - 1/t² + 3/t⁴ - 15/t⁶ + 105/t⁸ ...).
    for (double t = 20; t < 37; t += 0.7) {
      double q = 1 / (t * t);
      double expected = NormalDistribution.density(t) / t * (1 - q * (1 - q * (3 - q * (15 - q * (105 - q * 945)))));
      assertEquals(expected, NormalDistribution.cumulative(-t), 1e-11 * expected);
    }
  }

  @Test
  void densityDoesNotLoseDigitsInTheTail() {
    BigDecimal root = Exact.PI.multiply(BigDecimal.valueOf(2)).sqrt(MathContext.DECIMAL128);
    for (double t = 0; t < 20; t += 0.317) {
      BigDecimal square = new BigDecimal(t).pow(2).divide(BigDecimal.valueOf(-2));
      double ulps = ulps(NormalDistribution.density(t), Exact.exp(square).divide(root, MathContext.DECIMAL128));
      double at = t;
      assertTrue(ulps <= 3, () -> at + ": " + ulps + " units");
    }
  }
}
