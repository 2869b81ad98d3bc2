package org.convc.examples.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What all rows say together about one peer beside each of the others. */
final class Summary {

  private static final int WORST = 5;

  /** How the strategies of transformed weights begin. */
  private static final String WINOGRAD = "Winograd";

  private final List<Result> results;
  private final List<Facts> facts;
  private final OptionalDouble peak;
  private final List<String> lines = new ArrayList<>();

  private Summary(Outcome outcome, OptionalDouble peak) {
    this.results = outcome.results();
    this.facts = outcome.facts();
    this.peak = peak;
  }

  /** How many times as fast one peer is as another on a row: above 1 is faster. */
  record Ratio(String layer, Pass pass, double value) {

    private String row() {
      return layer + " " + pass.word();
    }
  }

  static List<String> of(Outcome outcome, OptionalDouble peak) {
    Summary summary = new Summary(outcome, peak);
    summary.write();
    return summary.lines;
  }

  private void write() {
    if (results.isEmpty()) {
      lines.add("no rows");
      return;
    }
    List<String> peers = new ArrayList<>(names());
    List<String> ours = peers.stream().filter(p -> p.startsWith("convc")).toList();
    for (String subject : ours) {
      ratios(subject, peers);
      packedWithin(subject, peers);
      if (subject.equals(ours.get(0))) {
        worst(subject, peers.stream().filter(p -> !ours.contains(p)).toList());
      }
      facts(subject);
    }
    share(peers);
    errors(peers);
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    results.forEach(r -> names.add(r.peer()));
    return names;
  }

  /** All rows that both peers have. */
  static List<Ratio> ratios(List<Result> results, String subject, String other) {
    List<Ratio> ratios = new ArrayList<>();
    for (Result ours : results) {
      if (ours.peer().equals(subject)) {
        Optional<Result> theirs = results.stream()
            .filter(r -> r.peer().equals(other) && r.layer().equals(ours.layer()) && r.pass() == ours.pass())
            .findFirst();
        theirs.ifPresent(t -> ratios.add(new Ratio(ours.layer(), ours.pass(), t.ms() / ours.ms())));
      }
    }
    return ratios;
  }

  private void ratios(String subject, List<String> peers) {
    add("%s, times as fast as (geometric means; rows)", subject);
    add("  %-14s %18s %18s %18s %18s   %s", "", "forward", "backward-data", "backward-weights", "all", "worst row");
    for (String other : peers) {
      List<Ratio> ratios = ratios(results, subject, other);
      if (other.equals(subject) || ratios.isEmpty()) {
        continue;
      }
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-14s", other));
      for (Pass pass : Pass.values()) {
        line.append(mean(ratios, pass));
      }
      line.append(mean(ratios.stream().map(Ratio::value).toList()));
      Ratio worst = Collections.min(ratios, Comparator.comparingDouble(Ratio::value));
      lines.add(line.append(String.format(Locale.ROOT, "   %.3f  %s", worst.value(), worst.row())).toString());
    }
  }

  private static String mean(List<Double> ratios) {
    return ratios.isEmpty()
        ? String.format(Locale.ROOT, " %18s", "-")
        : String.format(Locale.ROOT, " %12.3f (%3d)", Statistics.geometricMean(ratios), ratios.size());
  }

  /**
   * Training changes the weights before every call: what Winograd's kernels, which transform them, are worth then, at least. Each pass is
   * charged with the packing for both.
   */
  private void packedWithin(String subject, List<String> peers) {
    List<Result> within = results.stream()
        .filter(r -> r.peer().equals(subject) && r.pack() > 0 && r.pass() != Pass.BACKWARD_WEIGHTS && r.strategy().startsWith(WINOGRAD))
        .map(Result::packedWithin)
        .toList();
    if (within.isEmpty()) {
      return;
    }
    add("%s, weights packed within the call, rows of Winograd kernels, times as fast as (geometric means; rows)", subject);
    for (String other : peers) {
      List<Result> both = new ArrayList<>(within);
      results.stream().filter(r -> r.peer().equals(other) && !other.equals(subject)).forEach(both::add);
      List<Ratio> ratios = ratios(both, subject, other);
      if (!other.equals(subject) && !ratios.isEmpty()) {
        String all = mean(ratios.stream().map(Ratio::value).toList());
        add("  %-14s%s%s%s", other, mean(ratios, Pass.FORWARD), mean(ratios, Pass.BACKWARD_DATA), all);
      }
    }
  }

