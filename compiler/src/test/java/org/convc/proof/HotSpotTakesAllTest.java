package org.convc.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.convc.CompileOptions;
import org.convc.ConvModule;
import org.convc.Convc;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.Workspace;
import org.convc.testing.OtherJvm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Neither compiler of HotSpot refuses a method of a kernel with vectors. One that is too much for C1 never comes to C2 and stays in the
 * interpreter, hundreds of times slower, without a word.
 */
class HotSpotTakesAllTest {

  private static final String LAYERS =
      """
      package taken;
      conv FewChannels { input 3 x 9 x 20; filters 19; kernel 3; pad 1; }
      conv FirstLayer { input 3 x 20 x 40; filters 32; kernel 7; stride 2; pad 3; }
      conv Depthwise { input 4 x 20 x 36; filters 4; groups 4; kernel 3; pad 1; }
      conv Depthwise5 { input 4 x 14 x 14; filters 4; groups 4; kernel 5; pad 2; }
      conv DepthwiseStride { input 4 x 20 x 40; filters 4; groups 4; kernel 3; stride 2; pad 1; }
      conv ManyChannels { input 64 x 7 x 14; filters 64; kernel 3; pad 1; }
      conv Pointwise { input 32 x 8 x 14; filters 48; kernel 1; }
      conv LongRow { input 5 x 300; filters 5; kernel 51; dilation 2; pad 50; }
      transposed Up { input 16 x 8 x 20; filters 3; kernel 4; stride 2; pad 1; }
      """;

  private static final int CALLS = 12;

  private static final List<String> C1_ALONE =
      List.of("-XX:TieredStopAtLevel=3", "-XX:Tier3InvocationThreshold=10", "-XX:Tier3MinInvocationThreshold=5", "-XX:Tier3CompileThreshold=20");
  private static final List<String> C2_ALONE = List.of("-XX:-TieredCompilation", "-XX:CompileThreshold=10");

  static Stream<Arguments> widthsAndCompilers() {
    return Stream.of(128, 256, 512).flatMap(bits -> Stream.of(Arguments.of(bits, C1_ALONE), Arguments.of(bits, C2_ALONE)));
  }

  @ParameterizedTest
  @MethodSource("widthsAndCompilers")
  void noMethodIsRefused(int vectorBits, List<String> compiler) {
    List<String> options = new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector", "-Xbatch", "-XX:+PrintCompilation"));
    options.addAll(compiler);
    List<String> lines = OtherJvm.same().run(options, Path.of("."), getClass(), List.of(String.valueOf(vectorBits)));
    List<String> ours = lines.stream().filter(l -> l.contains(" taken.") && l.contains("$Vector" + vectorBits + "::")).toList();
    assertEquals(List.of(), ours.stream().filter(l -> l.contains("COMPILE SKIPPED")).toList());
    assertTrue(ours.stream().filter(l -> l.contains("Tile")).count() > 20, "compiled: " + ours);
  }

  /** Calls every kernel often enough to be compiled. Argument: the width of vectors. */
  public static void main(String[] arguments) {
    CompileOptions options = CompileOptions.defaults().withVectorBits(Integer.parseInt(arguments[0]));
    ConvModule module = Convc.compile("taken.conv", LAYERS, options);
    for (String name : module.layerNames()) {
      ConvLayer layer = module.layer(name);
      Workspace workspace = layer.newWorkspace(1);
      float[] x = new float[layer.info().inputLength(1)];
      float[] y = new float[layer.info().outputLength(1)];
      float[] w = new float[layer.info().weightsLength()];
      for (int i = 0; i < CALLS; i++) {
        layer.forward(1, x, w, null, y, workspace);
        layer.backwardData(1, y, w, x, workspace);
        layer.backwardWeights(1, x, y, w, workspace);
      }
    }
  }
}
