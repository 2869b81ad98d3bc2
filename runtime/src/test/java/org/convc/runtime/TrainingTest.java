package org.convc.runtime;

import static org.convc.runtime.Pointwise.array;
import static org.convc.runtime.Pointwise.backwardBias;
import static org.convc.runtime.Pointwise.backwardData;
import static org.convc.runtime.Pointwise.backwardWeights;
import static org.convc.runtime.Pointwise.doubles;
import static org.convc.runtime.Pointwise.forward;
import static org.convc.runtime.Pointwise.layer;
import static org.convc.runtime.Pointwise.numbers;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.convc.runtime.Activation.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Forward and gradients through an activation, with a workspace that is reused for batches of several sizes. */
class TrainingTest {

  static List<Activation> all() {
    return ActivationTest.all();
  }

  /** The loss Σ dy * y, whose gradient by y is dy. */
  private static double loss(ConvLayer layer, int batch, Object x, Object weights, Object bias, double[] dy,
      Workspace workspace) {
    Object y = array(ElementType.DOUBLE, dy.length);
    forward(layer, batch, x, weights, bias, y, workspace);
    double loss = 0;
    for (int i = 0; i < dy.length; i++) {
      loss += dy[i] * doubles(y)[i];
    }
    return loss;
  }

  @ParameterizedTest
  @MethodSource("all")
  void gradientsAreTheLimitOfDifferences(Activation activation) {
    ElementType type = ElementType.DOUBLE;
    ConvLayer layer = layer(type, true, activation);
    Workspace training = layer.newTrainingWorkspace(5);
    Workspace plain = layer.newWorkspace(5);
    for (int batch : new int[] {5, 1, 3}) {
      double[] x = doubles(numbers(type, 30 * batch, 1));
      double[] weights = doubles(numbers(type, 12, 2));
      double[] bias = doubles(numbers(type, 4, 3));
      double[] dy = doubles(numbers(type, 40 * batch, 4));
      double[][] arguments = {x, weights, bias};
      double[][] gradients = {new double[x.length], new double[12], new double[4]};
      forward(layer, batch, x, weights, bias, new double[40 * batch], training);
      assertEquals(activation == Activation.NONE ? 0 : batch, training.batch());
      backwardData(layer, batch, dy, weights, gradients[0], training);
      backwardWeights(layer, batch, x, dy, gradients[1], training);
      backwardBias(layer, batch, dy, gradients[2], training);
      for (int a = 0; a < arguments.length; a++) {
        for (int i = 0; i < arguments[a].length; i++) {
          double h = 0x1p-20;
          double at = arguments[a][i];
          arguments[a][i] = at + h;
          double above = loss(layer, batch, x, weights, bias, dy, plain);
          arguments[a][i] = at - h;
          double below = loss(layer, batch, x, weights, bias, dy, plain);
          arguments[a][i] = at;
          double difference = (above - below) / (2 * h);
          assertEquals(difference, gradients[a][i], 1e-7, activation + ", argument " + a + ", element " + i);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void trainingAndPlainWorkspaceGiveTheSameBits(Activation activation) {
    for (ElementType type : ElementType.values()) {
      ConvLayer layer = layer(type, false, activation);
      Object x = numbers(type, 60, 5);
      Object weights = numbers(type, 12, 6);
      Object plain = array(type, 80);
      Object training = array(type, 80);
      forward(layer, 2, x, weights, null, plain, layer.newWorkspace(2));
      forward(layer, 2, x, weights, null, training, layer.newTrainingWorkspace(4));
      assertArrayEquals(doubles(plain), doubles(training));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void floatGradientsAgreeWithDoubleOnes(Activation activation) {
    double[][] results = new double[2][];
    for (ElementType type : ElementType.values()) {
      ConvLayer layer = layer(type, false, activation);
      Workspace training = layer.newTrainingWorkspace(2);
      Object weights = numbers(type, 12, 6);
      Object dx = array(type, 60);
      forward(layer, 2, numbers(type, 60, 5), weights, null, array(type, 80), training);
      backwardData(layer, 2, numbers(type, 80, 7), weights, dx, training);
      results[type.ordinal()] = doubles(dx);
    }
    assertArrayEquals(results[1], results[0], 2e-6);
  }

  @ParameterizedTest
  @EnumSource
  void derivativeIsTakenAtTheMostRecentForward(ElementType type) {
    ConvLayer layer = layer(type, false, Activation.of(Function.RELU));
    Workspace training = layer.newTrainingWorkspace(1);
    Object weights = array(type, 12);
    double[] ones = new double[30];
    Arrays.fill(ones, 1);
    Object x = Pointwise.of(type, ones);
    Object positive = Pointwise.of(type, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    Object negative = Pointwise.of(type, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1);
    Object dy = numbers(type, 40, 8);
    Object dBias = array(type, 4);
    forward(layer, 1, x, positive, null, array(type, 40), training);
    forward(layer, 1, x, negative, null, array(type, 40), training);
    backwardBias(layer, 1, dy, dBias, training);
    assertArrayEquals(new double[4], doubles(dBias), 0);
    // Calls that are refused leave the sums alone.
    assertThrows(IllegalArgumentException.class,
        () -> forward(layer, 1, weights, positive, null, array(type, 40), training));
    backwardBias(layer, 1, dy, dBias, training);
    assertArrayEquals(new double[4], doubles(dBias), 0);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsWithoutActivationNeedNoForward(ElementType type) {
    ConvLayer layer = layer(type, false, Activation.NONE);
    for (Workspace workspace : new Workspace[] {layer.newWorkspace(2), layer.newTrainingWorkspace(2)}) {
      Object dBias = array(type, 4);
      Object dy = numbers(type, 80, 9);
      backwardBias(layer, 2, dy, dBias, workspace);
      backwardData(layer, 2, dy, array(type, 12), array(type, 60), workspace);
      backwardWeights(layer, 2, array(type, 60), dy, array(type, 12), workspace);
      assertEquals(0, workspace.batch());
    }
  }

  @ParameterizedTest
  @EnumSource
  void forwardThatBrokeOffLeavesNoSums(ElementType type) {
    AtomicBoolean broken = new AtomicBoolean();
    ConvLayer layer = layer(type, false, Activation.of(Function.TANH), () -> {
      if (broken.get()) {
        throw new ArithmeticException("broken");
      }
    });
    Workspace training = layer.newTrainingWorkspace(1);
    Object x = array(type, 30);
    Object weights = array(type, 12);
    Object y = array(type, 40);
    forward(layer, 1, x, weights, null, y, training);
    broken.set(true);
    assertThrows(ArithmeticException.class, () -> forward(layer, 1, x, weights, null, y, training));
    broken.set(false);
    assertThrows(IllegalStateException.class, () -> backwardBias(layer, 1, y, array(type, 4), training));
    forward(layer, 1, x, weights, null, y, training);
    backwardBias(layer, 1, y, array(type, 4), training);
  }

  @Test
  void argumentsAreNotWritten() {
    for (ElementType type : ElementType.values()) {
      ConvLayer layer = layer(type, true, Activation.of(Function.SILU));
      Workspace training = layer.newTrainingWorkspace(2);
      Object[] arguments = {numbers(type, 60, 1), numbers(type, 12, 2), numbers(type, 4, 3), numbers(type, 80, 4)};
      forward(layer, 2, arguments[0], arguments[1], arguments[2], array(type, 80), training);
      backwardData(layer, 2, arguments[3], arguments[1], array(type, 60), training);
      backwardWeights(layer, 2, arguments[0], arguments[3], array(type, 12), training);
      backwardBias(layer, 2, arguments[3], array(type, 4), training);
      for (int i = 0; i < arguments.length; i++) {
        double[] now = doubles(arguments[i]);
        assertArrayEquals(doubles(numbers(type, now.length, i + 1)), now);
      }
    }
  }
}
