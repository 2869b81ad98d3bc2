package org.convc.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.convc.model.Accuracy;
import org.convc.model.Layer;
import org.convc.model.Origin;
import org.convc.runtime.Activation;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerKind;
import org.convc.runtime.Layout;
import org.convc.testing.Conv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a layer holds beside its axes. */
class LayerContentTest {

  private static final String HEAD = "input 4 x 9 x 8; filters 6; kernel 3;";

  @Test
  void aLayerHasNothingThatItDoesNotAskFor() {
    AnalysedFile file = Conv.file("\n\nconv\n  Plain { " + HEAD + " }");
    Layer layer = file.layers().get(0);
    assertEquals("", file.javaPackage());
    assertEquals("Plain", layer.name());
    assertEquals("", layer.javaPackage());
    assertEquals(Optional.empty(), layer.documentation());
    assertEquals(new Origin("test.conv", 4), layer.origin());
    assertEquals(LayerKind.CONVOLUTION, layer.kind());
    assertEquals(ElementType.FLOAT, layer.type());
    assertEquals(Layout.NCHW, layer.layout());
    assertFalse(layer.flipped());
    assertEquals(1, layer.groups());
    assertFalse(layer.bias());
    assertEquals(Activation.NONE, layer.activation());
    assertEquals("4 x 9 x 8", layer.info().input().toString());
    assertEquals("6 x 7 x 6", layer.info().output().toString());
    assertEquals("6 x 4 x 3 x 3", layer.info().weights().toString());
  }

  @Test
  void aLayerHasWhatItAsksFor() {
    AnalysedFile file =
        Conv.file(
            """
            package com.example.vision;
            /** Finds edges. */
            conv Edges {
              %s groups 2; bias; activation leaky_relu(0.25); mode convolution; layout nhwc; type double;
              accuracy 2.5;
            }
            """
                .formatted(HEAD));
    Layer layer = file.layers().get(0);
    assertEquals("com.example.vision", file.javaPackage());
    assertEquals("com.example.vision", layer.javaPackage());
    assertEquals("Finds edges.", layer.documentation().get().strip());
    assertEquals(new Origin("test.conv", 3), layer.origin());
    assertEquals(ElementType.DOUBLE, layer.type());
    assertEquals(Layout.NHWC, layer.layout());
    assertTrue(layer.flipped());
    assertEquals(new Accuracy(2.5), layer.accuracy());
    assertEquals(2, layer.groups());
    assertTrue(layer.bias());
    assertEquals(new Activation(Activation.Function.LEAKY_RELU, 0.25, 0), layer.activation());
    // The file names the channels first; the shapes are in memory order.
    assertEquals("9 x 8 x 4", layer.info().input().toString());
    assertEquals("7 x 6 x 6", layer.info().output().toString());
    assertEquals("6 x 2 x 3 x 3", layer.info().weights().toString());
  }

  @Test
  void optionsOfTheFileHoldForLayersThatDoNotSayOtherwise() {
    List<Layer> layers =
        Conv.layers(
            "conv Before { %s } type double; layout nhwc; mode convolution; conv After { %s } "
                    .formatted(HEAD, HEAD)
                + "transposed Other { %s type float; layout nchw; mode correlation; }".formatted(HEAD));
    for (Layer layer : layers.subList(0, 2)) {
      assertEquals(ElementType.DOUBLE, layer.type());
      assertEquals(Layout.NHWC, layer.layout());
      assertTrue(layer.flipped());
    }
    assertEquals(ElementType.FLOAT, layers.get(2).type());
    assertEquals(Layout.NCHW, layers.get(2).layout());
    assertFalse(layers.get(2).flipped());
    assertEquals(List.of("Before", "After", "Other"), layers.stream().map(Layer::name).toList());
  }

  @Test
  void theAccuracyOfAFileIsComputedWithTheConstantsInFrontOfTheFirstLayer() {
    List<Layer> layers =
        Conv.layers("accuracy 2 * C; const C = 4; conv A { %s } conv B { %s accuracy exact; }".formatted(HEAD, HEAD));
    assertEquals(new Accuracy(8), layers.get(0).accuracy());
    assertEquals(Accuracy.EXACT, layers.get(1).accuracy());
    assertEquals(Accuracy.DEFAULT, Conv.layer("conv A { %s }".formatted(HEAD)).accuracy());
  }

  @Test
  void depthwiseLayersMayHaveAMultiplier() {
    Layer layer = Conv.layer("conv L { input 4 x 9 x 8; filters 12; kernel 3; groups 4; }");
    assertEquals("12 x 1 x 3 x 3", layer.info().weights().toString());
  }

  @Test
  void everyActivationHasItsWord() {
    for (Activation.Function function : Activation.Function.values()) {
      String word = function == Activation.Function.IDENTITY ? "none" : function.word();
      String arguments = List.of("", "(0.5)", "(-1, 2.5)").get(function.parameters());
      Layer layer = Conv.layer("conv L { %s activation %s%s; }".formatted(HEAD, word, arguments));
      assertEquals(function, layer.activation().function());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "leaky_relu(0.01) | 0.01 | 0",
        "leaky_relu(-0.5) | -0.5 | 0",
        "elu(1e-3) | 1e-3 | 0",
        "elu(--2) | 2 | 0",
        "clip(0, 6) | 0 | 6",
        "clip(-1.5, 2 * SIX) | -1.5 | 12",
        "clip(-SIX, SIX / 2) | -6 | 3",
      })
  void parametersAreDecimalsOrWholeNumberArithmetic(String activation, double a, double b) {
    Layer layer = Conv.layer("const SIX = 6; conv L { %s activation %s; }".formatted(HEAD, activation));
    assertEquals(a, layer.activation().a());
    assertEquals(b, layer.activation().b());
  }

  @ParameterizedTest
  @CsvSource({
    "2 + 3 * 4, 14",
    "(2 + 3) * 4, 20",
    "20 - 4 - 3, 13",
    "12 / 3 / 2, 2",
    "17 % 5, 2",
    "-3 + 5, 2",
    "-(-7), 7",
    "0000000000000000000000000007, 7",
    "9223372036854775807 % 1000, 807",
    "(9223372036854775807 - 9223372036854775800) * 3, 21",
    "A * B, 15",
    "A, 3",
  })
  void arithmeticIsExact(String expression, int value) {
    String text = "const A = 3; const B = A + 2; conv L { input %s x 9; filters 1; kernel 1; }".formatted(expression);
    assertEquals(value, Conv.layer(text).inputChannels());
  }

  @Test
  void aConstantMayBeCalledAsALayer() {
    Layer layer =
        Conv.layer("const Size = 9; conv Size { input Size x Size; filters Size; kernel Size; pad Size:-1; }");
    assertEquals("9 x 9", layer.info().output().toString());
  }
}
