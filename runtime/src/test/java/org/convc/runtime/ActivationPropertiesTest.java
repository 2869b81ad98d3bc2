package org.convc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.convc.runtime.Activation.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds without a reference: limits, kinks, symmetries, monotonicity, the same bits everywhere. */
class ActivationPropertiesTest {

  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double UNIT = 0x1p-52;

  static List<Activation> all() {
    return ActivationTest.all();
  }

  private static double[] arguments(long seed) {
    return new Random(seed).doubles(2000, -1, 1).map(v -> 60 * v * v * v).toArray();
  }

  /** Function, value at -∞, value at ∞, slope at -∞, slope at ∞. */
  private static void limits(Activation f, double low, double high, double lowSlope, double highSlope) {
    for (double large : new double[] {INF, Double.MAX_VALUE, 1e200, 1e20, 800}) {
      String at = f + " at " + large;
      assertEquals(high == INF ? large : high, f.apply(large), at);
      assertEquals(low == -INF ? -large : low, f.apply(-large), at);
      assertEquals(highSlope, f.derivative(large), at);
      assertEquals(lowSlope, f.derivative(-large), at);
      float single = (float) large;
      assertEquals((float) (high == INF ? single : high), f.apply(single), at);
      assertEquals((float) (low == -INF ? -single : low), f.apply(-single), at);
      assertEquals((float) highSlope, f.derivative(single), at);
      assertEquals((float) lowSlope, f.derivative(-single), at);
    }
  }

  @Test
  void limitsAtInfinityAndFarOut() {
    limits(Activation.NONE, -INF, INF, 1, 1);
    limits(Activation.of(Function.RELU), 0, INF, 0, 1);
    limits(Activation.of(Function.LEAKY_RELU, 1), -INF, INF, 1, 1);
    limits(Activation.of(Function.SIGMOID), 0, 1, 0, 0);
    limits(Activation.of(Function.TANH), -1, 1, 0, 0);
    limits(Activation.of(Function.SOFTPLUS), 0, INF, 0, 1);
    limits(Activation.of(Function.ELU, 0.5), -0.5, INF, 0, 1);
    limits(Activation.of(Function.GELU), -0d, INF, 0, 1);
    limits(Activation.of(Function.GELU_TANH), -0d, INF, 0, 1);
    limits(Activation.of(Function.SILU), -0d, INF, 0, 1);
    limits(Activation.of(Function.HARD_SIGMOID), 0, 1, 0, 0);
    limits(Activation.of(Function.HARD_SWISH), -0d, INF, 0, 1);
    limits(Activation.of(Function.CLIP, -1, 6), -1, 6, 0, 0);
  }

  @ParameterizedTest
  @MethodSource("all")
  void notANumberStaysSo(Activation f) {
    assertTrue(Double.isNaN(f.apply(Double.NaN)));
    assertTrue(Float.isNaN(f.apply(Float.NaN)));
    if (f.function() != Function.IDENTITY) {
      assertTrue(Double.isNaN(f.derivative(Double.NaN)));
      assertTrue(Float.isNaN(f.derivative(Float.NaN)));
    }
  }

  @Test
  void slopesAtKinksAreTheDocumentedOnes() {
    slope(0, Activation.of(Function.RELU), 0, -0d);
    slope(0.25, Activation.of(Function.LEAKY_RELU, 0.25), 0, -0d);
    slope(0.5, Activation.of(Function.ELU, 0.5), 0, -0d);
    slope(0, Activation.of(Function.HARD_SIGMOID), -3, 3);
    slope(0, Activation.of(Function.HARD_SWISH), -3);
    slope(1, Activation.of(Function.HARD_SWISH), 3);
    slope(0, Activation.of(Function.CLIP, -1, 6), -1, 6);
  }

  private static void slope(double expected, Activation f, double... kinks) {
    for (double kink : kinks) {
      assertEquals(expected, f.derivative(kink), f.toString());
      assertEquals((float) expected, f.derivative((float) kink), f.toString());
    }
  }

  @Test
  void slopesNextToKinksAreThoseOfTheirSide() {
    double tiny = Double.MIN_VALUE;
    float tinyFloat = Float.MIN_VALUE;
    assertEquals(1, ActivationDerivatives.relu(tiny));
    assertEquals(1, ActivationDerivatives.relu(tinyFloat));
    assertEquals(0, ActivationDerivatives.relu(-tiny));
    assertEquals(0, ActivationDerivatives.relu(-tinyFloat));
    assertEquals(1, ActivationDerivatives.leakyRelu(tinyFloat, 0.3f));
    assertEquals(0.3f, ActivationDerivatives.leakyRelu(-tinyFloat, 0.3f));
    assertEquals(1, ActivationDerivatives.clip(Math.nextUp(-0.1f), -0.1f, 6f));
    assertEquals(1, ActivationDerivatives.clip(Math.nextDown(6d), 0d, 6d));
    assertEquals(1d / 6, ActivationDerivatives.hardSigmoid(Math.nextUp(-3d)));
    assertEquals(1d / 6, ActivationDerivatives.hardSigmoid(Math.nextDown(3d)));
    assertEquals(-0.5, ActivationDerivatives.hardSwish(Math.nextUp(-3d)), UNIT);
    assertEquals(1.5, ActivationDerivatives.hardSwish(Math.nextDown(3d)), UNIT);
  }

