package org.convc.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
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

  private static final String LENET = String.join("\n",
      "package com.example.lenet;",
      "",
      "/** First maps: strokes of a digit. */",
      "conv C1 {",
      "  input   1 x 28 x 28;",
      "  filters 6;",
      "  kernel  5;",
      "  pad     same;",
      "  bias;",
      "  activation tanh;",
      "}",
      "",
      "/** Halves the maps, as trained pooling does. */",
      "conv S2 { input 6 x 28 x 28; filters 6; groups 6; kernel 2; stride 2; bias; }",
      "",
      "conv C3 {",
      "  input   6 x 14 x 14;",
      "  filters 16;",
      "  kernel  5;",
      "  bias;",
      "  activation tanh;",
      "}",
      "",
      "transposed Up {",
      "  input   16 x 10 x 10;",
      "  filters 6;",
      "  kernel  4;",
      "  stride  2;",
      "  pad     1;",
      "}",
      "");

  private static final String OTHERS = String.join("\n",
      "conv Wave { input 16 x 16000; filters 16; kernel 3; dilation 512; pad causal; }",
      "conv Volume { input 2 x 9 x 10 x 11; filters 4; kernel 3; stride 2 x 1 x 2; pad 1; mode convolution; }",
      "conv Photo { input 3 x 224 x 224; filters 8; kernel 7; stride 2; pad 3; }",
      "");

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
  void isQuietAndAlone() throws Exception {
    Path page = open("lenet.conv", LENET);
    assertTrue(Files.size(page) < 1_000_000, () -> "too large: " + page.toFile().length());
    assertEquals(List.of(page.toUri().toString()), chromium.requests());
    assertEquals(List.of(), chromium.errors());
    chromium.show(1280, 1000, false);
    picture("top-light");
    chromium.show(1280, 1000, true);
    picture("top-dark");
    for (String part : List.of("#roofline", "#layer-C1", "#layer-C1 figure.reading", "#layer-C1 .kernels", "#layer-Up figure.reading")) {
      chromium.show(1280, 1000, false);
      scrollTo(part);
      picture("part-" + part.replaceAll("\\W+", "-") + "-light");
      chromium.show(1280, 1000, true);
      picture("part-" + part.replaceAll("\\W+", "-") + "-dark");
    }
    chromium.show(390, 844, false);
    for (String part : List.of("header", "#roofline", "#layer-C1", "#layer-C1 figure.reading", "#layer-C1 .kernels")) {
      scrollTo(part);
      picture("phone-" + part.replaceAll("\\W+", "-"));
    }
    assertTrue(chromium.evaluate("document.documentElement.scrollWidth <= 390").asBoolean(), "wider than a phone");
    chromium.show(1280, 1000, false);
  }

  private static Path open(String name, String text) throws Exception {
    Path page = folder.resolve(name + ".html");
    Files.writeString(page, Explanation.of(Convc.compile(name, text, CompileOptions.defaults().withVectorBits(256))).html());
    chromium.show(1280, 1000, false);
    chromium.open(page);
    return page;
  }

  private static void scrollTo(String selector) throws Exception {
    chromium.evaluate("document.querySelector('" + selector + "').scrollIntoView({block: 'start', behavior: 'instant'})");
  }

  private static void picture(String name) throws Exception {
    String kept = System.getProperty("convc.screenshots");
    if (kept != null) {
      Files.createDirectories(Path.of(kept));
      Files.write(Path.of(kept).resolve(name + ".png"), chromium.screenshot());
    }
  }
}
