package org.convc.facts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.SourceText;
import org.convc.parser.ConvParser;
import org.convc.syntax.ConvFile;
import org.convc.syntax.Declaration;
import org.convc.syntax.Property;

/**
 * Where a file declares a layer.
 *
 * @param firstLine of the declaration, from 1
 * @param lines of the declaration, without their ends
 * @param properties the line of each property, by its word; of those outside the layer, which are defaults of the file, too
 */
public record Declared(int firstLine, List<String> lines, Map<String, Integer> properties) {

  public Declared {
    lines = List.copyOf(lines);
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
  }

  /** By the names of the layers. */
  static Map<String, Declared> of(SourceText text) {
    Map<String, Declared> declared = new LinkedHashMap<>();
    Optional<ConvFile> file = ConvParser.parse(new Diagnostics(text));
    Map<String, Integer> defaults = new TreeMap<>();
    for (Declaration declaration : file.map(ConvFile::declarations).orElse(List.of())) {
      if (declaration instanceof Declaration.FileOption option) {
        add(text, option.property(), defaults);
      }
    }
    for (Declaration declaration : file.map(ConvFile::declarations).orElse(List.of())) {
      if (declaration instanceof Declaration.Layer layer) {
        declared.put(layer.name().text(), layer(text, layer, defaults));
      }
    }
    return declared;
  }

  private static Declared layer(SourceText text, Declaration.Layer layer, Map<String, Integer> defaults) {
    Map<String, Integer> properties = new TreeMap<>(defaults);
    layer.properties().forEach(property -> add(text, property, properties));
    int first = text.line(layer.span().start());
    int last = text.line(Math.max(layer.span().start(), layer.span().end() - 1));
    List<String> lines = IntStream.rangeClosed(first, last).mapToObj(text::lineText).toList();
    return new Declared(first, lines, properties);
  }

  private static void add(SourceText text, Property property, Map<String, Integer> lines) {
    lines.put(property.keyword().text(), text.line(property.span().start()));
  }
}
