package org.convc.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.convc.CompileOptions;
import org.convc.Convc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser: Chromium, as Debian packages it, where it is on the PATH. Pictures of it are kept in the folder that the
 * system property {@code convc.screenshots} names, for people to look at.
 */
class HtmlPageTest {

  @TempDir
  static Path folder;

  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> program = Chromium.find();
    Assumptions.assumeTrue(program.isPresent(), "no chromium on the PATH: the page is not tested in a browser");
    chromium = new Chromium(program.get(), folder.resolve("profile"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void isQuietAloneAndFitsAPhone() throws Exception {
    Path page = open("lenet.conv", Examples.LENET);
    assertTrue(Files.size(page) < 1_000_000, () -> "too large: " + page.toFile().length());
    assertEquals(List.of(page.toUri().toString()), chromium.requests());
    assertEquals(List.of(), chromium.errors());
    for (String part : List.of("header", "#roofline", "#layer-C1", "#layer-C1 figure.reading", "#layer-C1 .kernels")) {
      for (boolean dark : new boolean[] {false, true}) {
        picture(part, 1280, 1000, dark);
        picture(part, 390, 844, dark);
        assertEquals(390, chromium.evaluate("document.documentElement.scrollWidth").asInt(), "wider than a phone");
      }
    }
    chromium.show(1280, 1000, false);
  }

  @Test
  void tablesSort() throws Exception {
    open("lenet.conv", Examples.LENET);
    String names = "[...document.querySelectorAll('#overview tbody th')].map(e => e.textContent).join(' ')";
    assertEquals("C1 S2 C3 Up", chromium.evaluate(names).asText());
    String parameters = "#overview thead th:nth-child(5) button";
    chromium.click(parameters);
    assertEquals("S2 C1 Up C3", chromium.evaluate(names).asText());
    chromium.click(parameters);
    assertEquals("C3 Up C1 S2", chromium.evaluate(names).asText());
    assertEquals("descending", chromium.evaluate("document.querySelector('#overview thead th:nth-child(5)').getAttribute('aria-sort')").asText());
    chromium.click(parameters);
    assertEquals("C1 S2 C3 Up", chromium.evaluate(names).asText());
    // A column of words, by the keyboard.
    chromium.evaluate("document.querySelector('#overview thead button').focus()");
    chromium.press("Enter");
    assertEquals("C1 C3 S2 Up", chromium.evaluate(names).asText());
    assertEquals(List.of(), chromium.errors());
  }

  /** The first output of a same-padded 5 x 5 kernel reads nine elements and sixteen zeros. */
  @Test
  void pointingAtAnOutputLightsWhatItReads() throws Exception {
    open("lenet.conv", Examples.LENET);
    scrollTo("#layer-C1 figure.reading");
    chromium.hover(cell("C1", "y", 0, 0));
    assertEquals("0,0 0,1 0,2 1,0 1,1 1,2 2,0 2,1 2,2", lit("C1", "x", ".lit:not(.pad)"));
    assertEquals(16, chromium.evaluate("document.querySelectorAll('" + map("C1", "x") + " .cell.pad.lit').length").asInt());
    assertEquals(25, chromium.evaluate("document.querySelectorAll('" + map("C1", "k") + " .cell.lit').length").asInt());
    assertEquals("0,0", lit("C1", "y", ".chosen"));
    assertEquals(
        "y[0, 0] reads x at height 0, 1, 2 and width 0, 1, 2, in 1 channel: 9 products a channel; 16 of the 25 products meet the padding.",
        said("C1"));
    // A tap alone: (2, 2) is the middle, which reads the element of the same place.
    chromium.hover(cell("C1", "k", 2, 2));
    assertEquals("0,0", lit("C1", "x", ".strong"));
    // And back: who reads an element in the middle.
    chromium.hover(cell("C1", "x", 14, 14));
    assertEquals(25, chromium.evaluate("document.querySelectorAll('" + map("C1", "y") + " .cell.lit').length").asInt());
    assertTrue(
        said("C1").startsWith("x[14, 14] is read by y at height 12, 13, 14, 15, 16 and width 12, 13, 14, 15, 16, in each of 6 channels"),
        said("C1"));
    assertEquals(List.of(), chromium.errors());
  }

  /** By stride 2 and a kernel of 4, an output of a transposed layer gets two by two taps. */
  @Test
  void transposedLayersReadBackwards() throws Exception {
    open("lenet.conv", Examples.LENET);
    scrollTo("#layer-Up figure.reading");
    chromium.hover(cell("Up", "y", 5, 6));
    // i + 1 - k = 2 o: k is even for i = 5, so o is 3 and 2; odd for 6, so o is 3 and 2.
    assertEquals("2,2 2,3 3,2 3,3", lit("Up", "x", ".lit"));
    assertEquals("0,1 0,3 2,1 2,3", lit("Up", "k", ".lit"));
    assertEquals("y[5, 6] reads x at height 2, 3 and width 2, 3, in each of 16 channels: 4 products a channel.", said("Up"));
  }

  @Test
  void theKeyboardMovesTheChoice() throws Exception {
    open("lenet.conv", Examples.LENET);
    scrollTo("#layer-S2 figure.reading");
    chromium.hover(cell("S2", "y", 3, 3));
    chromium.evaluate("document.querySelector('" + map("S2", "y") + " svg').focus()");
    chromium.press("ArrowRight");
    chromium.press("ArrowDown");
    assertEquals("4,4", lit("S2", "y", ".chosen"));
    assertEquals("8,8 8,9 9,8 9,9", lit("S2", "x", ".lit"));
    chromium.press("End");
    assertEquals("4,13", lit("S2", "y", ".chosen"));
    chromium.press("ArrowRight");
    assertEquals("4,13", lit("S2", "y", ".chosen"));
  }

  /** One axis with taps far apart, three axes by planes with a flipped kernel, and maps that are shown in part. */
  @Test
  void otherRanksAndLargeMaps() throws Exception {
    open("others.conv", Examples.OTHERS);
    assertEquals(List.of(), chromium.errors());
    chromium.evaluate("document.querySelector('" + map("Wave", "y") + " svg').focus()");
    chromium.press("End");
    assertEquals("0,15999", lit("Wave", "y", ".chosen"));
    assertEquals("0,14975 0,15487 0,15999", lit("Wave", "x", ".lit"));
    assertEquals("y[15999] reads x at length 14975, 15487, 15999, in each of 16 channels: 3 products a channel.", said("Wave"));
    chromium.press("Home");
    assertEquals("y[0] reads x at length 0, in each of 16 channels: 1 product a channel; 2 of the 3 products meet the padding.", said("Wave"));
    picture("#layer-Wave figure.reading", 1280, 800, false);

    chromium.evaluate("document.querySelector('" + map("Photo", "y") + " svg').focus()");
    chromium.press("End");
    assertEquals("55,111", lit("Photo", "y", ".chosen"));
    assertTrue(
        said("Photo").startsWith("y[55, 111] reads x at height 107, 108, 109, 110, 111, 112, 113 and width 219, 220, 221, 222, 223,"),
        said("Photo"));
    picture("#layer-Photo figure.reading", 1280, 1000, true);

    // Depth: stride 2, pad 1, so plane 0 of y reads planes -1, 0 and 1.
    String reading = "document.querySelector('#layer-Volume figure.reading')";
    chromium.evaluate(reading + ".querySelector('input').value = 0; " + reading + ".querySelector('input').dispatchEvent(new Event('input'))");
    assertEquals(
        "plane -1 of x with tap 0, padding;plane 0 of x with tap 1;plane 1 of x with tap 2",
        chromium.evaluate("[..." + reading + ".querySelectorAll('option')].map(o => o.textContent).join(';')").asText());
    scrollTo("#layer-Volume figure.reading");
    chromium.hover(cell("Volume", "y", 4, 2));
    assertEquals("3,3 3,4 3,5 4,3 4,4 4,5 5,3 5,4 5,5", lit("Volume", "x", ".lit:not(.pad)"));
    // Flipped: the tap of the first element read is the last weight.
    assertEquals("22", chromium.evaluate("document.querySelector('" + map("Volume", "x") + " .tap').textContent").asText());
    String select = reading + ".querySelector('select')";
    chromium.evaluate(select + ".selectedIndex = 0; " + select + ".dispatchEvent(new Event('change'))");
    assertEquals("", lit("Volume", "x", ".lit:not(.pad)"));
    assertEquals("y[4, 2] reads nothing of x here, only padding.", said("Volume"));
    picture("#layer-Volume figure.reading", 1280, 900, false);
    assertEquals(List.of(), chromium.errors());
  }

  @Test
  void sourceAndDeclarationLightUpTogether() throws Exception {
    open("lenet.conv", Examples.LENET);
    // A line of the declaration opens the source at its loops.
    chromium.click("#layer-C3 .declaration [data-words=kernel]");
    assertTrue(chromium.evaluate("document.querySelector('#layer-C3 .source').open").asBoolean());
    String loops = "[...new Set([...document.querySelectorAll('#layer-C3 .java .lit')].map(e => e.textContent.match(/int (\\w+)/)[1]))]"
        + ".sort().join(' ')";
    assertEquals("kx ky", chromium.evaluate(loops).asText());
    chromium.click("#layer-C3 .declaration [data-words=kernel]");
    assertEquals(0, chromium.evaluate("document.querySelectorAll('#layer-C3 .java .lit').length").asInt());
    // A loop lights its lines, in both copies. The middle of one with loops within it is theirs.
    chromium.hover("#layer-C3 .java .loop[data-words~=kernel]:not(:has(.loop))");
    assertEquals("kernel kernel",
        chromium.evaluate("[...document.querySelectorAll('#layer-C3 .conv .lit')].map(e => e.dataset.words).join(' ')").asText());
    // A method lights the kernels that run it, a kernel its methods.
    chromium.hover("#layer-C3 .java [data-kernels=backwardWeights] p");
    assertEquals("backwardWeights",
        chromium.evaluate("[...document.querySelectorAll('#layer-C3 .kernel.lit')].map(e => e.dataset.kernel).join(' ')").asText());
    chromium.hover("#layer-C3 .kernel[data-kernel=backwardBias] .strategy");
    assertEquals("backwardBias",
        chromium.evaluate("[...new Set([...document.querySelectorAll('#layer-C3 .java section.lit')].map(e => e.dataset.kernels))]"
            + ".join(' ')").asText());
    picture("#layer-C3 .source", 1280, 1000, false);
    // The link to a method opens the source there.
    chromium.evaluate("document.querySelector('#layer-S2 .methods a').click()");
    assertTrue(chromium.evaluate("document.querySelector('#layer-S2 .source').open").asBoolean());
    assertTrue(chromium.evaluate("document.getElementById(location.hash.slice(1)).textContent.includes('forward')").asBoolean());
    assertEquals(List.of(), chromium.errors());
  }

  /** All that is text is there. */
  @Test
  void readsWithoutScripts() throws Exception {
    chromium.scripts(false);
    try {
      open("plain.conv", Examples.LENET);
      String text = chromium.text();
      for (String expected : List.of("6 × 28 × 28", "floor((28 + 2 + 2 - 1 * (5 - 1) - 1) / 1) + 1 = 28", "i = o + k - 2", "public final class C1",
          "strategies not chosen", "Not measured.")) {
        assertTrue(text.contains(expected), expected);
      }
    } finally {
      chromium.scripts(true);
    }
  }

  @Test
  void runsNothingOfWhatCommentsSay() throws Exception {
    open("evil.conv", HostilePageTest.text(HostilePageTest.EVIL));
    assertEquals("evil.conv explained", chromium.evaluate("document.title").asText());
    assertEquals(1, chromium.requests().size());
    assertEquals(List.of(), chromium.errors());
    assertTrue(chromium.evaluate("document.querySelector('.documentation').textContent").asText().contains("<img src=x onerror="));
  }

  private static Path open(String name, String text) throws Exception {
    Path page = folder.resolve(name + ".html");
    Files.writeString(page, Explanation.of(Convc.compile(name, text, CompileOptions.defaults().withVectorBits(256))).html());
    chromium.show(1280, 1000, false);
    chromium.open(page);
    return page;
  }

  /** The map of x, of the taps (k), or of y. */
  private static String map(String layer, String side) {
    return "#layer-" + layer + " .map:nth-child(" + ("xky".indexOf(side) + 1) + ")";
  }

  private static String cell(String layer, String side, int row, int column) {
    return map(layer, side) + " rect.cell[data-row=\"" + row + "\"][data-column=\"" + column + "\"]";
  }

  /** Rows and columns of cells, in order. */
  private static String lit(String layer, String side, String which) throws Exception {
    return chromium.evaluate("[...document.querySelectorAll('" + map(layer, side) + " .cell" + which
        + "')].map(e => e.dataset.row + ',' + e.dataset.column).join(' ')").asText();
  }

  private static String said(String layer) throws Exception {
    return chromium.evaluate("document.querySelector('#layer-" + layer + " .said').textContent").asText();
  }

  private static void scrollTo(String selector) throws Exception {
    chromium.evaluate("document.querySelector('" + selector + "').scrollIntoView({block: 'start', behavior: 'instant'})");
  }

  private static void picture(String selector, int width, int height, boolean dark) throws Exception {
    String kept = System.getProperty("convc.screenshots");
    chromium.show(width, height, dark);
    if (kept != null) {
      scrollTo(selector);
      Files.createDirectories(Path.of(kept));
      String name = selector.replaceAll("\\W+", "-") + "-" + width + (dark ? "-dark" : "-light") + ".png";
      Files.write(Path.of(kept).resolve(name), chromium.screenshot());
    }
    chromium.show(width, height, false);
  }
}
