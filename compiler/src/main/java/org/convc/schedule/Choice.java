package org.convc.schedule;

/** The strategy that a kernel is computed by, and what chose it. */
public record Choice(Strategy strategy, Origin origin) {

  /** What chose a strategy. */
  public enum Origin {
    /** Nothing else suits. */
    ONLY_ONE("nothing else suits"),
    /** It costs least by {@link Strategy#cycles}. */
    COST_MODEL("costs least"),
    /** Of the strategies that were asked for, it costs least. */
    REQUEST("was asked for"),
    /** It was the fastest when measured. */
    TUNING("was the fastest when measured");

    private final String words;

    Origin(String words) {
      this.words = words;
    }

    /** To follow the name of the strategy: {@code costs least}. */
    @Override
    public String toString() {
      return words;
    }
  }
}
