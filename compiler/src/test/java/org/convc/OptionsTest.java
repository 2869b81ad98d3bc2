package org.convc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.convc.analysis.Frontend;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.model.Layer;
import org.convc.schedule.Choice;
import org.convc.source.ImportSearch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Options of the language: in a layer, in a file, and from outside. */
class OptionsTest {

  private static final CompileOptions DEFAULTS = CompileOptions.defaults();

  /** Values of each option, the default first. */
  private static final Map<String, List<String>> VALUES =
      new TreeMap<>(
          Map.of(
              "layout", List.of("nchw", "nhwc"),
              "type", List.of("float", "double"),
              "mode", List.of("correlation", "convolution"),
              "accuracy", List.of("50", "exact", "8.5"),
              "strategy", List.of("auto", "direct", "channel_lanes", "winograd"),
              "vectors", List.of("auto", "none", "256", "one_of(128, 512)")));

  @Test
  void theseAreAllOptions() {
    assertEquals(VALUES.keySet().stream().toList(), CompileOptions.optionNames().stream().sorted().toList());
  }

  /** Every option, every value or none from outside, in the layer and in the file. */
  static Stream<Arguments> combinations() {
    List<Arguments> all = new ArrayList<>();
    VALUES.forEach((option, values) -> {
      List<String> orNone = new ArrayList<>(values);
      orNone.add("");
      orNone.forEach(over -> orNone.forEach(layer -> orNone.forEach(file -> all.add(Arguments.of(option, over, layer, file)))));
    });
    return all.stream();
  }

  @ParameterizedTest(name = "{0}: override \"{1}\", layer \"{2}\", file \"{3}\"")
  @MethodSource("combinations")
  void overrideThenLayerThenFileThenDefault(String option, String override, String layer, String file) {
    String expected =
        Stream.of(override, layer, file).filter(value -> !value.isEmpty()).findFirst().orElse(VALUES.get(option).get(0));
    String text = "conv L { input 16 x 8 x 9; filters 16; kernel 3; pad 1; " + said(option, layer) + " }\n" + said(option, file)
        + "conv Other { input 16 x 8 x 9; filters 16; kernel 3; pad 1; }";
    CompileOptions options = override.isEmpty() ? DEFAULTS : DEFAULTS.with(option, override);
    assertEquals(expected, value(option, text, options, "L"));
    String other = Stream.of(override, file).filter(value -> !value.isEmpty()).findFirst().orElse(VALUES.get(option).get(0));
    assertEquals(other, value(option, text, options, "Other"));
  }

  private static String said(String option, String value) {
    return value.isEmpty() ? "" : option + " " + value + ";";
  }

  /** What holds for a layer, as a file would say it. */
  private static String value(String option, String text, CompileOptions options, String name) {
    Diagnostics diagnostics = new Diagnostics(new SourceText("l.conv", text));
    var file = Frontend.read(diagnostics, Optional.empty(), ImportSearch.NOWHERE, options.overrides()).file().orElseThrow();
    Layer layer = file.layers().stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
    var settings = file.settings().get(name);
    Map<String, Function<Layer, String>> readers =
        Map.of(
            "layout", l -> l.layout().name().toLowerCase(),
            "type", l -> l.type().name().toLowerCase(),
            "mode", l -> l.flipped() ? "convolution" : "correlation",
            "accuracy", l -> l.accuracy().toString(),
            "strategy", l -> settings.strategy().word(),
            "vectors", l -> vectors(settings.vectors().automatic(), settings.vectors().bits()));
    return readers.get(option).apply(layer);
  }

  private static String vectors(boolean automatic, List<Integer> bits) {
    if (automatic || bits.isEmpty()) {
      return automatic ? "auto" : "none";
    }
    return bits.size() == 1 ? bits.get(0).toString() : "one_of(" + bits.get(0) + ", " + bits.get(1) + ")";
  }

  private static String twins(String fileOption, CompileOptions options) {
    String text = fileOption + "conv L { input 16 x 8 x 9; filters 16; kernel 3; pad 1; }";
    return Convc.compile("l.conv", text, options).explain("L").twins().stream()
        .map(twin -> twin.vectorBits() + (twin.release() == 0 ? " any" : ""))
        .toList().toString();
  }

