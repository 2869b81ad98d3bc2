package org.convc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls allocate nothing, to the byte, whatever the activation. */
class AllocationTest {

  /** The first ones warm up. Later ones may still see some bytes of the JVM's own when it replaces code; a call's would show in all. */
  private static final int ROUNDS = 8;

  private static final int CALLS = 500;

  static List<Activation> all() {
    return ActivationTest.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void callsAllocateNothing(Activation activation) {
    ConvLayer floats = Pointwise.layer(ElementType.FLOAT, true, activation);
    ConvLayer doubles = Pointwise.layer(ElementType.DOUBLE, true, activation);
    // Of other instances of the same layer, so that the descriptions are compared in full.
    Workspace[] ofFloats = workspaces(Pointwise.layer(ElementType.FLOAT, true, activation));
    Workspace[] ofDoubles = workspaces(Pointwise.layer(ElementType.DOUBLE, true, activation));
    PackedWeights packedFloats = packed(ElementType.FLOAT, activation);
    PackedWeights packedDoubles = packed(ElementType.DOUBLE, activation);
    Object[] f = arrays(ElementType.FLOAT);
    Object[] d = arrays(ElementType.DOUBLE);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < CALLS; i++) {
        calls(floats, f, packedFloats, ofFloats);
        calls(doubles, d, packedDoubles, ofDoubles);
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    assertEquals(0, least, "bytes in " + CALLS + " repetitions of all calls");
  }

  private static PackedWeights packed(ElementType type, Activation activation) {
    return Pointwise.packWeights(Pointwise.layer(type, true, activation), Pointwise.numbers(type, 12, 9));
  }

  private static Workspace[] workspaces(ConvLayer layer) {
    return new Workspace[] {layer.newWorkspace(2), layer.newTrainingWorkspace(2)};
  }

  private static Object[] arrays(ElementType type) {
    return new Object[] {
      Pointwise.numbers(type, 60, 1), Pointwise.numbers(type, 12, 2), Pointwise.numbers(type, 4, 3),
      Pointwise.array(type, 80), Pointwise.numbers(type, 80, 4), Pointwise.array(type, 60),
      Pointwise.array(type, 12), Pointwise.array(type, 4)
    };
  }

  private static void calls(ConvLayer layer, Object[] a, PackedWeights packed, Workspace[] workspaces) {
    Pointwise.forward(layer, 2, a[0], a[1], a[2], a[3], workspaces[0]);
    Pointwise.forward(layer, 2, a[0], a[1], a[2], a[3], workspaces[1]);
    Pointwise.backwardData(layer, 2, a[4], a[1], a[5], workspaces[1]);
    Pointwise.backwardWeights(layer, 2, a[0], a[4], a[6], workspaces[1]);
    Pointwise.backwardBias(layer, 2, a[4], a[7], workspaces[1]);
    Pointwise.repackWeights(layer, a[1], packed);
    Pointwise.forwardPacked(layer, 2, a[0], packed, a[2], a[3], workspaces[0]);
    Pointwise.forwardPacked(layer, 2, a[0], packed, a[2], a[3], workspaces[1]);
    Pointwise.backwardDataPacked(layer, 2, a[4], packed, a[5], workspaces[1]);
  }
}
