package org.convc;

import java.util.List;
import java.util.Locale;

/**
 * What {@link Tuner} has found.
 *
 * @param tuning to be kept, and used by {@link CompileOptions#withTuning(Tuning)}
 * @param kernels one for each kernel with a choice, in the order of the file
 */
public record TuningReport(Tuning tuning, List<KernelTuning> kernels) {

  public TuningReport {
    kernels = List.copyOf(kernels);
  }

  /**
   * One kernel.
   *
   * @param seconds that it took to find out
   * @param candidates the fastest first, those that were not measured last
   */
  public record KernelTuning(String layer, String kernel, double seconds, List<Candidate> candidates) {

    public KernelTuning {
      candidates = List.copyOf(candidates);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%s %s, %.1f s", layer, kernel, seconds));
      int width = candidates.stream().mapToInt(c -> c.strategy().length()).max().orElse(0);
      candidates.forEach(c -> text.append("\n  ").append(c.strategy())
          .append(" ".repeat(width - c.strategy().length() + 2)).append(c.result()));
      return text.append('\n').toString();
    }
  }

  /**
   * One strategy for a kernel.
   *
   * @param strategy its key, as in {@link KernelPlan#key}
   * @param micros for one batch item, in microseconds: the fastest call of a round, the median of several; infinite where it took no part
   * @param note why it took no part, or what else there is to say; may be empty
   */
  public record Candidate(String strategy, double micros, String note) {

    /** Whether it took part in the rounds. */
    public boolean measured() {
      return Double.isFinite(micros);
    }

    private String result() {
      String time = String.format(Locale.ROOT, "%.1f us", micros);
      return measured() ? time + (note.isEmpty() ? "" : ", " + note) : note;
    }
  }

  /** A line for each strategy of each kernel. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    kernels.forEach(text::append);
    return text.toString();
  }
}
