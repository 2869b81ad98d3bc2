package org.convc.runtime;

import static org.convc.runtime.Pointwise.array;
import static org.convc.runtime.Pointwise.backwardBias;
import static org.convc.runtime.Pointwise.backwardData;
import static org.convc.runtime.Pointwise.backwardWeights;
import static org.convc.runtime.Pointwise.forward;
import static org.convc.runtime.Pointwise.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.convc.runtime.Activation.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkspaceTest {

  private static final Activation RELU = Activation.of(Function.RELU);

  @ParameterizedTest
  @EnumSource
  void tellsWhatItHolds(ElementType type) {
    int size = type.bytes();
    ConvLayer layer = layer(type, false, RELU);
    Workspace plain = layer.newWorkspace(7);
    assertSame(layer.info(), plain.layer());
    assertEquals(7, plain.capacity());
    assertFalse(plain.training());
    assertEquals(16 * size, plain.bytes());
    assertEquals("workspace of Mix for 7 items, " + 16 * size + " bytes", plain.toString());
    Workspace training = layer.newTrainingWorkspace(1);
    assertTrue(training.training());
    assertEquals((16 + 2 * 40) * size, training.bytes());
    assertEquals("workspace of Mix for 1 item, training, " + 96 * size + " bytes", training.toString());
    assertEquals(16 * size, layer(type, false, Activation.NONE).newTrainingWorkspace(9).bytes());
  }

  @Test
  void holdsArraysOfItsTypeOnly() {
    Workspace floats = layer(ElementType.FLOAT, false, RELU).newTrainingWorkspace(2);
    assertNull(floats.doubles);
    assertEquals(80, floats.floats.z().length);
    Workspace doubles = layer(ElementType.DOUBLE, false, RELU).newWorkspace(2);
    assertNull(doubles.floats);
    assertNull(doubles.doubles.z());
    assertEquals(2, doubles.doubles.scratch().length);
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void capacityHasBounds(ElementType type) {
    ConvLayer layer = layer(type, false, RELU);
    refused("maxBatch: expected at least 1, got 0", () -> layer.newWorkspace(0));
    refused("maxBatch: expected at least 1, got -5", () -> layer.newTrainingWorkspace(-5));
    layer.newWorkspace(Integer.MAX_VALUE / 40);
    String x = "batch: no array holds 71582789 * (3 x 2 x 5) = 2147483670 elements, at most 2147483647";
    refused(x, () -> layer.newWorkspace(71_582_789));
    refused(x, () -> layer.newTrainingWorkspace(71_582_789));
    String y = "batch: no array holds 53687092 * (4 x 2 x 5) = 2147483680 elements, at most 2147483647";
    refused(y, () -> layer.newWorkspace(53_687_092));
    // 2^32 items of 30 elements would wrap to an int that looks harmless.
    refused("batch: no array holds 2147483647 * (3 x 2 x 5) = 64424509410 elements, at most 2147483647",
        () -> layer.newWorkspace(Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @EnumSource
  void tooLittleMemoryIsExplained(ElementType type) {
    LayerInfo info = new LayerInfo("Huge", LayerKind.CONVOLUTION, type, Layout.NCHW, 1, Shape.of(1, Integer.MAX_VALUE),
        Shape.of(1, Integer.MAX_VALUE), Shape.of(1, 1, 1), false, RELU);
    ConvLayer layer = type == ElementType.FLOAT
        ? new PointwiseFloat(info, () -> {})
        : new PointwiseDouble(info, () -> {});
    OutOfMemoryError error = assertThrows(OutOfMemoryError.class, () -> layer.newTrainingWorkspace(1));
    long bytes = (16 + 2L * Integer.MAX_VALUE) * type.bytes();
    assertTrue(error.getMessage().startsWith("a workspace of Huge for 1 item in training takes " + bytes + " bytes: "),
        error.getMessage());
    assertTrue(error.getCause() instanceof OutOfMemoryError);
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(60)
  void overlappingCallsAreRefused(ElementType type) throws InterruptedException {
    CountDownLatch inKernel = new CountDownLatch(1);
    CountDownLatch tried = new CountDownLatch(1);
    ConvLayer layer = layer(type, false, RELU, () -> {
      inKernel.countDown();
      await(tried);
    });
    Workspace workspace = layer.newTrainingWorkspace(1);
    Object x = Pointwise.numbers(type, 30, 1);
    Object weights = Pointwise.numbers(type, 12, 2);
    Object y = array(type, 40);
    Object expected = array(type, 40);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread first = new Thread(() -> forward(layer, 1, x, weights, null, y, workspace));
    first.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
    first.start();
    await(inKernel);
    Object untouched = array(type, 40);
    Executable[] calls = {
      () -> forward(layer, 1, x, weights, null, untouched, workspace),
      () -> backwardData(layer, 1, array(type, 40), weights, array(type, 30), workspace),
      () -> backwardWeights(layer, 1, x, array(type, 40), array(type, 12), workspace),
      () -> backwardBias(layer, 1, array(type, 40), array(type, 4), workspace)
    };
    for (Executable call : calls) {
      String message = assertThrows(IllegalStateException.class, call).getMessage();
      assertEquals("the workspace of Mix is in use by another call: it serves one call at a time, "
          + "so each thread needs its own", message);
    }
    assertArrayEquals(new double[40], Pointwise.doubles(untouched));
    tried.countDown();
    first.join();
    assertNull(failure.get());
    forward(layer, 1, x, weights, null, expected, workspace);
    assertArrayEquals(Pointwise.doubles(expected), Pointwise.doubles(y));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void staysUsableAfterACallThatThrew(ElementType type) {
    boolean[] broken = {true};
    ConvLayer layer = layer(type, false, Activation.NONE, () -> {
      if (broken[0]) {
        throw new ArithmeticException("broken");
      }
    });
    Workspace w = layer.newWorkspace(1);
    Object x = array(type, 30);
    Object weights = array(type, 12);
    Object y = array(type, 40);
    Executable[] calls = {
      () -> forward(layer, 1, x, weights, null, y, w),
      () -> backwardData(layer, 1, y, weights, x, w),
      () -> backwardWeights(layer, 1, x, y, weights, w),
      () -> backwardBias(layer, 1, y, array(type, 4), w),
      () -> forward(layer, 1, x, weights, null, y, w)
    };
    for (Executable call : calls) {
      assertThrows(ArithmeticException.class, call);
    }
    broken[0] = false;
    forward(layer, 1, x, weights, null, y, w);
  }

  @Test
  void lengthsAreNotNegative() {
    KernelMemory none = KernelMemory.none();
    refused("negative scratch length in [3, -1]", () -> none.scratch(3, -1));
    refused("negative packed length in [-1]", () -> none.forwardPacked(-1));
    refused("negative packed length in [0, -2]", () -> none.backwardDataPacked(0, -2));
  }

  /** Forward and backwardData take turns. */
  @Test
  void packedArraysServeBothDirections() {
    KernelMemory memory = KernelMemory.none().forwardPacked(5, 2).backwardDataPacked(3, 7, 1).scratch(10);
    WorkspacePlan plan = new WorkspacePlan(Pointwise.info(ElementType.DOUBLE, false, RELU), memory);
    Workspace workspace = plan.allocate(1, false);
    assertEquals((5 + 7 + 1 + 10) * Double.BYTES, workspace.bytes());
    assertEquals(7, workspace.doubles.packed()[1].length);
  }
}
