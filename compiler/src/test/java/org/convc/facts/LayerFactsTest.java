package org.convc.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.convc.analysis.AnalysedFile;
import org.convc.analysis.Frontend;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.model.Axis;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Triples;
import org.convc.runtime.LayerKind;
import org.convc.testing.Conv;
import org.convc.testing.RandomLayers;
import org.convc.testing.ShapeRow;
import org.junit.jupiter.api.Test;

/** Figures about single layers, against counting. */
class LayerFactsTest {

  private static final int LAYERS = 400;
  private static final long SEED = 20261121;
  private static final int BUDGET = 20_000;

  @Test
  void countsTheProductsThatMeetNoPadding() {
    for (int i = 0; i < LAYERS; i++) {
      Layer layer = RandomLayers.layer(SEED, i, BUDGET);
      long[] terms = new long[1];
      Triples.forEach(layer, (output, input, weight) -> terms[0]++);
      assertEquals(terms[0], Work.of(layer, KernelKind.FORWARD).inside(), "RandomLayers.layer(" + SEED + "L, " + i + ", " + BUDGET + ")");
    }
  }

  /** Every tensor once, in bytes. */
  @Test
  void countsBytesAndOperations() {
    Layer layer = Conv.layer("conv A { input 2 x 5 x 4; filters 3; kernel 2; bias; }");
    int x = 2 * 5 * 4;
    int w = 3 * 2 * 2 * 2;
    int y = 3 * 4 * 3;
    assertEquals(new Work(KernelKind.FORWARD, 8 * y, 8 * y, 16 * y, 4 * (x + w + 3 + y)), Work.of(layer, KernelKind.FORWARD));
    assertEquals(new Work(KernelKind.BACKWARD_DATA, 8 * y, 8 * y, 16 * y, 4 * (x + w + y)), Work.of(layer, KernelKind.BACKWARD_DATA));
    assertEquals(new Work(KernelKind.BACKWARD_WEIGHTS, 8 * y, 8 * y, 16 * y, 4 * (x + w + y)), Work.of(layer, KernelKind.BACKWARD_WEIGHTS));
    assertEquals(new Work(KernelKind.BACKWARD_BIAS, y, y, y, 4 * (y + 3)), Work.of(layer, KernelKind.BACKWARD_BIAS));
    assertEquals(16.0 * y / (4 * (x + w + 3 + y)), Work.of(layer, KernelKind.FORWARD).intensity());
    Layer precise = Conv.layer("conv A { input 2 x 5 x 4; filters 3; kernel 2; type double; }");
    assertEquals(8 * (x + w + y), Work.of(precise, KernelKind.FORWARD).bytes());
  }

  /** What oneDNN's own tests say of the layers of real networks. */
  @Test
  void agreesWithTheReferenceShapes() {
    int compared = 0;
    for (ShapeRow row : ShapeRow.all()) {
      // Some are beyond a documented limit.
      Optional<AnalysedFile> file = Frontend.read(new Diagnostics(new SourceText("shape.conv", row.text())));
      if (file.isPresent()) {
        Layer layer = file.get().layers().get(0);
        assertEquals(row.multiplyAdds(), row.batch() * Work.of(layer, KernelKind.FORWARD).multiplyAdds(), row::toString);
        assertEquals(row.weights(), layer.info().weights().elements(), row::toString);
        for (int i = 0; i < layer.rank(); i++) {
          AxisShape shape = AxisShape.of(layer.kind(), layer.axes().get(i));
          assertEquals((long) row.output().get(i), Arithmetic.value(shape.numbers()), row::toString);
          assertTrue(shape.numbers().endsWith(" = " + row.output().get(i)), shape::numbers);
        }
        compared++;
      }
    }
    assertTrue(compared > 2_500, compared + " compared");
  }

  @Test
  void showsTheArithmeticOfShapes() {
    for (int i = 0; i < LAYERS; i++) {
      Layer layer = RandomLayers.layer(SEED, i, BUDGET);
      for (Axis axis : layer.axes()) {
        AxisShape shape = AxisShape.of(layer.kind(), axis);
        assertEquals(axis.output(), Arithmetic.value(shape.numbers()), shape::numbers);
        assertEquals(axis.output(), shape.output());
      }
    }
    Layer cropped = Conv.layer("conv A { input 1 x 9; filters 1; kernel 3; pad -1:2; stride 2; }");
    assertEquals("floor((9 - 1 + 2 - 1 * (3 - 1) - 1) / 2) + 1 = 4", AxisShape.of(cropped.kind(), cropped.axes().get(0)).numbers());
    Layer up = Conv.layer("transposed A { input 1 x 9; filters 1; kernel 3; pad 1; stride 2; output_pad 1; }");
    assertEquals("(9 - 1) * 2 - 1 - 1 + 1 * (3 - 1) + 1 + 1 = 18", AxisShape.of(up.kind(), up.axes().get(0)).numbers());
  }

  /** The partner is a layer of the language that leads back, and exact where its own words need no output_pad. */
  @Test
  void partnersLeadBack() {
    int exact = 0;
    int inexact = 0;
    for (int i = 0; i < LAYERS; i++) {
      Layer layer = RandomLayers.layer(SEED, i, BUDGET);
      Partner partner = Partner.of(layer);
      if (partner.declaration().isPresent()) {
        Layer back = Conv.layer(partner.declaration().get());
        assertEquals(layer.info().input(), back.info().output(), partner.declaration().get());
        assertEquals(layer.info().weights(), back.info().weights(), partner.declaration().get());
        assertEquals(layer.relation(), back.relation(), partner.declaration().get());
      }
      boolean padded = layer.axes().stream().anyMatch(a -> a.outputPad() > 0);
      if (layer.kind() == LayerKind.TRANSPOSED) {
        assertEquals(!padded && partner.declaration().isPresent(), partner.exact());
      } else {
        assertEquals(!partner.declaration().orElseThrow().contains("output_pad"), partner.exact());
      }
      exact += partner.exact() ? 1 : 0;
      inexact += partner.exact() ? 0 : 1;
    }
    assertTrue(exact > 20 && inexact > 20, exact + " exact, " + inexact + " not");
  }

  @Test
  void partnersByHand() {
    assertEquals(List.of(0), Partner.of(Conv.layer("conv A { input 1 x 7; filters 1; kernel 3; stride 2; }")).remainders());
    Partner rest = Partner.of(Conv.layer("conv A { input 1 x 8; filters 1; kernel 3; stride 2; }"));
    assertEquals(List.of(1), rest.remainders());
    assertEquals("transposed ABack { input 1 x 3; filters 1; kernel 3; stride 2; output_pad 1; }", rest.declaration().orElseThrow());
    // With output_pad as large as the stride, the convolution makes one output more than there was input.
    Partner none = Partner.of(Conv.layer("transposed A { input 1 x 3; filters 1; kernel 3; stride 2; dilation 3; output_pad 2; }"));
    assertTrue(none.declaration().isEmpty() && !none.exact());
    // A convolution may not crop all that it has.
    Partner cropped = Partner.of(Conv.layer("transposed A { input 1 x 2; filters 1; kernel 2; pad 3:-2; }"));
    assertTrue(cropped.declaration().isEmpty() && !cropped.exact());
  }
}
