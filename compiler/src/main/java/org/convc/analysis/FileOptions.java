package org.convc.analysis;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
import org.convc.model.Accuracy;
import org.convc.runtime.ElementType;
import org.convc.runtime.Layout;
import org.convc.syntax.ConvFile;
import org.convc.syntax.Declaration;
import org.convc.syntax.Property;

/**
 * What holds for the layers of a file that do not say otherwise. The place of an option does not matter: it holds for layers before it.
 *
 * @param flipped {@code mode convolution}. Each is empty where the option is in error, so that layers which depend on it get no messages.
 */
record FileOptions(
    Optional<Layout> layout, Optional<ElementType> type, Optional<Boolean> flipped, Optional<Accuracy> accuracy) {

  /** Reads the options of a file; those in error are reported. */
  static FileOptions of(ConvFile file, ConstantTable constants, Diagnostics diagnostics) {
    Map<PropertyWord, Property> options = new EnumMap<>(PropertyWord.class);
    for (Declaration declaration : file.declarations()) {
      if (declaration instanceof Declaration.FileOption option) {
        add(option.property(), options, diagnostics);
      }
    }
    return new FileOptions(
        read(PropertyWord.LAYOUT, options, Vocabulary.LAYOUTS, Layout.NCHW, diagnostics),
        read(PropertyWord.TYPE, options, Vocabulary.TYPES, ElementType.FLOAT, diagnostics),
        read(PropertyWord.MODE, options, Vocabulary.MODES, false, diagnostics),
        accuracy(options, new AccuracyReader(new ConstantEvaluator(constants, diagnostics), diagnostics)));
  }

  private static void add(Property property, Map<PropertyWord, Property> options, Diagnostics diagnostics) {
    String text = property.keyword().text();
    Optional<PropertyWord> word = PropertyWord.of(text).filter(PropertyWord.FILE_OPTIONS::contains);
    if (Vocabulary.LATER.contains(text)) {
      diagnostics.report(DiagnosticKind.UNSUPPORTED, property.keyword().span(), text);
      return;
    }
    if (word.isEmpty()) {
      List<String> candidates = PropertyWord.FILE_OPTIONS.stream().map(PropertyWord::word).toList();
      diagnostics.report(
          DiagnosticKind.UNKNOWN_FILE_OPTION,
          property.keyword().span(),
          PropertyWord.of(text).isPresent()
              ? Remarks.NONE.help("write it inside each layer")
              : Suggestions.translation(property.keyword(), Vocabulary.PROPERTIES_ELSEWHERE, candidates),
          Wording.quote(text));
      return;
    }
    Property first = options.putIfAbsent(word.get(), property);
    if (first != null) {
      PropertyTable.reportRepetition(property, first, diagnostics);
    } else if (property.value().isEmpty()) {
      diagnostics.report(DiagnosticKind.VALUE_MISSING, property.keyword().span(), text);
    }
  }

  private static Optional<Accuracy> accuracy(Map<PropertyWord, Property> options, AccuracyReader reader) {
    return options.containsKey(PropertyWord.ACCURACY)
        ? options.get(PropertyWord.ACCURACY).value().flatMap(reader::read)
        : Optional.of(Accuracy.DEFAULT);
  }

  private static <T> Optional<T> read(
      PropertyWord word,
      Map<PropertyWord, Property> options,
      Map<String, T> meanings,
      T otherwise,
      Diagnostics diagnostics) {
    return options.containsKey(word)
        ? options.get(word).value().flatMap(v -> OptionReader.read(word, v, meanings, diagnostics))
        : Optional.of(otherwise);
  }
}
