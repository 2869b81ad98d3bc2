package org.convc.tuning;

import org.convc.diagnostic.Span;

/**
 * One measurement.
 *
 * @param strategy the key of the strategy that was fastest
 * @param micros how long it took for one batch item, in microseconds
 * @param place of the strategy in the file
 */
public record TuningLine(TuningKey key, String strategy, double micros, Span place) {

  /** The place of a line that is in no file yet. */
  public static final Span NOWHERE = new Span(0, 0);
}
