package org.convc.analysis;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.convc.runtime.LayerKind;

/** The properties of a layer. */
enum PropertyWord {
  /** Channels and then the spatial sizes, in this order whatever the layout of the data in memory is. */
  INPUT(LayerKind.values()),
  FILTERS(LayerKind.values()),
  KERNEL(LayerKind.values()),
  STRIDE(LayerKind.values()),
  PAD(LayerKind.values()),
  DILATION(LayerKind.values()),
  GROUPS(LayerKind.values()),
  /** A switch: it has no value. */
  BIAS(LayerKind.values()),
  ACTIVATION(LayerKind.values()),
  MODE(LayerKind.values()),
  LAYOUT(LayerKind.values()),
  TYPE(LayerKind.values()),
  ACCURACY(LayerKind.values()),
  STRATEGY(LayerKind.values()),
  VECTORS(LayerKind.values()),
  OUTPUT_PAD(LayerKind.TRANSPOSED),
  /** Spatial sizes only: the channels of the output are the filters. */
  OUTPUT(LayerKind.TRANSPOSED);

  /** What every layer must say. */
  static final Set<PropertyWord> REQUIRED = EnumSet.of(INPUT, FILTERS, KERNEL);

  /** What may stand outside the layers, as the default of all of them. */
  static final Set<PropertyWord> FILE_OPTIONS = EnumSet.of(LAYOUT, TYPE, MODE, ACCURACY, STRATEGY, VECTORS);

  private final Set<LayerKind> kinds;

  PropertyWord(LayerKind... kinds) {
    this.kinds = Set.of(kinds);
  }

  /** As the language writes it: {@code output_pad}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isFor(LayerKind kind) {
    return kinds.contains(kind);
  }

  boolean takesValue() {
    return this != BIAS;
  }

  static Optional<PropertyWord> of(String word) {
    return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst();
  }

  /** The words that a layer of this kind may contain. */
  static List<String> words(LayerKind kind) {
    return Arrays.stream(values()).filter(p -> p.isFor(kind)).map(PropertyWord::word).toList();
  }
}
