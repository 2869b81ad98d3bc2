package org.convc.examples.heartbeat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** A curve in a terminal. */
final class Sketch {

  private static final int ROWS = 9;
  private static final int COLUMNS_PER_VALUE = 2;

  private Sketch() {}

  /** Lines from the top down; each value is a stroke from the one before it. */
  static List<String> of(double[] values) {
    double low = DoubleStream.of(values).min().orElse(0);
    double high = DoubleStream.of(values).max().orElse(0);
    int[] rows = DoubleStream.of(values)
        .mapToInt(v -> high == low ? 0 : (int) Math.round((v - low) / (high - low) * (ROWS - 1)))
        .toArray();
    List<String> lines = new ArrayList<>();
    for (int row = ROWS - 1; row >= 0; row--) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < rows.length; i++) {
        int before = rows[Math.max(0, i - 1)];
        boolean stroke = row >= Math.min(before, rows[i]) && row <= Math.max(before, rows[i]);
        line.append(stroke ? "*" : " ").append(" ".repeat(COLUMNS_PER_VALUE - 1));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
