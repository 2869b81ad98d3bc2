package org.convc.runtime;

import static org.convc.runtime.Pointwise.array;
import static org.convc.runtime.Pointwise.backwardData;
import static org.convc.runtime.Pointwise.backwardDataPacked;
import static org.convc.runtime.Pointwise.doubles;
import static org.convc.runtime.Pointwise.forward;
import static org.convc.runtime.Pointwise.forwardPacked;
import static org.convc.runtime.Pointwise.layer;
import static org.convc.runtime.Pointwise.numbers;
import static org.convc.runtime.Pointwise.packWeights;
import static org.convc.runtime.Pointwise.repackWeights;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.convc.runtime.Activation.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls with packed weights, and every refusal of them. Batches of 2: x has 60, y 80, weights 12. */
class PackedWeightsTest {

  private static final Class<IllegalArgumentException> ARGUMENT = IllegalArgumentException.class;
  private static final Class<NullPointerException> NULL = NullPointerException.class;
  private static final Activation RELU = Activation.of(Function.RELU);
  private static final String MIX = "Mix: %s convolution, nchw 3 x 2 x 5 -> 4 x 2 x 5, weights 4 x 3 x 1 x 1";

  private static void refused(Class<? extends Exception> kind, String message, ElementType type, Executable call) {
    assertEquals(message.replace("%s", type.word()), assertThrows(kind, call).getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void tellWhatTheyHold(ElementType type) {
    ConvLayer layer = layer(type, false, RELU);
    PackedWeights packed = packWeights(layer, numbers(type, 12, 2));
    assertSame(layer.info(), packed.layer());
    // One copy for forward, and the weights themselves for backwardData.
    assertEquals(24 * type.bytes(), packed.bytes());
    assertEquals("packed weights of Mix, " + 24 * type.bytes() + " bytes", packed.toString());
    assertEquals("plain arrays", layer.kernels());
  }

  @ParameterizedTest
  @EnumSource
  void weightsAreKeptWhereAKernelReadsThemOnly(ElementType type) {
    LayerInfo info = Pointwise.info(type, false, RELU);
    KernelMemory memory = KernelMemory.none().forwardPacked(7, 0).backwardDataPacked(3);
    if (type == ElementType.FLOAT) {
      PackedWeights.Floats arrays = PackedWeights.floats(info, memory);
      assertNull(arrays.weights());
      assertEquals(7, arrays.forward()[0].length);
      assertEquals(3, arrays.backwardData()[0].length);
      assertEquals(12, PackedWeights.floats(info, memory.readsWeights()).weights().length);
    } else {
      PackedWeights.Doubles arrays = PackedWeights.doubles(info, memory);
      assertNull(arrays.weights());
      assertEquals(7, arrays.forward()[0].length);
      assertEquals(3, arrays.backwardData()[0].length);
      assertEquals(12, PackedWeights.doubles(info, memory.readsWeights()).weights().length);
    }
  }

  @ParameterizedTest
  @EnumSource
  void callsGiveTheSameBits(ElementType type) {
    for (Activation activation : List.of(Activation.NONE, RELU)) {
      ConvLayer layer = layer(type, true, activation);
      Object x = numbers(type, 60, 1);
      Object bias = numbers(type, 4, 3);
      Object dy = numbers(type, 80, 4);
      PackedWeights packed = packWeights(layer, numbers(type, 12, 99));
      Workspace[] workspaces = {layer.newTrainingWorkspace(2), layer.newTrainingWorkspace(2)};
      for (int step = 0; step < 3; step++) {
        Object weights = numbers(type, 12, step);
        // Other instances of the same class pack alike.
        repackWeights(step == 1 ? layer(type, true, activation) : layer, weights, packed);
        Object[] results = {array(type, 80), array(type, 80), array(type, 60), array(type, 60)};
        forward(layer, 2, x, weights, bias, results[0], workspaces[0]);
        forwardPacked(layer, 2, x, packed, bias, results[1], workspaces[1]);
        backwardData(layer, 2, dy, weights, results[2], workspaces[0]);
        backwardDataPacked(layer, 2, dy, packed, results[3], workspaces[1]);
        assertArrayEquals(doubles(results[0]), doubles(results[1]));
        assertArrayEquals(doubles(results[2]), doubles(results[3]));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void laterChangesOfTheWeightsDoNotShow(ElementType type) {
    ConvLayer layer = layer(type, false, Activation.NONE);
    Object weights = numbers(type, 12, 2);
    PackedWeights packed = packWeights(layer, weights);
    Object[] results = {array(type, 40), array(type, 40), array(type, 30), array(type, 30)};
    Workspace workspace = layer.newWorkspace(1);
    Object x = numbers(type, 30, 1);
    Object dy = numbers(type, 40, 3);
    forwardPacked(layer, 1, x, packed, null, results[0], workspace);
    backwardDataPacked(layer, 1, dy, packed, results[2], workspace);
    System.arraycopy(array(type, 12), 0, weights, 0, 12);
    // Calls with plain weights pack elsewhere.
    forward(layer, 1, x, weights, null, array(type, 40), workspace);
    forwardPacked(layer, 1, x, packed, null, results[1], workspace);
    backwardDataPacked(layer, 1, dy, packed, results[3], workspace);
    assertArrayEquals(doubles(results[0]), doubles(results[1]));
    assertArrayEquals(doubles(results[2]), doubles(results[3]));
  }

  @ParameterizedTest
  @EnumSource
  void manyThreadsUseThem(ElementType type) throws Exception {
    ConvLayer layer = layer(type, false, Activation.NONE);
    PackedWeights packed = packWeights(layer, numbers(type, 12, 2));
    Object x = numbers(type, 30, 1);
    Object expected = array(type, 40);
    forwardPacked(layer, 1, x, packed, null, expected, layer.newWorkspace(1));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<double[]>> results = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        results.add(threads.submit(() -> {
          Workspace own = layer.newWorkspace(1);
          Object y = array(type, 40);
          for (int call = 0; call < 1_000; call++) {
            forwardPacked(layer, 1, x, packed, null, y, own);
          }
          return doubles(y);
        }));
      }
      for (Future<double[]> result : results) {
        assertArrayEquals(doubles(expected), result.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @ParameterizedTest
  @EnumSource
  void packingChecksTheWeights(ElementType type) {
    ConvLayer layer = layer(type, true, Activation.NONE);
    PackedWeights packed = packWeights(layer, numbers(type, 12, 2));
    String wrong = "weights: expected 4 x 3 x 1 x 1 = 12 %ss, got ";
    refused(ARGUMENT, wrong + "13", type, () -> packWeights(layer, array(type, 13)));
    refused(NULL, wrong + "null", type, () -> packWeights(layer, null));
    refused(ARGUMENT, wrong + "11", type, () -> repackWeights(layer, array(type, 11), packed));
    refused(NULL, wrong + "null", type, () -> repackWeights(layer, null, packed));
    refused(NULL, "packed: expected packed weights of Mix, got null", type,
        () -> repackWeights(layer, array(type, 12), null));
  }

  @ParameterizedTest
  @EnumSource
  void theyBelongToTheLayerAndItsBuild(ElementType type) {
    ConvLayer layer = layer(type, false, Activation.NONE);
    Workspace w = layer.newWorkspace(2);
    Object x = array(type, 60);
    Object y = Pointwise.numbers(type, 80, 1);
    Object dx = Pointwise.numbers(type, 60, 1);
    PackedWeights ofRelu = packWeights(layer(type, false, RELU), array(type, 12));
    PackedWeights ofAnotherBuild = ofAnotherBuild(layer.info());
    String foreign = ": expected packed weights of the layer " + MIX + ", got those of the layer " + MIX + ", relu";
    String build = ": expected weights packed by this build of Mix, got those of another build";
    String none = ": expected packed weights of Mix, got null";
    refused(ARGUMENT, "weights" + foreign, type, () -> forwardPacked(layer, 2, x, ofRelu, null, y, w));
    refused(ARGUMENT, "weights" + build, type, () -> forwardPacked(layer, 2, x, ofAnotherBuild, null, y, w));
    refused(NULL, "weights" + none, type, () -> forwardPacked(layer, 2, x, null, null, y, w));
    refused(ARGUMENT, "weights" + foreign, type, () -> backwardDataPacked(layer, 2, y, ofRelu, dx, w));
    refused(ARGUMENT, "weights" + build, type, () -> backwardDataPacked(layer, 2, y, ofAnotherBuild, dx, w));
    refused(NULL, "weights" + none, type, () -> backwardDataPacked(layer, 2, y, null, dx, w));
    refused(ARGUMENT, "packed" + foreign, type, () -> repackWeights(layer, array(type, 12), ofRelu));
    refused(ARGUMENT, "packed" + build, type, () -> repackWeights(layer, array(type, 12), ofAnotherBuild));
    assertArrayEquals(doubles(numbers(type, 80, 1)), doubles(y), "nothing may be written before all checks are made");
    assertArrayEquals(doubles(numbers(type, 60, 1)), doubles(dx));
  }

  /** As many numbers in as many arrays, by kernels of another class. */
  private static PackedWeights ofAnotherBuild(LayerInfo info) {
    return info.type() == ElementType.FLOAT
        ? new FloatConvLayer(info, new OtherFloatKernels()) {}.packWeights(new float[12])
        : new DoubleConvLayer(info, new OtherDoubleKernels()) {}.packWeights(new double[12]);
  }

  @ParameterizedTest
  @EnumSource
  void callsCheckEverythingElse(ElementType type) {
    ConvLayer layer = layer(type, true, Activation.NONE);
    Workspace w = layer.newWorkspace(2);
    Object x = numbers(type, 60, 1);
    Object bias = numbers(type, 4, 3);
    Object y = array(type, 80);
    PackedWeights packed = packWeights(layer, numbers(type, 12, 2));
    refused(ARGUMENT, "x: expected 2 * (3 x 2 x 5) = 60 %ss, got 59", type,
        () -> forwardPacked(layer, 2, array(type, 59), packed, bias, y, w));
    refused(NULL, "bias: expected one per filter = 4 %ss, got null", type,
        () -> forwardPacked(layer, 2, x, packed, null, y, w));
    refused(ARGUMENT, "y: expected 2 * (4 x 2 x 5) = 80 %ss, got 81", type,
        () -> forwardPacked(layer, 2, x, packed, bias, array(type, 81), w));
    refused(NULL, "workspace: expected one of Mix, got null", type,
        () -> forwardPacked(layer, 2, x, packed, bias, y, null));
    refused(ARGUMENT, "batch: expected 1 to 2, the capacity of the workspace, got 3", type,
        () -> forwardPacked(layer, 3, x, packed, bias, y, w));
    refused(ARGUMENT, "dy: expected 2 * (4 x 2 x 5) = 80 %ss, got 0", type,
        () -> backwardDataPacked(layer, 2, array(type, 0), packed, x, w));
    refused(NULL, "dx: expected 2 * (3 x 2 x 5) = 60 %ss, got null", type,
        () -> backwardDataPacked(layer, 2, y, packed, null, w));
    refused(NULL, "workspace: expected one of Mix, got null", type,
        () -> backwardDataPacked(layer, 2, y, packed, x, null));
    refused(ARGUMENT, "batch: expected 1 to 2, the capacity of the workspace, got 0", type,
        () -> backwardDataPacked(layer, 0, y, packed, x, w));
    assertArrayEquals(new double[80], doubles(y));
  }

  @ParameterizedTest
  @EnumSource
  void resultsHaveArraysOfTheirOwn(ElementType type) {
    LayerInfo info = new LayerInfo("Square", LayerKind.CONVOLUTION, type, Layout.NCHW, 1, Shape.of(4, 3),
        Shape.of(4, 3), Shape.of(4, 4, 1), false, Activation.NONE);
    ConvLayer layer =
        type == ElementType.FLOAT ? new PointwiseFloat(info, () -> {}) : new PointwiseDouble(info, () -> {});
    PackedWeights packed = packWeights(layer, array(type, 16));
    Workspace w = layer.newWorkspace(1);
    Object same = array(type, 12);
    String end = ": expected an array of its own for the result, got the array that is also ";
    refused(ARGUMENT, "y" + end + "x", type, () -> forwardPacked(layer, 1, same, packed, null, same, w));
    refused(ARGUMENT, "dx" + end + "dy", type, () -> backwardDataPacked(layer, 1, same, packed, same, w));
  }

  @ParameterizedTest
  @EnumSource
  void gradientsThroughAnActivationNeedTheirForward(ElementType type) {
    ConvLayer layer = layer(type, false, RELU);
    PackedWeights packed = packWeights(layer, numbers(type, 12, 2));
    Object dy = array(type, 40);
    Object dx = array(type, 30);
    refused(IllegalStateException.class, "backwardData takes the derivative of relu at the biased sums: "
        + "expected a workspace from newTrainingWorkspace that has run forward, got one from newWorkspace", type,
        () -> backwardDataPacked(layer, 1, dy, packed, dx, layer.newWorkspace(1)));
    refused(IllegalStateException.class, "backwardData of 1 item takes the derivative of relu at the biased sums of a "
        + "forward call on the same batch, but no forward call has been completed in this workspace", type,
        () -> backwardDataPacked(layer, 1, dy, packed, dx, layer.newTrainingWorkspace(1)));
  }

  @Test
  void arraysOfTheOtherTypeAreRefused() {
    ConvLayer floats = layer(ElementType.FLOAT, false, Activation.NONE);
    ConvLayer doubles = layer(ElementType.DOUBLE, false, Activation.NONE);
    PackedWeights f = floats.packWeights(new float[12]);
    PackedWeights d = doubles.packWeights(new double[12]);
    double[] dd = new double[12];
    float[] ff = new float[12];
    String ofFloats = "layer Mix is of type float: expected float[] arrays, got double[]";
    String ofDoubles = "layer Mix is of type double: expected double[] arrays, got float[]";
    Workspace w = floats.newWorkspace(1);
    Workspace v = doubles.newWorkspace(1);
    refused(ARGUMENT, ofFloats, ElementType.FLOAT, () -> floats.packWeights(dd));
    refused(ARGUMENT, ofFloats, ElementType.FLOAT, () -> floats.repackWeights(dd, f));
    refused(ARGUMENT, ofFloats, ElementType.FLOAT, () -> floats.forward(1, dd, f, null, dd, w));
    refused(ARGUMENT, ofFloats, ElementType.FLOAT, () -> floats.backwardData(1, dd, f, dd, w));
    refused(ARGUMENT, ofDoubles, ElementType.DOUBLE, () -> doubles.packWeights(ff));
    refused(ARGUMENT, ofDoubles, ElementType.DOUBLE, () -> doubles.repackWeights(ff, d));
    refused(ARGUMENT, ofDoubles, ElementType.DOUBLE, () -> doubles.forward(1, ff, d, null, ff, v));
    refused(ARGUMENT, ofDoubles, ElementType.DOUBLE, () -> doubles.backwardData(1, ff, d, ff, v));
    String types = "weights: expected packed weights of the layer " + MIX + ", got those of the layer ";
    refused(ARGUMENT, types + MIX.replace("%s", "double"), ElementType.FLOAT,
        () -> floats.forward(1, new float[30], d, null, new float[40], w));
  }

  @ParameterizedTest
  @EnumSource
  void tooLittleMemoryIsExplained(ElementType type) {
    LayerInfo info = Pointwise.info(type, false, Activation.NONE);
    KernelMemory huge = KernelMemory.none().forwardPacked(Integer.MAX_VALUE, Integer.MAX_VALUE);
    OutOfMemoryError error = assertThrows(OutOfMemoryError.class, () -> {
      if (type == ElementType.FLOAT) {
        PackedWeights.floats(info, huge);
      } else {
        PackedWeights.doubles(info, huge);
      }
    });
    String start = "packed weights of Mix take " + 2L * Integer.MAX_VALUE * type.bytes() + " bytes: ";
    assertTrue(error.getMessage().startsWith(start), error.getMessage());
    assertTrue(error.getCause() instanceof OutOfMemoryError);
  }

  private static final class OtherFloatKernels extends FloatKernels {

    OtherFloatKernels() {
      super(0, KernelMemory.none().forwardPacked(12).readsWeights());
    }

    @Override
    protected void forwardKernel(int batch, float[] x, float[] weights, float[] bias, float[] y, float[][] packed,
        float[][] scratch, Team team) {}

    @Override
    protected void backwardDataKernel(int batch, float[] dz, float[] weights, float[] dx, float[][] packed,
        float[][] scratch, Team team) {}

    @Override
    protected void backwardWeightsKernel(int batch, float[] x, float[] dz, float[] dWeights, float[][] scratch, Team team) {}

    @Override
    protected void backwardBiasKernel(int batch, float[] dz, float[] dBias, float[][] scratch, Team team) {}
  }

  private static final class OtherDoubleKernels extends DoubleKernels {

    OtherDoubleKernels() {
      super(0, KernelMemory.none().forwardPacked(12).readsWeights());
    }

    @Override
    protected void forwardKernel(int batch, double[] x, double[] weights, double[] bias, double[] y, double[][] packed,
        double[][] scratch, Team team) {}

    @Override
    protected void backwardDataKernel(int batch, double[] dz, double[] weights, double[] dx, double[][] packed,
        double[][] scratch, Team team) {}

    @Override
    protected void backwardWeightsKernel(int batch, double[] x, double[] dz, double[] dWeights, double[][] scratch, Team team) {}

    @Override
    protected void backwardBiasKernel(int batch, double[] dz, double[] dBias, double[][] scratch, Team team) {}
  }
}
