package org.convc.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.codehaus.janino.Scanner;
import org.codehaus.janino.Token;
import org.codehaus.janino.TokenType;
import org.convc.load.LayerLoader;
import org.convc.model.Layer;
import org.convc.model.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Doc comments and file names that try to become code. */
class ForeignTextTest {

  private static final Origin PLAIN = new Origin("a.conv", 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/ static { System.exit(1); } /*",
        "* /\n*\n/ int a;",
        "*\n/ int a;",
        "/",
        "\\u002a\\u002f int a; /*",
        "\\uu002a\\uuu002f int a; \\",
        "\\u000a*/ int a;",
        "\\u000a\\u002a\\u002f int a;",
        "*\\u002f int a;",
        "\\",
        "\\u",
        "ends with a star *",
        "$L $T $S $$ $> $[ $] $W $Z ${project.version}",
        "@Override @deprecated {@link Object} {@code } }</pre> <script>alert(1)</script> &lt; & <b>",
        "\u202e} ;a tni\u202c \u2066 \u200f \ufeff \u00ad",
        "a\r\nb\rc\u0085d\u2028e\u2029f\u000bg\fh\u0000i\u001aj",
        "\ud800 unpaired \udc00",
        "\"quoted' `ticks` // line /* block /** doc",
        "größer, 畳み込み, ∑ x⋆w 🙂",
        "private static final int A = 1 /* b */;",
        "text\n\n\n\n  private static final int A = 1 /* b */;\n\n  private static final int B = 2;",
        "{\n\n}",
      })
  void staysAComment(String text) {
    assertStaysAComment(text);
  }

  @Test
  void randomTextStaysAComment() {
    long seed = Long.getLong("convc.seed", 20261123L);
    Random random = new Random(seed);
    String[] pieces = {
      "*", "/", "\\", "u", "002a", "002f", "000a", "\n", "\r", "@", "$", "{", "}", "\"", "'", " ", "<", "\u2028", "//"
    };
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder("-Dconvc.seed=" + seed + " ");
      for (int j = random.nextInt(30); j >= 0; j--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertStaysAComment(text.toString());
    }
  }

  @Test
  void staysReadable() {
    Layer layer = Layers.documented(Layers.strided(), "Größe: 3 < 4 & co.\n\tmail@example.com\n\n\nC:\\users", PLAIN);
    String source = emit(layer);
    assertTrue(
        source.contains(
            String.join(
                "\n",
                " * Größe: 3 &#60; 4 &#38; co.",
                " * mail&#64;example.com",
                " *",
                " *",
                " * <p>C:&#92;users",
                " *")),
        source);
  }

  @Test
  void foldersOfTheFileAreLeftOut() {
    String linux = emit(Layers.documented(Layers.strided(), "", new Origin("/home/me/nets/a.conv", 3)));
    String windows = emit(Layers.documented(Layers.strided(), "", new Origin("C:\\nets\\a.conv", 3)));
    assertEquals(linux, windows);
    assertTrue(linux.contains("from line 3 of a.conv."), linux);
  }

  /** Names that mean something else in Java, or in the class itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "FloatConvLayer", "ConvLayer", "LayerInfo", "Shape", "Activation", "Activations", "Layout", "LayerKind",
        "ElementType", "batch", "x", "X_ROW", "Größe", "forward", "forwardKernel", "var2", "Item"
      })
  void namesOfLayers(String name) {
    Layer layer = Layers.named(Layers.strided(), "com.example", name);
    for (LayerLoader loader : new LayerLoader[] {LayerLoader.janino(), LayerLoader.javac()}) {
      assertEquals(name, loader.load(JavaEmitter.className(layer), emit(layer)).info().name());
    }
  }

  private static void assertStaysAComment(String text) {
    List<String> expected = tokens(emit(Layers.documented(Layers.strided(), "plain", PLAIN)));
    for (Layer layer :
        List.of(
            Layers.documented(Layers.strided(), text, PLAIN),
            Layers.documented(Layers.strided(), "plain", new Origin(text, 1)))) {
      String source = emit(layer);
      assertEquals(expected, tokens(source), source);
      assertFalse(source.codePoints().anyMatch(c -> c != '\n' && Character.getType(c) == Character.CONTROL), source);
      assertFalse(source.codePoints().anyMatch(c -> Character.getType(c) == Character.FORMAT), source);
      assertFalse(comment(source).contains("\\"), source);
    }
  }

  private static String emit(Layer layer) {
    return JavaEmitter.emit(layer, Emission.definitions(layer));
  }

  private static String comment(String source) {
    return source.substring(source.indexOf("/**"), source.indexOf("*/"));
  }

  /** Everything but white space and comments, after Unicode escapes are read as javac reads them. */
  private static List<String> tokens(String source) {
    List<String> tokens = new ArrayList<>();
    try {
      Scanner scanner = new Scanner(null, new StringReader(source));
      scanner.setIgnoreWhiteSpace(true);
      for (Token token = scanner.produce(); token.type != TokenType.END_OF_INPUT; token = scanner.produce()) {
        if (token.type != TokenType.C_STYLE_COMMENT && token.type != TokenType.C_PLUS_PLUS_STYLE_COMMENT) {
          tokens.add(token.value);
        }
      }
    } catch (Exception e) {
      throw new AssertionError(source, e);
    }
    return tokens;
  }
}
