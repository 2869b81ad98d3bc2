package org.convc.runtime;

import java.util.List;
import java.util.Locale;

/**
 * How long a layer took to get up to speed.
 *
 * @param layer the layer's name
 * @param kernels what the layer's kernels work on: {@code plain arrays}, or for example {@code vectors of 256 bits}
 * @param rows one for each call that was warmed up, in the order of {@link LayerCall}
 */
public record WarmUpReport(String layer, String kernels, List<Row> rows) {

  public WarmUpReport {
    rows = List.copyOf(rows);
  }

  /**
   * One call.
   *
   * @param seconds that it was run for
   * @param calls how often it was run
   * @param firstMillis how long it took for the first time, in milliseconds
   * @param lastMillis how long it takes now: the best of the last round of calls, in milliseconds
   * @param settled whether it is as fast as it gets; false where the bound came first
   */
  public record Row(
      LayerCall call, double seconds, long calls, double firstMillis, double lastMillis, boolean settled) {

    /** For example {@code forward: 1.43 s, 812 calls, 35.2 ms at first, 0.713 ms now}. */
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s: %.2f s, %s, %.4g ms at first, %.4g ms now%s", call, seconds,
          Text.count(calls, "call"), firstMillis, lastMillis, settled ? "" : ", not settled");
    }
  }

  /** That the whole warm-up took. */
  public double seconds() {
    return rows.stream().mapToDouble(Row::seconds).sum();
  }

  /** Whether no call ran into its bound. */
  public boolean settled() {
    return rows.stream().allMatch(Row::settled);
  }

  /** A line for the layer, and one for each call. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%s, %s: %.2f s", layer, kernels, seconds()));
    rows.forEach(row -> text.append("\n  ").append(row));
    return text.toString();
  }
}
