package org.convc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.convc.runtime.Activation.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LayerInfoTest {

  private static final LayerInfo STEM = new LayerInfo("Stem", LayerKind.CONVOLUTION, ElementType.FLOAT, Layout.NCHW, 1,
      Shape.of(3, 224, 224), Shape.of(64, 112, 112), Shape.of(64, 3, 7, 7), true, Activation.of(Function.RELU));

  private static final LayerInfo UP = new LayerInfo("Up", LayerKind.TRANSPOSED, ElementType.DOUBLE, Layout.NHWC, 2,
      Shape.of(14, 15, 16), Shape.of(28, 30, 8), Shape.of(16, 4, 4, 4), false, Activation.NONE);

  private static LayerInfo with(LayerKind kind, int groups, Shape input, Shape output, Shape weights) {
    return new LayerInfo("L", kind, ElementType.FLOAT, Layout.NCHW, groups, input, output, weights, false,
        Activation.NONE);
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void tellsSizes() {
    assertEquals(3, STEM.inputChannels());
    assertEquals(64, STEM.filters());
    assertEquals(2 * 3 * 224 * 224, STEM.inputLength(2));
    assertEquals(2 * 64 * 112 * 112, STEM.outputLength(2));
    assertEquals(64 * 3 * 49, STEM.weightsLength());
    assertTrue(STEM.hasActivation());
    assertEquals(16, UP.inputChannels());
    assertEquals(8, UP.filters());
    assertFalse(UP.hasActivation());
  }

  @Test
  void countsMultiplyAdds() {
    // ResNet-50's first layer: 118 million, in K. He et al., Deep residual learning for image recognition.
    assertEquals(118_013_952L, STEM.multiplyAdds());
    assertEquals(14L * 15 * 16 * (8 / 2) * 16, UP.multiplyAdds());
    LayerInfo large = with(LayerKind.CONVOLUTION, 1, Shape.of(2, 1 << 29), Shape.of(2, 1 << 29),
        Shape.of(2, 2, 1 << 28));
    assertEquals(1L << 59, large.multiplyAdds());
  }

  @Test
  void lengthsDoNotOverflow() {
    refused("batch: no array holds 15000 * (3 x 224 x 224) = 2257920000 elements, at most 2147483647",
        () -> STEM.inputLength(15_000));
    refused("batch: no array holds 2147483647 * (64 x 112 x 112) = 1724034231549952 elements, at most 2147483647",
        () -> STEM.outputLength(Integer.MAX_VALUE));
    refused("batch: expected at least 1, got 0", () -> STEM.inputLength(0));
    assertEquals(14_266 * 150_528, STEM.inputLength(14_266));
  }

  @Test
  void printsInOneLine() {
    assertEquals("Stem: float convolution, nchw 3 x 224 x 224 -> 64 x 112 x 112, weights 64 x 3 x 7 x 7, bias, relu",
        STEM.toString());
    assertEquals(
        "Up: double transposed convolution, nhwc 14 x 15 x 16 -> 28 x 30 x 8, weights 16 x 4 x 4 x 4, 2 groups",
        UP.toString());
  }

  @Test
  void shapesBelongTogether() {
    Shape x = Shape.of(4, 9);
    Shape y = Shape.of(6, 7);
    with(LayerKind.CONVOLUTION, 2, x, y, Shape.of(6, 2, 3));
    with(LayerKind.TRANSPOSED, 2, x, y, Shape.of(4, 3, 3));
    refused("L: weights 4 x 3 x 3 do not lead from 4 channels to 6 in 2 groups",
        () -> with(LayerKind.CONVOLUTION, 2, x, y, Shape.of(4, 3, 3)));
    refused("L: weights 6 x 4 x 3 do not lead from 4 channels to 6 in 2 groups",
        () -> with(LayerKind.CONVOLUTION, 2, x, y, Shape.of(6, 4, 3)));
    refused("L: weights 6 x 1 x 3 do not lead from 4 channels to 6 in 4 groups",
        () -> with(LayerKind.CONVOLUTION, 4, x, y, Shape.of(6, 1, 3)));
    refused("L: weights 6 x 4 x 3 do not lead from 4 channels to 6 in 0 groups",
        () -> with(LayerKind.CONVOLUTION, 0, x, y, Shape.of(6, 4, 3)));
    refused("L: the numbers of axes do not fit: x 4 x 9, y 6 x 7, weights 6 x 4",
        () -> with(LayerKind.CONVOLUTION, 1, x, y, Shape.of(6, 4)));
    refused("L: the numbers of axes do not fit: x 4, y 6, weights 6 x 4",
        () -> with(LayerKind.CONVOLUTION, 1, Shape.of(4), Shape.of(6), Shape.of(6, 4)));
  }

  @Test
  void parametersOfTheActivationAreOfTheType() {
    Activation activation = Activation.of(Function.ELU, 1e39);
    refused("Mix: a parameter of elu(1E+39) is beyond the largest float",
        () -> Pointwise.info(ElementType.FLOAT, false, activation));
    Pointwise.info(ElementType.DOUBLE, false, activation);
  }
}
