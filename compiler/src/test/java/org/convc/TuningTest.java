package org.convc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.convc.diagnostic.Diagnostic;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.emit.ConvcVersion;
import org.convc.schedule.Choice;
import org.convc.schedule.Target;
import org.convc.tuning.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {

  private static final String LAYERS =
      "conv A { input 16 x 14 x 14; filters 32; kernel 3; pad 1; bias; activation relu; }\n"
          + "conv SameSizes { input 16 x 14 x 14; filters 32; kernel 3; pad 1; }\n"
          + "conv Other { input 16 x 15 x 14; filters 32; kernel 3; pad 1; }";

  private static final String SIZES =
      "float conv nchw 16 x 14 x 14 -> 32 x 14 x 14, kernel 3 x 3, stride 1 x 1, dilation 1 x 1, pad 1 x 1, groups 1";

  private static final String HERE =
      "vectors of 256 bits, JDK " + Runtime.version().feature() + " | " + Processor.name() + " | " + ConvcVersion.VERSION;

  /** A strategy that suits and is not the cheapest; the tile is one of the JDK that the test runs on. */
  private static final String KEY = "channel-lanes/8/1/" + new Target(256).sums();

  private static final String LINE = "forward | " + SIZES + " | " + HERE + " | " + KEY + " | 12.345";

  @TempDir
  private Path directory;

  @Test
  void aMeasuredStrategyWinsOverTheCosts() {
    ConvModule module = compile(tuning(LINE));
    for (String kernel : List.of("forward", "biasedSum")) {
      KernelPlan plan = module.explain("A").twins().get(0).kernel(kernel);
      assertEquals(KEY, plan.key());
      assertEquals(Choice.Origin.TUNING, plan.origin());
    }
    assertEquals(Choice.Origin.TUNING, forward(module, "SameSizes").origin());
    assertEquals(Choice.Origin.COST_MODEL, forward(module, "Other").origin());
    assertEquals(
        Choice.Origin.COST_MODEL, module.explain("A").twins().get(0).kernel("backwardData").origin());
    assertTrue(module.explain("A").toString().contains(KEY + " was the fastest when measured, "));
    assertNotEquals(compile(Tuning.empty()).source("A"), module.source("A"));
    assertEquals(List.of(), module.warnings());
  }

  @Test
  void whatWasMeasuredElsewhereIsIgnored() {
    List<String> elsewhere =
        List.of(
            LINE.replace(Processor.name(), "another processor"),
            LINE.replace("JDK " + Runtime.version().feature(), "JDK 16"),
            LINE.replace("vectors of 256 bits", "vectors of 128 bits"),
            LINE.replace("| " + ConvcVersion.VERSION + " |", "| 0.0.1 |"),
            LINE.replace("float conv", "double conv"));
    String untuned = compile(Tuning.empty()).source("A");
    for (String line : elsewhere) {
      assertEquals(untuned, compile(tuning(line)).source("A"), line);
    }
    assertEquals(5, tuning(elsewhere.toArray(String[]::new)).size());
  }

  @Test
  void whatWasMeasuredHereCountsForAnyMachine() {
    CompileOptions options = CompileOptions.defaults().withTwins(List.of(128, 256)).withTuning(tuning(LINE));
    List<LayerPlan.TwinPlan> twins = Convc.compile("l.conv", LAYERS, options).explain("A").twins();
    assertEquals(
        List.of(Choice.Origin.ONLY_ONE, Choice.Origin.COST_MODEL, Choice.Origin.TUNING),
        twins.stream().map(twin -> twin.kernel("forward").origin()).toList());
  }

  @Test
  void aStrategyThatIsNoMoreIsAWarning() {
    ConvModule module = compile(tuning(LINE.replace(KEY, "channel-lanes/8/9")));
    assertEquals(Choice.Origin.COST_MODEL, forward(module, "A").origin());
    assertEquals(1, module.warnings().size(), () -> module.warnings().toString());
    Diagnostic warning = module.warnings().get(0);
    int column = LINE.indexOf("channel-lanes") + 1;
    String message = DiagnosticRenderer.render(warning);
    assertTrue(
        message.startsWith("t.tuning:2:" + column + ": warning[CONV184]: 'channel-lanes/8/9' is no strategy for forward of this layer,"),
        message);
  }

  @Test
  void laterLinesWin() {
    Tuning one = tuning(LINE, LINE.replace(KEY, "direct"));
    assertEquals("direct", forward(compile(one), "A").key());
    assertEquals(1, one.size());
    assertEquals(KEY, forward(compile(one.with(tuning(LINE))), "A").key());
  }

  @Test
  void filesAreReadAsTheyWereWritten() throws IOException {
    Path file = directory.resolve("a.tuning");
    Files.writeString(file, "the old one");
    Tuning written = tuning(LINE, LINE.replace("forward", "backwardBias").replace(KEY, "direct"));
    written.write(file);
    assertEquals(written.toString(), Tuning.read(file).toString());
    assertEquals(2, Tuning.read(file).size());
    assertEquals(KEY, forward(compile(CompileOptions.defaults().withTuning(file)), "A").key());
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(file), files.toList());
    }
    Tuning.empty().write(file);
    assertEquals(0, Tuning.read(file).size());
  }

  @Test
  void nothingIsLeftWhereNothingCanBeWritten() {
    Path file = directory.resolve("no such folder").resolve("a.tuning");
    assertThrows(IOException.class, () -> Tuning.empty().write(file));
  }

  @Test
  void damageIsNamedWithItsPlace() {
    assertMessages("t.tuning:1:1: error[CONV181]: expected 'convc tuning 1' as the first line", "");
    assertMessages("t.tuning:1:1: error[CONV181]: expected 'convc tuning 1' as the first line", "convc tuning 2\n" + LINE);
    assertMessages("t.tuning:2:1: error[CONV182]: expected 7 fields between '|', got 1", "convc tuning 1\nconvc");
    assertMessages("t.tuning:3:1: error[CONV183]: expected a kernel, such as forward",
        "convc tuning 1\n" + LINE + "\n" + LINE.replace("forward", "sideways"));
    assertMessages("t.tuning:2:11: error[CONV183]: expected the sizes of a layer", "convc tuning 1\n" + LINE.replace("groups 1", "groups"));
    assertMessages("error[CONV183]: expected a target, such as", "convc tuning 1\n" + LINE.replace("256", "257"));
    assertMessages("error[CONV183]: expected a version of convc", "convc tuning 1\n" + LINE.replace(" " + ConvcVersion.VERSION + " ", " "));
    assertMessages("error[CONV183]: expected a strategy, such as", "convc tuning 1\n" + LINE.replace("channel-", "Channel "));
    assertMessages("error[CONV183]: expected a time in microseconds", "convc tuning 1\n" + LINE.replace("12.345", "-1"));
    assertMessages("error[CONV183]: expected a time in microseconds", "convc tuning 1\n" + LINE.substring(0, LINE.length() - 7));
  }

  /** However a file is cut off or mixed up, there is a message or a tuning, and nothing else. */
  @Test
  void anyDamageIsAMessage() {
    String text = "convc tuning 1\n" + LINE + "\n";
    for (int i = 0; i < text.length(); i++) {
      for (String damaged : List.of(text.substring(0, i), text.substring(i), text.substring(0, i) + '\u0000' + text.substring(i + 1))) {
        try {
          Tuning.parse("t.tuning", damaged);
        } catch (ConvException e) {
          assertTrue(e.getMessage().startsWith("t.tuning:"), e::getMessage);
        }
      }
    }
  }

  @Test
  void aFileThatIsNotThereIsAMessage() {
    ConvException e =
        assertThrows(ConvException.class, () -> CompileOptions.defaults().withTuning(directory.resolve("none")));
    assertTrue(e.getMessage().endsWith("error[CONV001]: cannot read this file: it does not exist"), e::getMessage);
  }

  private static void assertMessages(String expected, String text) {
    ConvException e = assertThrows(ConvException.class, () -> Tuning.parse("t.tuning", text), text);
    assertTrue(e.getMessage().contains(expected), e::getMessage);
  }

  private static Tuning tuning(String... lines) {
    return Tuning.parse("t.tuning", "convc tuning 1\n" + String.join("\n", lines));
  }

  private static KernelPlan forward(ConvModule module, String layer) {
    return module.explain(layer).twins().get(0).kernel("forward");
  }

  private static ConvModule compile(Tuning tuning) {
    return compile(CompileOptions.defaults().withTuning(tuning));
  }

  private static ConvModule compile(CompileOptions options) {
    return Convc.compile("l.conv", LAYERS, options.withVectorBits(256));
  }
}
