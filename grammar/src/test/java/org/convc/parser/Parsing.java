package org.convc.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.convc.diagnostic.DiagnosticRenderer;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.diagnostic.Span;
import org.convc.syntax.ConvFile;
import org.convc.syntax.Declaration;
import org.convc.syntax.Expression;
import org.convc.syntax.Property;
import org.convc.syntax.Value;

/** Texts to syntax, and syntax to a notation that shows its structure. */
public final class Parsing {

  private Parsing() {}

  public static Diagnostics diagnostics(String text) {
    return new Diagnostics(new SourceText("test.conv", text));
  }

  /** Parses a text that must be correct. */
  public static ConvFile file(String text) {
    Diagnostics diagnostics = diagnostics(text);
    ConvFile file = ConvParser.parse(diagnostics).orElse(null);
    assertEquals("", messages(diagnostics));
    return file;
  }

  public static String messages(Diagnostics diagnostics) {
    return diagnostics.sorted().stream().map(DiagnosticRenderer::render).collect(Collectors.joining("\n"));
  }

  static Declaration.Layer layer(String text) {
    return layers(file(text)).get(0);
  }

  static List<Declaration.Layer> layers(ConvFile file) {
    return file.declarations().stream()
        .filter(Declaration.Layer.class::isInstance)
        .map(Declaration.Layer.class::cast)
        .toList();
  }

  /** The value of {@code conv A { p <value>; }}. */
  static Value value(String value) {
    return property("p " + value).value().orElseThrow();
  }

  static Property property(String property) {
    return layer("conv A { " + property + "; }").properties().get(0);
  }

  /** A file without its spans: all that it says. */
  public static String show(ConvFile file) {
    String name = file.packageClause().map(p -> "package " + p.parts()).orElse("no package");
    return name + file.declarations().stream().map(d -> "\n" + show(d)).collect(Collectors.joining());
  }

  private static String show(Declaration declaration) {
    if (declaration instanceof Declaration.Constant constant) {
      return "const " + constant.name() + " = " + show(constant.value());
    } else if (declaration instanceof Declaration.FileOption option) {
      return show(option.property());
    } else if (declaration instanceof Declaration.Layer layer) {
      String properties = layer.properties().stream().map(p -> "\n  " + show(p)).collect(Collectors.joining());
      return layer.documentation() + "\n" + layer.kind() + " " + layer.name() + properties;
    }
    throw new AssertionError(declaration);
  }

  private static String show(Property property) {
    return property.keyword() + property.value().map(v -> " " + show(v)).orElse("");
  }

  /** {@code 1:(a + 2) x b}, every operation in brackets. */
  static String show(Value value) {
    return value.entries().stream()
        .map(e -> show(e.begin()) + e.end().map(end -> ":" + show(end)).orElse(""))
        .collect(Collectors.joining(" x "));
  }

  static String show(Expression expression) {
    if (expression instanceof Expression.IntegerLiteral literal) {
      return literal.digits();
    } else if (expression instanceof Expression.DecimalLiteral literal) {
      return "d" + literal.text();
    } else if (expression instanceof Expression.Word word) {
      return word.name().text();
    } else if (expression instanceof Expression.Negation negation) {
      return "(-" + show(negation.operand()) + ")";
    } else if (expression instanceof Expression.Binary binary) {
      return "(" + show(binary.left()) + " " + binary.operator().symbol() + " " + show(binary.right()) + ")";
    } else if (expression instanceof Expression.Call call) {
      return call.function() + call.arguments().stream().map(Parsing::show).collect(Collectors.joining(", ", "(", ")"));
    }
    throw new AssertionError(expression);
  }

  static String text(String source, Span span) {
    return source.substring(span.start(), span.end());
  }
}
