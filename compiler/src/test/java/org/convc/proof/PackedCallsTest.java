package org.convc.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.convc.CompileOptions;
import org.convc.ConvModule;
import org.convc.Convc;
import org.convc.load.VectorModule;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerKind;
import org.convc.runtime.PackedWeights;
import org.convc.runtime.Workspace;
import org.convc.testing.ConvText;
import org.convc.testing.LayerResults;
import org.convc.testing.Layers;
import org.convc.testing.OtherJvm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls with packed weights on random layers, for plain arrays and vectors of every width. */
class PackedCallsTest {

  private static final long SEED = Long.getLong("convc.seed", 20261125L);
  private static final int LAYERS = Integer.getInteger("convc.layers", 40);

  /** Kernels with vectors allocate until C2 has compiled them. */
  private static final int ROUNDS = 20;

  private static final int CALLS = 1_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256, 512})
  void theBitsAreThoseOfCallsWithPlainWeights(int vectorBits) {
    Set<LayerKind> kinds = EnumSet.noneOf(LayerKind.class);
    int packing = 0;
    // Few random layers have channels enough for vectors; the others read their weights as they are.
    for (long i = 0; i < LAYERS || vectorBits > 0 && packing <= LAYERS / 8; i++) {
      ElementType type = ElementType.values()[(int) (i % 2)];
      Layer layer = Layers.withType(RealLayers.layer(SEED, i), type);
      String text = ConvText.print(layer);
      CompileOptions options = CompileOptions.defaults().withVectorBits(vectorBits);
      ConvModule module = Convc.compile("random.conv", text, options);
      ConvLayer compiled = module.layer(layer.name());
      LayerResults expected = LayerResults.run(compiled, RealLayers.data(layer, SEED, i));
      LayerResults actual = LayerResults.runPacked(compiled, RealLayers.data(layer, SEED, i));
      String number = "-Dconvc.seed=" + SEED + ", layer " + i + "\n" + text;
      assertEquals(Optional.empty(), actual.difference(expected), number);
      kinds.add(layer.kind());
      boolean copies = module.source(layer.name()).contains("Packed(");
      packing += copies ? 1 : 0;
    }
    assertEquals(EnumSet.allOf(LayerKind.class), kinds);
  }

  /** In a virtual machine of their own: vectors of several widths in one make C2 allocate those of all. */
  @ParameterizedTest
  @ValueSource(ints = {0, 128, 256, 512})
  void callsAllocateNothing(int vectorBits) {
    // Vectors that the machine does not have are objects in memory.
    assumeTrue(vectorBits <= VectorModule.preferredBits(), "this machine has no vectors of " + vectorBits + " bits");
    List<String> options = List.of("--add-modules", "jdk.incubator.vector");
    List<String> lines = OtherJvm.same().run(options, Path.of("."), getClass(), List.of(String.valueOf(vectorBits)));
    assertEquals("0 bytes", lines.get(lines.size() - 1));
  }

  /** Prints the bytes that {@link #CALLS} calls of a kind allocate once warm. Argument: the width of vectors. */
  public static void main(String[] arguments) {
    String text = "conv L { input 3 x 9 x 7; filters 19; kernel 3; pad 1; bias; activation relu; }";
    CompileOptions options = CompileOptions.defaults().withVectorBits(Integer.parseInt(arguments[0]));
    ConvLayer layer = Convc.compile("l.conv", text, options).layer("L");
    float[] w = new float[layer.info().weightsLength()];
    Arrays.fill(w, 0.25f);
    PackedWeights packed = layer.packWeights(w);
    Workspace workspace = layer.newTrainingWorkspace(2);
    float[] x = new float[layer.info().inputLength(2)];
    float[] y = new float[layer.info().outputLength(2)];
    float[] bias = new float[19];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < CALLS; i++) {
        layer.repackWeights(w, packed);
        layer.forward(2, x, packed, bias, y, workspace);
        layer.backwardData(2, y, packed, x, workspace);
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    System.out.println(least + " bytes");
  }
}
