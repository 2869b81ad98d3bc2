package org.convc.runtime;

import static org.convc.runtime.Pointwise.array;
import static org.convc.runtime.Pointwise.backwardBias;
import static org.convc.runtime.Pointwise.backwardData;
import static org.convc.runtime.Pointwise.backwardWeights;
import static org.convc.runtime.Pointwise.forward;
import static org.convc.runtime.Pointwise.layer;
import static org.convc.runtime.Pointwise.numbers;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every refusal that {@link ConvLayer} promises, with its whole message, for both types. Batches of 2: x has 60, y 80, weights 12. */
class ConvLayerChecksTest {

  private static final Class<IllegalArgumentException> ARGUMENT = IllegalArgumentException.class;
  private static final Class<NullPointerException> NULL = NullPointerException.class;
  private static final Class<IllegalStateException> STATE = IllegalStateException.class;

  private static void refused(Class<? extends Exception> kind, String message, ElementType type, Executable call) {
    assertEquals(message.replace("%s", type.word()), assertThrows(kind, call).getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void forwardChecksEveryArray(ElementType type) {
    ConvLayer layer = layer(type, true, Activation.NONE);
    Workspace w = layer.newWorkspace(3);
    Object x = numbers(type, 60, 1);
    Object weights = numbers(type, 12, 2);
    Object bias = numbers(type, 4, 3);
    Object y = array(type, 80);
    refused(ARGUMENT, "x: expected 2 * (3 x 2 x 5) = 60 %ss, got 59", type,
        () -> forward(layer, 2, array(type, 59), weights, bias, y, w));
    refused(NULL, "x: expected 2 * (3 x 2 x 5) = 60 %ss, got null", type,
        () -> forward(layer, 2, null, weights, bias, y, w));
    refused(ARGUMENT, "weights: expected 4 x 3 x 1 x 1 = 12 %ss, got 13", type,
        () -> forward(layer, 2, x, array(type, 13), bias, y, w));
    refused(NULL, "weights: expected 4 x 3 x 1 x 1 = 12 %ss, got null", type,
        () -> forward(layer, 2, x, null, bias, y, w));
    refused(ARGUMENT, "bias: expected one per filter = 4 %ss, got 0", type,
        () -> forward(layer, 2, x, weights, array(type, 0), y, w));
    refused(NULL, "bias: expected one per filter = 4 %ss, got null", type,
        () -> forward(layer, 2, x, weights, null, y, w));
    refused(ARGUMENT, "y: expected 2 * (4 x 2 x 5) = 80 %ss, got 120", type,
        () -> forward(layer, 2, x, weights, bias, array(type, 120), w));
    refused(NULL, "y: expected 2 * (4 x 2 x 5) = 80 %ss, got null", type,
        () -> forward(layer, 2, x, weights, bias, null, w));
    refused(NULL, "workspace: expected one of Mix, got null", type, () -> forward(layer, 2, x, weights, bias, y, null));
    assertArrayEquals(new double[80], Pointwise.doubles(y), "nothing may be written before all checks are made");
    forward(layer, 2, x, weights, bias, y, w);
  }

  @ParameterizedTest
  @EnumSource
  void biasIsNullExactlyWhereThereIsNone(ElementType type) {
    ConvLayer layer = layer(type, false, Activation.NONE);
    Workspace w = layer.newWorkspace(3);
    Object x = numbers(type, 60, 1);
    Object weights = numbers(type, 12, 2);
    Object y = array(type, 80);
    refused(ARGUMENT, "bias: expected null, as Mix has no bias, got 4 %ss", type,
        () -> forward(layer, 2, x, weights, array(type, 4), y, w));
    forward(layer, 2, x, weights, null, y, w);
    backwardBias(layer, 2, y, array(type, 4), w);
  }

  @ParameterizedTest
  @EnumSource
  void backwardDataChecksEveryArray(ElementType type) {
    ConvLayer layer = layer(type, true, Activation.NONE);
    Workspace w = layer.newWorkspace(3);
    Object dy = numbers(type, 80, 1);
    Object weights = numbers(type, 12, 2);
    Object dx = array(type, 60);
    refused(ARGUMENT, "dy: expected 2 * (4 x 2 x 5) = 80 %ss, got 1", type,
        () -> backwardData(layer, 2, array(type, 1), weights, dx, w));
    refused(NULL, "dy: expected 2 * (4 x 2 x 5) = 80 %ss, got null", type,
        () -> backwardData(layer, 2, null, weights, dx, w));
    refused(ARGUMENT, "weights: expected 4 x 3 x 1 x 1 = 12 %ss, got 4", type,
        () -> backwardData(layer, 2, dy, array(type, 4), dx, w));
    refused(NULL, "weights: expected 4 x 3 x 1 x 1 = 12 %ss, got null", type,
        () -> backwardData(layer, 2, dy, null, dx, w));
    refused(ARGUMENT, "dx: expected 2 * (3 x 2 x 5) = 60 %ss, got 61", type,
        () -> backwardData(layer, 2, dy, weights, array(type, 61), w));
    refused(NULL, "dx: expected 2 * (3 x 2 x 5) = 60 %ss, got null", type,
        () -> backwardData(layer, 2, dy, weights, null, w));
    refused(NULL, "workspace: expected one of Mix, got null", type,
        () -> backwardData(layer, 2, dy, weights, dx, null));
    assertArrayEquals(new double[60], Pointwise.doubles(dx));
    backwardData(layer, 2, dy, weights, dx, w);
  }

  @ParameterizedTest
  @EnumSource
  void backwardWeightsChecksEveryArray(ElementType type) {
    ConvLayer layer = layer(type, true, Activation.NONE);
    Workspace w = layer.newWorkspace(3);
    Object x = numbers(type, 60, 1);
    Object dy = numbers(type, 80, 2);
    Object dWeights = array(type, 12);
    refused(ARGUMENT, "x: expected 2 * (3 x 2 x 5) = 60 %ss, got 0", type,
        () -> backwardWeights(layer, 2, array(type, 0), dy, dWeights, w));
    refused(NULL, "x: expected 2 * (3 x 2 x 5) = 60 %ss, got null", type,
        () -> backwardWeights(layer, 2, null, dy, dWeights, w));
    refused(ARGUMENT, "dy: expected 2 * (4 x 2 x 5) = 80 %ss, got 40", type,
        () -> backwardWeights(layer, 2, x, array(type, 40), dWeights, w));
    refused(NULL, "dy: expected 2 * (4 x 2 x 5) = 80 %ss, got null", type,
        () -> backwardWeights(layer, 2, x, null, dWeights, w));
    refused(ARGUMENT, "dWeights: expected 4 x 3 x 1 x 1 = 12 %ss, got 11", type,
        () -> backwardWeights(layer, 2, x, dy, array(type, 11), w));
    refused(NULL, "dWeights: expected 4 x 3 x 1 x 1 = 12 %ss, got null", type,
        () -> backwardWeights(layer, 2, x, dy, null, w));
    refused(NULL, "workspace: expected one of Mix, got null", type,
        () -> backwardWeights(layer, 2, x, dy, dWeights, null));
    assertArrayEquals(new double[12], Pointwise.doubles(dWeights));
    backwardWeights(layer, 2, x, dy, dWeights, w);
  }

  @ParameterizedTest
  @EnumSource
  void backwardBiasChecksEveryArray(ElementType type) {
    ConvLayer layer = layer(type, true, Activation.NONE);
    Workspace w = layer.newWorkspace(3);
    Object dy = numbers(type, 80, 2);
    Object dBias = array(type, 4);
    refused(ARGUMENT, "dy: expected 2 * (4 x 2 x 5) = 80 %ss, got 79", type,
        () -> backwardBias(layer, 2, array(type, 79), dBias, w));
    refused(NULL, "dy: expected 2 * (4 x 2 x 5) = 80 %ss, got null", type,
        () -> backwardBias(layer, 2, null, dBias, w));
    refused(ARGUMENT, "dBias: expected one per filter = 4 %ss, got 3", type,
        () -> backwardBias(layer, 2, dy, array(type, 3), w));
    refused(NULL, "dBias: expected one per filter = 4 %ss, got null", type, () -> backwardBias(layer, 2, dy, null, w));
    refused(NULL, "workspace: expected one of Mix, got null", type, () -> backwardBias(layer, 2, dy, dBias, null));
    assertArrayEquals(new double[4], Pointwise.doubles(dBias));
    backwardBias(layer, 2, dy, dBias, w);
  }

  @ParameterizedTest
  @EnumSource
  void batchLiesInTheCapacity(ElementType type) {
    ConvLayer layer = layer(type, false, Activation.NONE);
    Workspace w = layer.newWorkspace(3);
    for (int batch : new int[] {0, -1, 4, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      String message = "batch: expected 1 to 3, the capacity of the workspace, got " + batch;
      Object some = array(type, 80);
      refused(ARGUMENT, message, type, () -> forward(layer, batch, some, some, null, some, w));
      refused(ARGUMENT, message, type, () -> backwardData(layer, batch, some, some, some, w));
      refused(ARGUMENT, message, type, () -> backwardWeights(layer, batch, some, some, some, w));
      refused(ARGUMENT, message, type, () -> backwardBias(layer, batch, some, some, w));
    }
  }

  /** A square layer, whose x, y, weights and bias can all have the same length. */
  private static ConvLayer square(ElementType type) {
    LayerInfo info = new LayerInfo("Square", LayerKind.CONVOLUTION, type, Layout.NCHW, 1, Shape.of(1, 1),
        Shape.of(1, 1), Shape.of(1, 1, 1), true, Activation.NONE);
    return type == ElementType.FLOAT ? new PointwiseFloat(info, () -> {}) : new PointwiseDouble(info, () -> {});
  }

  @ParameterizedTest
  @EnumSource
  void resultHasAnArrayOfItsOwn(ElementType type) {
    ConvLayer layer = square(type);
    Workspace w = layer.newWorkspace(1);
    Object same = array(type, 1);
    Object a = array(type, 1);
    Object b = array(type, 1);
    String end = ": expected an array of its own for the result, got the array that is also ";
    refused(ARGUMENT, "y" + end + "x", type, () -> forward(layer, 1, same, a, b, same, w));
    refused(ARGUMENT, "y" + end + "weights", type, () -> forward(layer, 1, a, same, b, same, w));
    refused(ARGUMENT, "y" + end + "bias", type, () -> forward(layer, 1, a, b, same, same, w));
    refused(ARGUMENT, "dx" + end + "dy", type, () -> backwardData(layer, 1, same, a, same, w));
    refused(ARGUMENT, "dx" + end + "weights", type, () -> backwardData(layer, 1, a, same, same, w));
    refused(ARGUMENT, "dWeights" + end + "x", type, () -> backwardWeights(layer, 1, same, a, same, w));
    refused(ARGUMENT, "dWeights" + end + "dy", type, () -> backwardWeights(layer, 1, a, same, same, w));
    refused(ARGUMENT, "dBias" + end + "dy", type, () -> backwardBias(layer, 1, same, same, w));
  }

  @Test
  void arraysOfTheOtherTypeAreRefused() {
    ConvLayer floats = layer(ElementType.FLOAT, false, Activation.NONE);
    ConvLayer doubles = layer(ElementType.DOUBLE, false, Activation.NONE);
    Workspace f = floats.newWorkspace(1);
    Workspace d = doubles.newWorkspace(1);
    double[] dd = new double[30];
    float[] ff = new float[30];
    String message = "layer Mix is of type float: expected float[] arrays, got double[]";
    refused(ARGUMENT, message, ElementType.FLOAT, () -> floats.forward(1, dd, dd, null, dd, f));
    refused(ARGUMENT, message, ElementType.FLOAT, () -> floats.backwardData(1, dd, dd, dd, f));
    refused(ARGUMENT, message, ElementType.FLOAT, () -> floats.backwardWeights(1, dd, dd, dd, f));
    refused(ARGUMENT, message, ElementType.FLOAT, () -> floats.backwardBias(1, dd, dd, f));
    String other = "layer Mix is of type double: expected double[] arrays, got float[]";
    refused(ARGUMENT, other, ElementType.DOUBLE, () -> doubles.forward(1, ff, ff, null, ff, d));
    refused(ARGUMENT, other, ElementType.DOUBLE, () -> doubles.backwardData(1, ff, ff, ff, d));
    refused(ARGUMENT, other, ElementType.DOUBLE, () -> doubles.backwardWeights(1, ff, ff, ff, d));
    refused(ARGUMENT, other, ElementType.DOUBLE, () -> doubles.backwardBias(1, ff, ff, d));
  }

  @ParameterizedTest
  @EnumSource
  void workspaceBelongsToTheLayer(ElementType type) {
    ConvLayer layer = layer(type, false, Activation.NONE);
    Object x = array(type, 30);
    Object weights = array(type, 12);
    Object y = array(type, 40);
    refused(ARGUMENT, "workspace: expected one of the layer Mix: "
        + "%s convolution, nchw 3 x 2 x 5 -> 4 x 2 x 5, weights 4 x 3 x 1 x 1, "
        + "got one of the layer Square: %s convolution, nchw 1 x 1 -> 1 x 1, weights 1 x 1 x 1, bias", type,
        () -> forward(layer, 1, x, weights, null, y, square(type).newWorkspace(1)));
    Workspace ofAnotherBuild = new WorkspacePlan(layer.info(), KernelMemory.none().scratch(1)).allocate(1, false);
    refused(ARGUMENT, "workspace: expected one of this build of Mix with scratch arrays of [4, 0] and packed arrays of "
        + "[12] elements, got one of another build with [1] and packed arrays of []", type,
        () -> backwardBias(layer, 1, y, array(type, 4), ofAnotherBuild));
    forward(layer, 1, x, weights, null, y, layer(type, false, Activation.NONE).newWorkspace(1));
  }

  @ParameterizedTest
  @EnumSource
  void gradientThroughAnActivationNeedsATrainingWorkspace(ElementType type) {
    ConvLayer layer = layer(type, false, Activation.of(Activation.Function.LEAKY_RELU, 0.01));
    Workspace w = layer.newWorkspace(1);
    Object x = array(type, 30);
    Object weights = array(type, 12);
    Object y = array(type, 40);
    forward(layer, 1, x, weights, null, y, w);
    String end = " takes the derivative of leaky_relu(0.01) at the biased sums: "
        + "expected a workspace from newTrainingWorkspace that has run forward, got one from newWorkspace";
    refused(STATE, "backwardData" + end, type, () -> backwardData(layer, 1, y, weights, x, w));
    refused(STATE, "backwardWeights" + end, type, () -> backwardWeights(layer, 1, x, y, weights, w));
    refused(STATE, "backwardBias" + end, type, () -> backwardBias(layer, 1, y, array(type, 4), w));
  }

  @ParameterizedTest
  @EnumSource
  void gradientThroughAnActivationNeedsForwardOnTheSameBatch(ElementType type) {
    ConvLayer layer = layer(type, false, Activation.of(Activation.Function.RELU));
    Workspace w = layer.newTrainingWorkspace(3);
    Object weights = array(type, 12);
    Object y = array(type, 80);
    String start = "backwardData of 2 items takes the derivative of relu at the biased sums of a forward call "
        + "on the same batch, but ";
    refused(STATE, start + "no forward call has been completed in this workspace", type,
        () -> backwardData(layer, 2, y, weights, array(type, 60), w));
    forward(layer, 1, array(type, 30), weights, null, array(type, 40), w);
    refused(STATE, start + "the most recent forward call in this workspace was on 1 item", type,
        () -> backwardData(layer, 2, y, weights, array(type, 60), w));
    refused(STATE, start.replace("Data", "Weights") + "the most recent forward call in this workspace was on 1 item",
        type, () -> backwardWeights(layer, 2, array(type, 60), y, weights, w));
    refused(STATE, start.replace("Data", "Bias") + "the most recent forward call in this workspace was on 1 item", type,
        () -> backwardBias(layer, 2, y, array(type, 4), w));
    forward(layer, 2, array(type, 60), weights, null, y, w);
    backwardData(layer, 2, y, weights, array(type, 60), w);
  }

  @Test
  void layerClassAndDescriptionAreOfOneType() {
    refused(ARGUMENT, "Mix: a layer of type float described as of type double", ElementType.FLOAT,
        () -> new PointwiseFloat(Pointwise.info(ElementType.DOUBLE, false, Activation.NONE), () -> {}));
    refused(ARGUMENT, "Mix: a layer of type double described as of type float", ElementType.DOUBLE,
        () -> new PointwiseDouble(Pointwise.info(ElementType.FLOAT, false, Activation.NONE), () -> {}));
  }
}
