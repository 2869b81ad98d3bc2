package org.convc.analysis;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convc.diagnostic.DiagnosticKind;
import org.convc.diagnostic.Diagnostics;
import org.convc.diagnostic.Remarks;
import org.convc.syntax.ConvFile;
import org.convc.syntax.Declaration;
import org.convc.syntax.Property;

/**
 * What holds for the layers of a file that do not say otherwise. The place of an option does not matter: it holds for layers before it.
 */
final class FileOptions {

  private FileOptions() {}

  /** Reads the options of a file; those in error are reported. */
  static Precedence read(
      ConvFile file, OptionValues overrides, ConstantTable constants, Diagnostics diagnostics) {
    Map<PropertyWord, Property> options = new EnumMap<>(PropertyWord.class);
    for (Declaration declaration : file.declarations()) {
      if (declaration instanceof Declaration.FileOption option) {
        add(option.property(), options, diagnostics);
      }
    }
    OptionValues values = new OptionsReader(new ConstantEvaluator(constants, diagnostics), diagnostics).read(options);
    return new Precedence(overrides, values, Optional.ofNullable(options.get(PropertyWord.STRATEGY)).map(Property::span));
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
}
