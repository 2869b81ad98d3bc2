package org.convc.analysis;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
import org.convc.runtime.LayerKind;
import org.convc.syntax.Declaration;
import org.convc.syntax.Name;
import org.convc.syntax.Property;
import org.convc.syntax.Value;

/** The properties of one layer by name. Those that make no sense here are reported and left out. */
final class PropertyTable {

  private final Map<PropertyWord, Property> properties = new EnumMap<>(PropertyWord.class);

  /** What unknown words were probably meant to be: given, in a way, and so not missing. */
  private final Set<PropertyWord> misspelt = EnumSet.noneOf(PropertyWord.class);

  /** Unknown words that resemble none: each may stand for a property that seems to be missing. */
  private int unknown;

  /** Sorts out the properties of a layer and reports which are unknown, repeated, of another kind, or missing. */
  PropertyTable(Declaration.Layer layer, LayerKind kind, Diagnostics diagnostics) {
    for (Property property : layer.properties()) {
      Optional<PropertyWord> word = word(property.keyword(), kind, layer.kind(), diagnostics);
      word.ifPresent(w -> add(w, property, diagnostics));
    }
    List<String> missing =
        PropertyWord.REQUIRED.stream().filter(w -> !has(w) && !misspelt.contains(w)).map(PropertyWord::word).toList();
    if (missing.size() > unknown) {
      diagnostics.report(
          DiagnosticKind.MISSING_PROPERTY,
          layer.name().span(),
          Wording.quote(layer.name().text()),
          Wording.and(missing));
    }
  }

  /** All of them. */
  Map<PropertyWord, Property> all() {
    return Collections.unmodifiableMap(properties);
  }

  /** Whether the layer says anything about this, be it in error. */
  boolean has(PropertyWord word) {
    return properties.containsKey(word);
  }

  /** The value; empty where the property is absent or lacks its value. */
  Optional<Value> value(PropertyWord word) {
    return Optional.ofNullable(properties.get(word)).flatMap(Property::value);
  }

  private Optional<PropertyWord> word(Name keyword, LayerKind kind, Name kindWord, Diagnostics diagnostics) {
    Optional<PropertyWord> word = PropertyWord.of(keyword.text());
    if (Vocabulary.LATER.contains(keyword.text())) {
      diagnostics.report(DiagnosticKind.UNSUPPORTED, keyword.span(), keyword.text());
    } else if (word.isEmpty()) {
      Optional<String> meant =
          Suggestions.meant(keyword.text(), Vocabulary.PROPERTIES_ELSEWHERE, PropertyWord.words(kind));
      meant.flatMap(PropertyWord::of).ifPresentOrElse(misspelt::add, () -> unknown++);
      diagnostics.report(
          DiagnosticKind.UNKNOWN_PROPERTY,
          keyword.span(),
          Suggestions.remarks(keyword, meant, PropertyWord.words(kind)),
          Wording.quote(keyword.text()));
    } else if (!word.get().isFor(kind)) {
      diagnostics.report(
          DiagnosticKind.PROPERTY_OF_OTHER_KIND,
          keyword.span(),
          Remarks.NONE
              .note(diagnostics.note(kindWord.span(), "the layer is of this kind"))
              .help("the output of a convolution follows from input, kernel, stride, dilation and pad"),
          keyword.text(),
          kindWord.text());
      return Optional.empty();
    }
    return word;
  }

  private void add(PropertyWord word, Property property, Diagnostics diagnostics) {
    Property first = properties.putIfAbsent(word, property);
    if (first != null) {
      reportRepetition(property, first, diagnostics);
    } else if (word.takesValue() && property.value().isEmpty()) {
      diagnostics.report(DiagnosticKind.VALUE_MISSING, property.keyword().span(), word.word());
    } else if (!word.takesValue() && property.value().isPresent()) {
      diagnostics.report(
          DiagnosticKind.VALUE_NOT_ALLOWED,
          property.value().get().span(),
          Remarks.NONE
              .help("write `bias;`, or leave it out for a layer without bias")
              .fix(property.span(), word.word()),
          word.word());
    }
  }

  static void reportRepetition(Property repeated, Property first, Diagnostics diagnostics) {
    diagnostics.report(
        DiagnosticKind.REPEATED_PROPERTY,
        repeated.keyword().span(),
        Remarks.NONE.note(diagnostics.note(first.span(), "first given here")),
        repeated.keyword().text());
  }
}
