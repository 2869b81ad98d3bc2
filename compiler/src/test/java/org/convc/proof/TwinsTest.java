package org.convc.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.convc.CompileOptions;
import org.convc.CompileOptions.JavaCompiler;
import org.convc.Convc;
import org.convc.ConvModule;
import org.convc.GeneratedSource;
import org.convc.load.JaninoCompiler;
import org.convc.load.VectorModule;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.testing.Conv;
import org.convc.testing.LayerData;
import org.convc.testing.LayerResults;
import org.convc.testing.OtherJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Classes that carry kernels for several kinds of machines, and which of them run where. */
class TwinsTest {

  private static final String LAYERS =
      """
      package org.convc.proof.generated;
      conv Floats { input 3 x 6 x 7; filters 21; kernel 3; pad 1; bias; activation relu; }
      transposed Doubles { input 9 x 5; filters 17; kernel 3; stride 2; type double; }
      """;
  private static final List<String> WITH_VECTORS = List.of("--add-modules", "jdk.incubator.vector");

  @TempDir Path classes;

  /** Prints the kernels and a hash of the results of each layer. */
  public static void main(String[] names) throws ReflectiveOperationException {
    for (Layer model : Conv.layers(LAYERS)) {
      Class<?> type = Class.forName(model.javaPackage() + "." + model.name());
      ConvLayer layer = (ConvLayer) type.getConstructor().newInstance();
      System.out.println(layer.kernels() + " " + Long.toHexString(results(model, layer).hash()));
    }
  }

  private static LayerResults results(Layer model, ConvLayer layer) {
    return LayerResults.run(layer, LayerData.integers(model, 2, 5));
  }

  @Test
  void theMachineDecides() throws IOException {
    compile(List.of(512, 128, 256));
    List<String> plain = run(List.of());
    assertEquals(List.of("plain arrays", "plain arrays"), machines(plain));
    int bits = VectorModule.preferredBits();
    for (int width : new int[] {16, 32, 64}) {
      List<String> limited = new ArrayList<>(WITH_VECTORS);
      limited.add("-XX:MaxVectorSize=" + width);
      List<String> lines = run(limited);
      String expected = "vectors of " + Math.min(bits, 8 * width) + " bits";
      assertEquals(List.of(expected, expected), machines(lines));
      assertEquals(hashes(plain), hashes(lines));
    }
  }

  @Test
  void aWidthThatIsNotThereGivesWayToTheNextNarrowerOne() throws IOException {
    compile(List.of(128));
    assertEquals(List.of("vectors of 128 bits", "vectors of 128 bits"), machines(run(WITH_VECTORS)));
    compile(List.of(256));
    List<String> narrow = new ArrayList<>(WITH_VECTORS);
    narrow.add("-XX:MaxVectorSize=16");
    assertEquals(List.of("plain arrays", "plain arrays"), machines(run(narrow)));
  }

  @Test
  void otherJavaReleasesRunTheSameClasses() throws IOException {
    compile(List.of(128, 256, 512));
    List<String> expected = run(List.of());
    for (OtherJvm other : OtherJvm.others()) {
      assertEquals(expected, results(other.run(List.of(), classes, getClass(), List.of())), other.version());
      List<String> vectors = results(other.run(WITH_VECTORS, classes, getClass(), List.of()));
      assertEquals(hashes(expected), hashes(vectors), other.version());
      assertFalse(machines(vectors).contains("plain arrays"), other.version());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyTwinComputesTheSame(JavaCompiler compiler) {
    CompileOptions options = CompileOptions.defaults().withJavaCompiler(compiler);
    for (Layer model : Conv.layers(LAYERS)) {
      CompileOptions several = options.withTwins(List.of(128, 256, 512));
      ConvLayer plain = Convc.compile("twins.conv", LAYERS, options.withoutVectors()).layer(model.name());
      ConvLayer twins = Convc.compile("twins.conv", LAYERS, several).layer(model.name());
      LayerResults expected = results(model, plain);
      assertEquals("vectors of " + VectorModule.preferredBits() + " bits", twins.kernels());
      assertEquals(Optional.empty(), results(model, twins).difference(expected));
    }
  }

  @Test
  void theSourceNamesTheStrategiesOfEachTwin() {
    ConvModule module = Convc.compile("twins.conv", LAYERS, CompileOptions.defaults().withTwins(List.of(256, 128)));
    String source = module.source("Floats");
    List<String> order =
        List.of(
            " * plain arrays:\n * forward ",
            " * vectors of 128 bits:\n * forward ",
            " * vectors of 256 bits:\n * forward ",
            "private static FloatKernels chosenKernels()",
            "static final class PreferredVectors {",
            "static final class Plain extends FloatKernels {",
            "static final class Vector128 extends FloatKernels {",
            "static final class Vector256 extends FloatKernels {");
    int at = 0;
    for (String part : order) {
      int next = source.indexOf(part, at);
      assertTrue(next >= 0, part + " after character " + at + " of\n" + source);
      at = next;
    }
    assertEquals(1, Pattern.compile("new LayerInfo\\(").matcher(source).results().count());
  }

  /** A nested class may not be called like the layer. */
  @ParameterizedTest
  @EnumSource
  void layersMayBeCalledLikeTheirParts(JavaCompiler compiler) {
    for (String name : List.of("Plain", "Vector128", "PreferredVectors")) {
      String text = "conv " + name + " { input 2 x 9; filters 20; kernel 3; }";
      CompileOptions options = CompileOptions.defaults().withJavaCompiler(compiler);
      for (CompileOptions o : List.of(options.withTwins(List.of(128, 256)), options.withoutVectors())) {
        ConvLayer layer = Convc.compile("names.conv", text, o).layer(name);
        assertEquals(name, layer.info().name());
        float[] y = new float[layer.info().outputLength(1)];
        layer.forward(1, new float[18], new float[120], null, y, layer.newWorkspace(1));
        assertArrayEquals(new float[140], y);
      }
    }
  }

  private void compile(List<Integer> widths) throws IOException {
    ConvModule module = Convc.compile("twins.conv", LAYERS, CompileOptions.defaults().withTwins(widths));
    for (GeneratedSource source : module.sources()) {
      JaninoCompiler compiler = new JaninoCompiler(getClass().getClassLoader());
      for (Map.Entry<String, byte[]> e : compiler.compile(source.className(), source.text()).entrySet()) {
        Path file = classes.resolve(e.getKey().replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, e.getValue());
      }
    }
  }

  private List<String> run(List<String> options) {
    return results(OtherJvm.same().run(options, classes, getClass(), List.of()));
  }

  /** Without what the virtual machine itself has to say. */
  private static List<String> results(List<String> lines) {
    String result = "(plain arrays|vectors of .* bits) \\S+";
    List<String> results = lines.stream().filter(line -> line.matches(result)).toList();
    assertEquals(2, results.size(), String.join("\n", lines));
    return results;
  }

  private static List<String> machines(List<String> results) {
    return results.stream().map(line -> line.substring(0, line.lastIndexOf(' '))).toList();
  }

  private static List<String> hashes(List<String> results) {
    return results.stream().map(line -> line.substring(line.lastIndexOf(' '))).toList();
  }
}
