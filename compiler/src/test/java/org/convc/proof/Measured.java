package org.convc.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * A line of the table.
 *
 * @param finding empty where the figure could not be measured here
 * @param absence why not
 */
record Measured(Figure figure, Size size, Optional<Finding> finding, String absence, double seconds) {

  /** Measures a figure. */
  static Measured of(Figure figure, Size size) {
    long begin = System.nanoTime();
    Optional<Finding> finding = Optional.empty();
    String absence = "";
    try {
      finding = Optional.of(figure.measure(size));
    } catch (TestAbortedException e) {
      absence = e.getMessage();
    }
    double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
    return new Measured(figure, size, finding, absence, seconds);
  }

  /** Whether the promise holds, as far as it was measured. */
  boolean reached() {
    return finding.map(Finding::reached).orElse(true);
  }

  /** The lines with a head, and what they cannot hold below. */
  static String table(List<Measured> lines) {
    List<String> text = new ArrayList<>();
    text.add("");
    text.add(line("", "what", "target", "reached", "cases", "skipped", "seconds"));
    lines.forEach(m -> text.add(m.line()));
    text.add("seed " + lines.stream().findFirst().map(m -> m.size.seed()).orElse(0L) + ", Java "
        + System.getProperty("java.version") + ", " + System.getProperty("os.arch"));
    return String.join("\n", text);
  }

  /** The line, with the notes below. */
  String line() {
    if (finding.isEmpty()) {
      return line(figure.number(), figure.what(), figure.target(), "skipped: " + absence, "0", "all", duration());
    }
    Finding f = finding.get();
    List<String> text = new ArrayList<>();
    text.add(
        line(
            figure.number(), figure.what(), figure.target(), (f.reached() ? "" : "MISSED: ") + f.value(), f.count() + "",
            f.skipped() + "", duration()));
    f.notes().forEach(note -> text.add("      " + note));
    return String.join("\n", text);
  }

  private String duration() {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  private static String line(
      String number, String what, String target, String value, String count, String skipped, String seconds) {
    return String.format("%3s  %-46s  %-22s  %-34s  %9s  %7s  %8s", number, what, target, value, count, skipped, seconds);
  }
}