  private static String mean(List<Ratio> ratios, Pass pass) {
    return mean(ratios.stream().filter(r -> r.pass() == pass).map(Ratio::value).toList());
  }

  private void worst(String subject, List<String> others) {
    for (String other : others) {
      List<Ratio> ratios = new ArrayList<>(ratios(results, subject, other));
      if (ratios.isEmpty()) {
        continue;
      }
      ratios.sort(Comparator.comparingDouble(Ratio::value));
      add("%s, worst rows beside %s", subject, other);
      ratios.stream().limit(WORST).forEach(r -> add("  %6.3f  %s", r.value(), r.row()));
    }
  }

  private void facts(String subject) {
    List<Facts> mine = facts.stream().filter(f -> f.peer().equals(subject)).toList();
    if (mine.isEmpty()) {
      return;
    }
    add("%s, other figures", subject);
    Facts most = mine.stream().max(Comparator.comparingLong(Facts::bytes)).orElseThrow();
    add("  bytes allocated by a warm call       %s", most.bytes() == 0 ? "0"
        : "up to " + most.bytes() + ", in " + most.layer() + " " + most.pass().word());
    double[] compile = mine.stream().mapToDouble(Facts::compileMillis).toArray();
    add("  text to layer                        median %.1f ms, longest %.1f ms",
        Statistics.quantile(compile, 0.5), Statistics.quantile(compile, 1));
    double[] first = mine.stream().mapToDouble(Facts::firstMillis).toArray();
    packing(subject);
    add("  first call                           median %.1f ms, longest %.1f ms",
        Statistics.quantile(first, 0.5), Statistics.quantile(first, 1));
  }

  /** Packing stays out of the ratios: it is done once for many calls. */
  private void packing(String subject) {
    List<Result> rows = results.stream().filter(r -> r.peer().equals(subject) && r.pack() > 0).toList();
    if (!rows.isEmpty()) {
      double[] millis = rows.stream().mapToDouble(Result::pack).toArray();
      double[] shares = rows.stream().mapToDouble(r -> r.pack() / r.ms()).toArray();
      add("  packing weights, once for many calls median %.3f ms, longest %.3f ms",
          Statistics.quantile(millis, 0.5), Statistics.quantile(millis, 1));
      add("                                       in calls: median %.2f, most %.2f",
          Statistics.quantile(shares, 0.5), Statistics.quantile(shares, 1));
    }
  }

  private void share(List<String> peers) {
    if (peak.isEmpty()) {
      return;
    }
    add("share of the FMA peak, useful work only (10th percentile, median, best row)");
    for (String peer : peers) {
      double[] shares = results.stream().filter(r -> r.peer().equals(peer))
          .mapToDouble(r -> 100 * r.gflops() / peak.getAsDouble()).toArray();
      add("  %-14s %5.1f %%  %5.1f %%  %5.1f %%", peer, Statistics.quantile(shares, 0.1),
          Statistics.quantile(shares, 0.5), Statistics.quantile(shares, 1));
    }
  }

  private void errors(List<String> peers) {
    add("largest error, in roundoffs of the sum of the magnitudes of the terms");
    for (String peer : peers) {
      add("  %-14s %.2f", peer,
          facts.stream().filter(f -> f.peer().equals(peer)).mapToDouble(Facts::error).max().orElse(0));
    }
  }

  private void add(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }
}
