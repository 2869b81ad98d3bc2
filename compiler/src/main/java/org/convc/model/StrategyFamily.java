package org.convc.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways to compute kernels, as far as somebody may ask for one. Each stands for several strategies that differ in sizes of tiles. */
public enum StrategyFamily {
  /** Nobody asks: measurements or predicted costs decide. */
  AUTO,
  /** The loops of the definition on plain numbers; works for everything. */
  DIRECT,
  /** Vectors of channels. */
  CHANNEL_LANES,
  /** Vectors of neighbouring positions. */
  POSITION_LANES,
  /** Gradients of weights: vectors of neighbouring taps. */
  TAP_LANES,
  /** Gradients of weights: vectors of neighbouring terms of a sum. */
  TERM_LANES,
  /** Winograd's minimal filtering, which needs a layer that allows for its error. */
  WINOGRAD,
  /** Fourier transforms, which need a layer that allows for their error. */
  FOURIER;

  /** Where nobody says anything. */
  public static final StrategyFamily DEFAULT = AUTO;

  /** As the language writes it: {@code channel_lanes}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As keys of strategies begin, and reports write it: {@code channel-lanes}. */
  public String key() {
    return word().replace('_', '-');
  }

  /** The family of a strategy with this key: {@code channel-lanes/8/2/12}. */
  public static Optional<StrategyFamily> ofKey(String key) {
    int slash = key.indexOf('/');
    String family = slash < 0 ? key : key.substring(0, slash);
    return Arrays.stream(values()).filter(f -> f != AUTO && f.key().equals(family)).findFirst();
  }
}
