package org.convc.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.convc.CompileOptions;
import org.convc.ConvModule;
import org.convc.Convc;
import org.convc.KernelPlan;
import org.convc.LayerPlan;
import org.convc.runtime.LayerKind;
import org.junit.jupiter.api.Test;

/** Which lines of the source belong to which kernel, and which loops to which line of the declaration. */
class SourceLinesTest {

  private static final String TEXT = String.join("\n",
      "type float;",
      "conv A {",
      "  input 8 x 9 x 10;  filters 16;",
      "  kernel 3;",
      "  activation relu;",
      "}",
      "transposed B { input 16 x 7 x 8; filters 4; kernel 2; stride 2; }",
      "");

  /** Each method of a plan is found once in each class, under the kernels that run it; and no line is lost. */
  @Test
  void everyMethodIsFoundOnce() {
    ConvModule module = Convc.compile("a.conv", TEXT, CompileOptions.defaults().withTwins(List.of(128, 256)));
    for (LayerFacts facts : FileFacts.of(module, module.layerNames()).layers()) {
      String name = facts.layer().name();
      String whole = facts.source().pieces().stream()
          .flatMap(piece -> piece.lines().stream()).map(line -> line + "\n").collect(Collectors.joining());
      assertEquals(module.source(name), whole);
      int line = 1;
      for (SourceLines.Piece piece : facts.source().pieces()) {
        assertEquals(line, piece.firstLine());
        line += piece.lines().size();
      }
      for (int twin = 0; twin < 3; twin++) {
        for (KernelPlan kernel : facts.plan().twins().get(twin).kernels()) {
          int at = twin;
          for (KernelPlan.Method method : kernel.methods()) {
            List<SourceLines.Piece> found = facts.source().pieces().stream()
                .filter(piece -> piece.twin() == at && piece.method().equals(method.name())).toList();
            assertEquals(1, found.size(), () -> name + " " + at + " " + method);
            assertTrue(found.get(0).kernels().contains(kernel.kernel()), () -> found + " " + kernel.kernel());
            assertTrue(found.get(0).lines().stream().anyMatch(l -> l.contains(" " + method.name() + "(")), method::name);
            assertEquals("    }", found.get(0).lines().get(found.get(0).lines().size() - 1));
          }
        }
      }
    }
  }

  @Test
  void loopsAreNamedByWhatTheyRunOver() {
    assertEquals(List.of("filters", "groups"), words("      for (int oc = 0; oc < 16; oc++) {", LayerKind.CONVOLUTION));
    assertEquals(List.of("input", "groups"), words("for (int oc = 0; oc < 16; oc++) {", LayerKind.TRANSPOSED));
    assertEquals(List.of("kernel", "dilation"), words("for (int ky = 0; ky < 3; ky++) {", LayerKind.CONVOLUTION));
    assertEquals(List.of(), words("for (int n = 0; n < batch; n++) {", LayerKind.CONVOLUTION));
    assertTrue(LoopMeaning.ofLine("int oc = 3;", LayerKind.CONVOLUTION).isEmpty());
    assertTrue(LoopMeaning.ofLine("for (int px = 0; px < 3; px++) {", LayerKind.CONVOLUTION).isEmpty());
  }

  @Test
  void propertiesAreFoundInTheFile() {
    ConvModule module = Convc.compile("a.conv", TEXT, CompileOptions.defaults().withoutVectors());
    Declared a = Declared.of(module.text()).get("A");
    assertEquals(Map.of("type", 1, "input", 3, "filters", 3, "kernel", 4, "activation", 5), a.properties());
    assertEquals(2, a.firstLine());
    assertEquals(List.of("conv A {", "  input 8 x 9 x 10;  filters 16;", "  kernel 3;", "  activation relu;", "}"), a.lines());
    LayerPlan plan = module.explain("A");
    Set<String> kernels = new TreeSet<>();
    SourceLines.of(module.source("A"), plan).pieces().forEach(piece -> kernels.addAll(piece.kernels()));
    assertEquals(Set.of("forward", "biasedSum", "backwardData", "backwardWeights", "backwardBias"), kernels);
  }

  private static List<String> words(String line, LayerKind kind) {
    return LoopMeaning.ofLine(line, kind).orElseThrow().properties();
  }
}
