package org.convc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.convc.runtime.ConvLayer;
import org.junit.jupiter.api.Test;

class CompileOptionsTest {

  private static final String LAYER = "conv L { input 3 x 6 x 7; filters 40; kernel 3; pad 1; }";

  @Test
  void plainKernelsAreTheDefaultAndVectorsAreAChoice() {
    String plain = Convc.compile("l.conv", LAYER).source("L");
    String vectors = Convc.compile("l.conv", LAYER, CompileOptions.defaults().withVectors()).source("L");
    assertFalse(plain.contains("FloatVector"));
    assertTrue(vectors.contains("import jdk.incubator.vector.FloatVector;"));
    assertEquals(plain, Convc.compile("l.conv", LAYER, CompileOptions.defaults().withVectorBits(0)).source("L"));
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
