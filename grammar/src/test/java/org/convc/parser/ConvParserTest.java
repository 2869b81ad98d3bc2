package org.convc.parser;

import static org.convc.parser.Parsing.diagnostics;
import static org.convc.parser.Parsing.file;
import static org.convc.parser.Parsing.layer;
import static org.convc.parser.Parsing.layers;
import static org.convc.parser.Parsing.property;
import static org.convc.parser.Parsing.show;
import static org.convc.parser.Parsing.text;
import static org.convc.parser.Parsing.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.convc.diagnostic.Diagnostics;
import org.convc.syntax.ConvFile;
import org.convc.syntax.Declaration;
import org.convc.syntax.Expression;
import org.convc.syntax.Property;
import org.convc.syntax.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvParserTest {

  @Test
  void keepsTheOrderOfDeclarations() {
    ConvFile file = file("package a.b; const C = 1; type double; conv A {} const D = 2; transposed B {}");
    assertEquals(
        List.of("a", "b"), file.packageClause().orElseThrow().parts().stream().map(Object::toString).toList());
    assertEquals(
        List.of("Constant", "FileOption", "Layer", "Constant", "Layer"),
        file.declarations().stream().map(d -> d.getClass().getSimpleName()).toList());
    assertEquals(List.of("conv", "transposed"), layers(file).stream().map(l -> l.kind().text()).toList());
  }

  @Test
  void readsImportsBetweenThePackageAndTheRest() {
    String text = "package a; import \"b.conv\"; import  \"../c d/e.conv\" ; const C = 1;";
    ConvFile file = file(text);
    assertEquals(List.of("b.conv", "../c d/e.conv"), file.imports().stream().map(ConvFile.Import::path).toList());
    assertEquals(
        List.of("import \"b.conv\"", "import  \"../c d/e.conv\""),
        file.imports().stream().map(i -> text(text, i.span())).toList());
    assertEquals("\"b.conv\"", text(text, file.imports().get(0).place()));
  }

  @Test
  void takesConstantsWithoutLayers() {
    assertEquals(1, file("import \"a.conv\"; const C = 1;").declarations().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3                   | 3",
        "3 x 224 x 224       | 3 x 224 x 224",
        "3x224x224           | 3 x 224 x 224",
        "3x3                 | 3 x 3",
        "3x 3                | 3 x 3",
        "3 x3                | 3 x 3",
        "3x3 x3x 3           | 3 x 3 x 3 x 3",
        "C x 4               | C x 4",
        "C x4                | C x 4",
        "C x4x5              | C x 4 x 5",
        "(C)x4               | C x 4",
        "f(1)x4              | f(1) x 4",
        "1:2 x 0:1           | 1:2 x 0:1",
        "1:2x0:1             | 1:2 x 0:1",
        "-1 x 2*C            | (-1) x (2 * C)",
        "same                | same",
        "x2                  | x2",
        "x2 x x3             | x2 x x3",
        "2*x2 x3             | (2 * x2) x 3",
        "(x2+x3) x3          | (x2 + x3) x 3",
        "3 x3*2              | 3 x (3 * 2)",
        "Cx4                 | Cx4",
        "clip(0, 6)          | clip(0, 6)",
        "f(a, g(b x_), -1)   | !",
        "f(a, g(b), -1)      | f(a, g(b), (-1))",
        "f()                 | f()",
        "0.01                | d0.01",
        "1e-3                | d1e-3",
        "1.5E+10             | d1.5E+10",
        "1+2*3               | (1 + (2 * 3))",
        "1*2+3               | ((1 * 2) + 3)",
        "1-2-3               | ((1 - 2) - 3)",
        "8/4/2*3%5           | ((((8 / 4) / 2) * 3) % 5)",
        "(1-2)*3             | ((1 - 2) * 3)",
        "-1-2                | ((-1) - 2)",
        "-2*3                | ((-2) * 3)",
        "2*-3                | (2 * (-3))",
        "--1                 | (-(-1))",
        "-(1+2)              | (-(1 + 2))",
        "1 /* a */ + // b    | !",
        "1 /* a */ + /***/ 2 | (1 + 2)"
      })
  void readsValues(String value, String structure) {
    if (structure.equals("!")) {
      Diagnostics diagnostics = diagnostics("conv A { p " + value + "; }");
      ConvParser.parse(diagnostics);
      assertTrue(diagnostics.hasErrors());
    } else {
      assertEquals(structure, show(value(value)));
    }
  }

  @Test
  void readsASwitch() {
    assertEquals(Optional.empty(), property("bias").value());
  }

  @Test
  void takesCompactSizesApartWithTheirSpans() {
    String source = "conv A { p 3x224 x5; }";
    Value value = layer(source).properties().get(0).value().orElseThrow();
    assertEquals(
        List.of("3", "224", "5"), value.entries().stream().map(e -> text(source, e.span())).toList());
    assertEquals("3x224 x5", text(source, value.span()));
  }

  @Test
  void givesEveryNodeItsSpan() {
    String source = "package a . b;\nconst C = (1 + 2) * -(3);\n/** d */ conv A {\n  pad 1:f(2, C) x (C) - 1;\n}\n";
    ConvFile file = file(source);
    assertEquals("package a . b", text(source, file.packageClause().orElseThrow().span()));
    Declaration.Constant constant = (Declaration.Constant) file.declarations().get(0);
    assertEquals("const C = (1 + 2) * -(3)", text(source, constant.span()));
    assertEquals("C", text(source, constant.name().span()));
    assertEquals("(1 + 2) * -(3)", text(source, constant.value().span()));
    Expression.Binary product = (Expression.Binary) constant.value();
    assertEquals("1 + 2", text(source, product.left().span()));
    assertEquals("-(3)", text(source, product.right().span()));
    Declaration.Layer layer = layers(file).get(0);
    assertEquals("conv A {\n  pad 1:f(2, C) x (C) - 1;\n}", text(source, layer.span()));
    Property pad = layer.properties().get(0);
    assertEquals("pad 1:f(2, C) x (C) - 1", text(source, pad.span()));
    assertEquals("pad", text(source, pad.keyword().span()));
    List<Value.Entry> entries = pad.value().orElseThrow().entries();
    assertEquals("1:f(2, C)", text(source, entries.get(0).span()));
    assertEquals("f(2, C)", text(source, entries.get(0).end().orElseThrow().span()));
    assertEquals("(C) - 1", text(source, entries.get(1).span()));
  }

  @Test
  void countsSpansInUtf16UnitsBeyondTheBasicPlane() {
    String source = "/* \uD83D\uDE00 \uD83D\uDE00 */ conv A { kernel 3; }";
    assertEquals("A", text(source, layer(source).name().span()));
    assertEquals("kernel 3", text(source, layer(source).properties().get(0).span()));
  }

  @Test
  void keepsTheDocCommentOfALayer() {
    String source = """
        /** not the licence */
        import "sizes.conv";
        /** not this */
        const C = 1;
        /** nor this */
        /**
         * First line.
         *
         *   Indented, with a * star.
         **/
        conv A { /** not this either */ kernel 3; }
        conv B {}
        /** One line. */ conv C {}
        /***/ conv D {}
        /* no doc */ conv E {}
        /**Close.*/
        // between
        conv F {}
        """;
    assertEquals(
        List.of("First line.\n\n  Indented, with a * star.", "-", "One line.", "-", "-", "Close."),
        layers(file(source)).stream().map(l -> l.documentation().orElse("-")).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x2", "x3x4", "X", "xy", "_", "conv", "a1_B"})
  void acceptsNames(String name) {
    assertEquals(name, layer("conv " + name + " {}").name().text());
    assertEquals(name, ((Declaration.Constant) file("const " + name + " = 1; conv A {}").declarations().get(0)).name()
        .text());
  }

  @Test
  void leavesOutOnlyTheLayerWithAMistake() {
    Diagnostics diagnostics = diagnostics("conv A { kernel 3; }\nconv B { kernel 3 3; }\nconv C { kernel 3; }");
    ConvFile file = ConvParser.parse(diagnostics).orElseThrow();
    assertEquals(1, diagnostics.sorted().size());
    assertEquals(List.of("A", "C"), layers(file).stream().map(l -> l.name().text()).toList());
  }

  @Test
  void returnsNothingWhereAConstantIsBroken() {
    assertEquals(Optional.empty(), ConvParser.parse(diagnostics("const C = ; conv A { kernel C; }")));
  }
}