  @Test
  void symmetries() {
    for (double v : arguments(1)) {
      double scale = UNIT * (1 + Math.abs(v));
      assertEquals(-Activations.tanh(v), Activations.tanh(-v));
      assertEquals(ActivationDerivatives.tanh(v), ActivationDerivatives.tanh(-v));
      assertEquals(ActivationDerivatives.sigmoid(v), ActivationDerivatives.sigmoid(-v));
      assertEquals(1, Activations.sigmoid(v) + Activations.sigmoid(-v), UNIT);
      assertEquals(1, NormalDistribution.cumulative(v) + NormalDistribution.cumulative(-v), UNIT);
      assertEquals(v, Activations.softplus(v) - Activations.softplus(-v), scale);
      assertEquals(v, Activations.silu(v) - Activations.silu(-v), scale);
      assertEquals(v, Activations.gelu(v) - Activations.gelu(-v), scale);
      assertEquals(v, Activations.geluTanh(v) - Activations.geluTanh(-v), scale);
      assertEquals(v, Activations.hardSwish(v) - Activations.hardSwish(-v), scale);
      assertEquals(1, Activations.hardSigmoid(v) + Activations.hardSigmoid(-v), UNIT);
    }
  }

  @Test
  void identitiesBetweenFunctions() {
    for (double v : arguments(2)) {
      double s = Activations.sigmoid(v);
      assertEquals(Activations.relu(v), Activations.clip(v, 0, INF));
      assertEquals(Activations.leakyRelu(v, 0.5), Activations.relu(v) - 0.5 * Activations.relu(-v));
      assertEquals(Activations.tanh(v / 2), 2 * s - 1, 2 * UNIT);
      assertEquals(v * s, Activations.silu(v), UNIT * Math.abs(v));
      assertEquals(v * Activations.hardSigmoid(v), Activations.hardSwish(v), UNIT * Math.abs(v));
      assertEquals(s, ActivationDerivatives.softplus(v));
      assertEquals(1 - Activations.tanh(v) * Activations.tanh(v), ActivationDerivatives.tanh(v), 2 * UNIT);
    }
  }

  @Test
  void derivativesAreTheLimitOfDifferences() {
    double h = 0x1p-17;
    for (Activation f : all()) {
      for (double v : arguments(3)) {
        boolean kink = Math.abs(v) < 0.001 || Math.abs(Math.abs(v) - 3) < 0.001 || Math.abs(v - 6) < 0.001
            || Math.abs(v - 0.7) < 0.001 || Math.abs(v + 0.1) < 0.001;
        if (!kink) {
          double difference = (f.apply(v + h) - f.apply(v - h)) / (2 * h);
          assertEquals(difference, f.derivative(v), 1e-8, () -> f + " at " + v);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RELU", "SIGMOID", "TANH", "SOFTPLUS", "ELU", "HARD_SIGMOID", "CLIP"})
  void monotoneOverAdjacentFloats(Function function) {
    double[] parameters = {-1, 2};
    if (function != Function.CLIP) {
      parameters = function == Function.ELU ? new double[] {1} : new double[0];
    }
    Activation f = Activation.of(function, parameters);
    float[] starts = {-104, -40, -17, -9, -3, -1, -0.3f, -1e-3f, 1e-10f, 0.24f, 0.6f, 1, 2.99f, 9, 20, 40};
    for (float start : starts) {
      float v = start;
      float before = f.apply(v);
      for (int i = 0; i < 20_000; i++) {
        v = Math.nextUp(v);
        float value = f.apply(v);
        assertTrue(value >= before, f + " falls at " + v);
        before = value;
      }
    }
  }

  @Test
  void sigmoidIsMonotoneInDoubleWhereItsFormsMeet() {
    for (double start : new double[] {-40 - 1e-11, -37, -1, -0x1p-40, 1, 36}) {
      double v = start;
      for (int i = 0; i < 20_000; i++) {
        double next = v + 1e-15 * Math.max(1, Math.abs(v));
        assertTrue(Activations.sigmoid(next) >= Activations.sigmoid(v), "falls at " + next);
        v = next;
      }
    }
  }

  /** The closed forms at round arguments, to 16 digits. */
  @Test
  void knownValues() {
    assertEquals(0.7310585786300049, Activations.sigmoid(1d));
    assertEquals(0.7615941559557649, Activations.tanh(1d));
    assertEquals(0.6931471805599453, Activations.softplus(0d));
    assertEquals(-0.6321205588285577, Activations.elu(-1d, 1d));
    assertEquals(0.8413447460685429, Activations.gelu(1d), UNIT);
    assertEquals(0.5, Activations.hardSigmoid(0d));
    assertEquals(2d / 3, Activations.hardSwish(1d));
    assertEquals(0.5f, Activations.sigmoid(0f));
    assertEquals(5e-324, Activations.sigmoid(-744.5));
    assertEquals(1e-300, Activations.tanh(1e-300));
    assertEquals(-0d, Activations.tanh(-0d));
  }

  /** A hash of all bits over a sweep, so that a JDK or machine that computes one of them otherwise is noticed. */
  @Test
  void bitsAreTheSameEverywhere() {
    long hash = 17;
    for (Activation f : all()) {
      for (double v : arguments(4)) {
        hash = 31 * hash + Double.doubleToLongBits(f.apply(v));
        hash = 31 * hash + Double.doubleToLongBits(f.derivative(v));
        hash = 31 * hash + Float.floatToIntBits(f.apply((float) v));
        hash = 31 * hash + Float.floatToIntBits(f.derivative((float) v));
      }
    }
    assertEquals("b4a815ee1b9ffbe7", Long.toHexString(hash));
  }
}