  @Test
  void vectorsOfAFileAreThoseOfItsClasses() {
    assertEquals("[0]", twins("vectors none;", DEFAULTS));
    assertEquals("[128]", twins("vectors 128;", DEFAULTS));
    assertEquals("[0 any, 128 any, 256 any]", twins("vectors one_of(256, 128);", DEFAULTS));
    assertEquals("[0 any]", twins("", DEFAULTS.forAnyMachine()));
    assertEquals("[0 any]", twins("vectors auto;", DEFAULTS.forAnyMachine()));
    assertEquals("[0 any, 256 any]", twins("vectors 256;", DEFAULTS.forAnyMachine()));
    assertEquals("[0 any, 128 any]", twins("vectors 256;", DEFAULTS.forAnyMachine().with("vectors", "128")));
    assertEquals("[0 any, 128 any, 512 any]", twins("vectors 256;", DEFAULTS.withTwins(List.of(512, 128))));
    assertEquals("[0 any]", twins("vectors 256;", DEFAULTS.withTwins(List.of())));
    assertEquals("[0]", twins("vectors 256;", DEFAULTS.withoutVectors()));
    assertEquals("[512]", twins("vectors none;", DEFAULTS.withVectorBits(512)));
    assertEquals("[128]", twins("vectors none;", DEFAULTS.withVectorBits(512).with("vectors", "128")));
  }

  @Test
  void aStrategyIsTakenForTheKernelsThatItSuits() {
    String layer = "conv L { input 16 x 12 x 12; filters 16; kernel 3; pad 1; ";
    LayerPlan.TwinPlan asked = plan(layer + "strategy position_lanes; }").twins().get(0);
    assertTrue(asked.kernel("forward").key().startsWith("position-lanes/"), asked.kernel("forward").key());
    assertEquals(Choice.Origin.REQUEST, asked.kernel("forward").origin());
    assertEquals(Choice.Origin.COST_MODEL, asked.kernel("backwardWeights").origin());
    assertEquals("direct", plan(layer + "strategy direct; }").twins().get(0).kernel("forward").key());
    assertEquals(Choice.Origin.COST_MODEL, plan(layer + "}").twins().get(0).kernel("forward").origin());
    LayerPlan.TwinPlan winograd = plan(layer + "strategy winograd; accuracy 100; }").twins().get(0);
    assertTrue(winograd.kernel("forward").key().startsWith("winograd/"), winograd.kernel("forward").key());
  }

  private static LayerPlan plan(String text) {
    ConvModule module = Convc.compile("l.conv", text, DEFAULTS.withVectorBits(256));
    assertEquals(List.of(), module.warnings());
    return module.explain("L");
  }

  private static List<String> warnings(String text, CompileOptions options) {
    return Convc.compile("l.conv", text, options).warnings().stream()
        .filter(d -> d.kind() == DiagnosticKind.STRATEGY_SUITS_NOTHING)
        .map(DiagnosticRenderer::render)
        .toList();
  }

  @Test
  void aStrategyThatSuitsNothingIsAWarning() {
    String layer = "conv L { input 16 x 12 x 12; filters 16; kernel 3; pad 1; strategy winograd; }";
    CompileOptions exactly = DEFAULTS.withTwins(List.of(256)).with("accuracy", "exact");
    assertEquals(
        List.of(
            """
            l.conv:1:59: warning[CONV174]: strategy winograd suits no kernel of layer 'L', so the predicted costs decide
              conv L { input 16 x 12 x 12; filters 16; kernel 3; pad 1; strategy winograd; }
                                                                        ^~~~~~~~~~~~~~~~~
              forward: may be off by 10, and the accuracy of the layer is exact
              backwardData: may be off by 10, and the accuracy of the layer is exact
              backwardWeights: may be off by 10, and the accuracy of the layer is exact
              backwardBias: not for such kernels with vectors of 256 bits, any JDK"""),
        warnings(layer, exactly));
    assertEquals(List.of(), warnings(layer, exactly.withAccuracy(50)));
  }

  @Test
  void aStrategyOfAFileNeedsToSuitOneOfItsLayers() {
    String dense = "conv A { input 16 x 12 x 12; filters 16; kernel 3; pad 1; }";
    String strided = "conv B { input 16 x 12 x 12; filters 16; kernel 4; stride 2; pad 1; }";
    CompileOptions options = DEFAULTS.withTwins(List.of(256));
    assertEquals(1, warnings("strategy winograd; accuracy exact;" + dense + strided, options).size());
    assertEquals(0, warnings("strategy winograd; accuracy 50;" + dense + strided, options).size());
    assertEquals(1, warnings("strategy winograd; accuracy 50;" + strided, options).size());
    assertEquals(1, warnings("accuracy exact;" + dense + strided, options.withStrategy("winograd")).size());
    assertEquals(0, warnings(dense + strided, options.withStrategy("winograd").withAccuracy(50)).size());
    assertEquals(0, warnings("strategy winograd; accuracy exact;" + dense, options.withStrategy("auto")).size());
  }

