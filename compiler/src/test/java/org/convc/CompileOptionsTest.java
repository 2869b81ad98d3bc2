package org.convc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.convc.load.VectorModule;
import org.convc.runtime.ConvLayer;
import org.convc.testing.OtherJvm;
import org.junit.jupiter.api.Test;

class CompileOptionsTest {

  private static final String LAYER = "conv L { input 3 x 6 x 7; filters 40; kernel 3; pad 1; }";

  @Test
  void theWidthThatTheMachinePrefersIsTheDefault() {
    String vectors = Convc.compile("l.conv", LAYER).source("L");
    assertTrue(vectors.contains("import jdk.incubator.vector.FloatVector;"));
    assertEquals(vectors, Convc.compile("l.conv", LAYER, CompileOptions.defaults().withVectors()).source("L"));
    String expected = "vectors of " + VectorModule.preferredBits() + " bits";
    assertEquals(expected, Convc.compile("l.conv", LAYER).layer("L").kernels());
  }

  @Test
  void plainArraysAreAChoice() {
    String plain = Convc.compile("l.conv", LAYER, CompileOptions.defaults().withoutVectors()).source("L");
    assertFalse(plain.contains("FloatVector"));
    assertEquals(plain, Convc.compile("l.conv", LAYER, CompileOptions.defaults().withVectorBits(0)).source("L"));
    assertEquals(plain, Convc.compile("l.conv", LAYER, CompileOptions.defaults().withTwins(List.of())).source("L"));
    assertEquals(plain, Convc.compile("l.conv", LAYER, CompileOptions.defaults().withTwins(List.of(0))).source("L"));
  }

  /** In a process of its own, without the module. */
  @Test
  void withoutTheModuleTheDefaultIsPlainAndSaysSoOnce() {
    List<String> lines = OtherJvm.same().run(List.of(), Path.of("."), WithoutModule.class, List.of());
    assertEquals(1, lines.stream().filter(line -> line.contains("--add-modules jdk.incubator.vector for")).count());
    List<String> printed = lines.stream().filter(line -> line.startsWith("> ")).toList();
    assertEquals(
        List.of(
            "> plain arrays",
            "> plain arrays",
            "> vectors need the module jdk.incubator.vector: start Java with --add-modules jdk.incubator.vector, "
                + "or compile for plain arrays",
            "> true",
            "> vectors need the module jdk.incubator.vector: start Java with --add-modules jdk.incubator.vector, "
                + "or compile for plain arrays"),
        printed);
  }

  /** With the module, nothing is said. */
  @Test
  void withTheModuleNothingIsSaid() {
    List<String> options = List.of("--add-modules", "jdk.incubator.vector");
    List<String> lines = OtherJvm.same().run(options, Path.of("."), WithModule.class, List.of());
    assertEquals(List.of("WARNING: Using incubator modules: jdk.incubator.vector"), lines);
  }

  /** A program. */
  static final class WithModule {
    public static void main(String[] arguments) {
      Convc.compile("l.conv", LAYER).layer("L");
    }
  }

  /** A program. */
  static final class WithoutModule {
    public static void main(String[] arguments) {
      System.out.println("> " + Convc.compile("l.conv", LAYER).layer("L").kernels());
      System.out.println("> " + Convc.compile("l.conv", LAYER).layer("L").kernels());
      refused(() -> CompileOptions.defaults().withVectorBits(128));
      // Sources need nothing; classes of several twins name the Vector API.
      ConvModule twins = Convc.compile("l.conv", LAYER, CompileOptions.defaults().withTwins(List.of(128)));
      System.out.println("> " + twins.source("L").contains("class Vector128"));
      refused(() -> twins.layer("L"));
    }

    private static void refused(Runnable call) {
      try {
        call.run();
      } catch (IllegalStateException e) {
        System.out.println("> " + e.getMessage());
      }
    }
  }

  @Test
  void vectorsOfEveryWidthGiveTheSameIntegers() {
    float[] expected = forward(CompileOptions.defaults());
    for (int bits : new int[] {128, 256, 512}) {
      assertArrayEquals(expected, forward(CompileOptions.defaults().withVectorBits(bits)), bits + " bits");
      CompileOptions javac = CompileOptions.defaults().withJavaCompiler(CompileOptions.JavaCompiler.JAVAC);
      assertArrayEquals(expected, forward(javac.withVectorBits(bits)), bits + " bits by javac");
    }
  }

  @Test
  void thereAreNoVectorsOfOtherWidths() {
    CompileOptions options = CompileOptions.defaults();
    assertEquals(
        "vectors of 100 bits; there are 128, 256 and 512",
        assertThrows(IllegalArgumentException.class, () -> options.withVectorBits(100)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> options.withTwins(List.of(128, 64)));
  }

  private static float[] forward(CompileOptions options) {
    ConvLayer layer = Convc.compile("l.conv", LAYER, options).layer("L");
    float[] x = new float[layer.info().inputLength(2)];
    float[] w = new float[layer.info().weightsLength()];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % 13 - 6;
    }
    for (int i = 0; i < w.length; i++) {
      w[i] = i % 7 - 3;
    }
    float[] y = new float[layer.info().outputLength(2)];
    layer.forward(2, x, w, null, y, layer.newWorkspace(2));
    return y;
  }
}
