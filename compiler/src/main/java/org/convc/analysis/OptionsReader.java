package org.convc.analysis;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.convc.diagnostic.Diagnostics;
import org.convc.runtime.ElementType;
import org.convc.syntax.Property;
import org.convc.syntax.Value;

/** Reads the options among the properties of a layer, or of a file. */
final class OptionsReader {

  private final Diagnostics diagnostics;
  private final AccuracyReader accuracy;
  private final VectorsReader vectors;

  OptionsReader(ConstantEvaluator evaluator, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.accuracy = new AccuracyReader(evaluator, diagnostics);
    this.vectors = new VectorsReader(evaluator, diagnostics);
  }

  /** What they say. Those in error are reported, and say nothing. */
  OptionValues read(Map<PropertyWord, Property> given) {
    Optional<ElementType> type = word(PropertyWord.TYPE, given, Vocabulary.TYPES);
    // A type that nobody knows must not make numbers too large.
    boolean unknownType = given.containsKey(PropertyWord.TYPE) && type.isEmpty();
    return new OptionValues(
        word(PropertyWord.LAYOUT, given, Vocabulary.LAYOUTS),
        unknownType ? Optional.of(ElementType.DOUBLE) : type,
        word(PropertyWord.MODE, given, Vocabulary.MODES),
        value(PropertyWord.ACCURACY, given, accuracy::read),
        value(PropertyWord.STRATEGY, given, value -> StrategyReader.read(value, diagnostics)),
        value(PropertyWord.VECTORS, given, vectors::read));
  }

  private <T> Optional<T> word(PropertyWord word, Map<PropertyWord, Property> given, Map<String, T> meanings) {
    return value(word, given, value -> OptionReader.read(word, value, meanings, diagnostics));
  }

  private static <T> Optional<T> value(
      PropertyWord word, Map<PropertyWord, Property> given, Function<Value, Optional<T>> reader) {
    return Optional.ofNullable(given.get(word)).flatMap(Property::value).flatMap(reader);
  }
}