  private static String mistake(String option, String value) {
    return assertThrows(OptionException.class, () -> DEFAULTS.with(option, value)).getMessage();
  }

  @Test
  void optionsFromOutsideAreCheckedAsThoseOfFiles() {
    assertEquals("there is no option 'acuracy'\n  help: did you mean 'accuracy'?", mistake("acuracy", "50"));
    assertEquals("there is no option 'dtype'\n  help: did you mean 'type'?", mistake("dtype", "float"));
    assertEquals(
        "there is no option 'speed'\n  help: use mode, layout, type, accuracy, strategy or vectors", mistake("speed", "11"));
    assertEquals(
        "'kernel' is what each layer says itself, and no option\n  help: use mode, layout, type, accuracy, strategy or vectors",
        mistake("kernel", "3"));
    assertEquals("option layout=nhcw: unknown layout 'nhcw'\n  help: did you mean 'nchw'?", mistake("layout", "nhcw"));
    assertEquals("option strategy=winogrod: unknown strategy 'winogrod'\n  help: did you mean 'winograd'?", mistake("strategy", "winogrod"));
    assertEquals("option vectors=128,64: there are no vectors of 64 bits\n  help: use 128, 256 or 512", mistake("vectors", "128,64"));
    assertEquals("option type=: type needs a value", mistake("type", ""));
    assertEquals("option accuracy=A: unknown accuracy 'A'", mistake("accuracy", "A").lines().findFirst().orElseThrow());
    assertTrue(mistake("accuracy", "0").startsWith("option accuracy=0: accuracy must be above 0"), mistake("accuracy", "0"));
    assertTrue(mistake("accuracy", "-1").startsWith("option accuracy=-1: accuracy must be above 0"));
    assertThrows(OptionException.class, () -> DEFAULTS.withAccuracy(Double.NaN));
    assertThrows(OptionException.class, () -> DEFAULTS.withAccuracy(-1));
  }

  /** Values that try to be more than values. */
  @ParameterizedTest
  @MethodSource("hostile")
  void oneOptionSaysOneThing(String value) {
    for (String option : CompileOptions.optionNames()) {
      assertTrue(mistake(option, value).startsWith("option " + option + "="), mistake(option, value));
    }
  }

  static List<String> hostile() {
    return List.of(
        "nhwc; stride 2", "float; } conv B { kernel 3", "} const A = 1; conv B {", "/*", "8 // ", "8 ;", "8; }", "\0", "\u202E", "\"",
        "import \"a.conv\"", "(".repeat(1000), "1" + "+1".repeat(2000), "a".repeat(600_000), "{ }", " ", "\n");
  }

  @Test
  void spellingsOfReportsAndListsAreTaken() {
    String text = "conv L { input 16 x 8; filters 16; kernel 3; }";
    assertEquals("channel_lanes", value("strategy", text, DEFAULTS.with("strategy", "channel-lanes"), "L"));
    assertEquals("one_of(128, 256)", value("vectors", text, DEFAULTS.with("vectors", "256, 128"), "L"));
    assertEquals("50", value("accuracy", text, DEFAULTS.withAccuracy(50), "L"));
    assertEquals("exact", value("accuracy", text, DEFAULTS.withAccuracy(50).withAccuracy(0), "L"));
    assertEquals("1.0E-5", value("accuracy", text, DEFAULTS.withAccuracy(1e-5), "L"));
  }

  /** What a layer's type makes too large is judged by the type that it is compiled for. */
  @Test
  void anOverriddenTypeIsTheOneThatCounts() {
    String text = "type double; conv L { input 1 x 8; filters 1; kernel 3; activation leaky_relu(1e300); }";
    Convc.compile("l.conv", text);
    ConvException e = assertThrows(ConvException.class, () -> Convc.compile("l.conv", text, DEFAULTS.with("type", "float")));
    assertEquals(DiagnosticKind.ACTIVATION_PARAMETER_TOO_LARGE, e.diagnostics().get(0).kind());
  }
}
