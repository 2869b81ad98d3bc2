package org.convc.examples.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words of the quick command. */
final class Options {

  static final String USAGE =
      """
      usage: convc bench [SUITE.csv] [OPTION...]
             convc bench chart RESULTS.csv CHART.svg
             convc bench table RESULTS.csv
             convc bench jmh [JMH OPTION...]

        --csv FILE          write the rows to a file
        --chart FILE        draw them
        --layers A,B        only these layers of the suite
        --passes P,Q        of forward, backward-data, backward-weights
        --peers P,Q         of convc, convc-plain (no Vector API), convc-128, convc-256, convc-512 (vectors of that many
                            bits), convc-javac, convc-exact (accuracy exact), onednn,
                            onednn-plain, onnxruntime, naive
        --threads N         for the peers that can use several (1)
        --rounds N          short rounds in which the peers take turns (15)
        --seconds S         time for all rounds of one peer on one row (0.4)
        --warm-up S         before them, for each peer in Java: until its times have settled, at most S (3); 0.1 for
                            native ones
        --warm-up-report    instead of the rows, how long each kernel of convc takes to get up to speed, at most
                            --warm-up seconds
        --limit S           leave out calls that take longer (5)
      """;

  /** What takes part if nothing else is said: each of these answers a question of the summary. */
  private static final List<String> USUAL_PEERS = List.of("convc", "onednn", "onednn-plain", "onnxruntime", "naive");

  private Optional<Path> suite = Optional.empty();
  private Optional<Path> csv = Optional.empty();
  private Optional<Path> chart = Optional.empty();
  private List<String> layers = List.of();
  private Set<Pass> passes = EnumSet.allOf(Pass.class);
  private List<String> peers = USUAL_PEERS;
  private int threads = 1;
  private Timing timing = Timing.USUAL;
  private boolean warmUpReport;
  private boolean help;

  private Options() {}

  /**
   * @throws UsageException if the words make no sense
   */
  static Options parse(List<String> words) {
    Options options = new Options();
    Iterator<String> iterator = words.iterator();
    while (iterator.hasNext()) {
      options.take(iterator.next(), iterator);
    }
    return options;
  }

  private void take(String word, Iterator<String> more) {
    switch (word) {
      case "--warm-up-report" -> warmUpReport = true;
      case "--help", "-h" -> help = true;
      case "--csv" -> csv = Optional.of(Path.of(value(word, more)));
      case "--chart" -> chart = Optional.of(Path.of(value(word, more)));
      case "--layers" -> layers = list(word, more);
      case "--passes" -> passes = passes(list(word, more));
      case "--peers" -> peers = list(word, more);
      case "--threads" -> threads = count(word, more);
      case "--rounds" -> timing = timing.withRounds(count(word, more));
      case "--seconds" -> timing = timing.withSeconds(seconds(word, more));
      case "--warm-up" -> timing = timing.withWarmUp(seconds(word, more));
      case "--limit" -> timing = timing.withLimit(seconds(word, more));
      default -> {
        if (word.startsWith("-")) {
          throw new UsageException("unknown option " + word);
        }
        if (suite.isPresent()) {
          throw new UsageException("one suite at a time: " + suite.get() + ", " + word);
        }
        suite = Optional.of(Path.of(word));
      }
    }
  }

  private static String value(String option, Iterator<String> more) {
    if (!more.hasNext()) {
      throw new UsageException(option + " needs a value");
    }
    return more.next();
  }

  private static List<String> list(String option, Iterator<String> more) {
    return Arrays.stream(value(option, more).split(",")).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }

  private static Set<Pass> passes(List<String> words) {
    Set<Pass> passes = EnumSet.noneOf(Pass.class);
    for (String word : words) {
      passes.add(Pass.of(word).orElseThrow(() -> new UsageException("no pass " + word
          + "; there are " + String.join(", ", Arrays.stream(Pass.values()).map(Pass::word).toList()))));
    }
    return passes;
  }

  private static int count(String option, Iterator<String> more) {
    String word = value(option, more);
    if (!word.matches("[1-9][0-9]{0,5}")) {
      throw new UsageException(option + ": expected a number from 1, got " + word);
    }
    return Integer.parseInt(word);
  }

  private static double seconds(String option, Iterator<String> more) {
    String word = value(option, more);
    if (!word.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
      throw new UsageException(option + ": expected seconds, got " + word);
    }
    return Double.parseDouble(word);
  }

  boolean help() {
    return help;
  }

  boolean warmUpReport() {
    return warmUpReport;
  }

  Optional<Path> csv() {
    return csv;
  }

  Optional<Path> chart() {
    return chart;
  }

  Set<Pass> passes() {
    return passes;
  }

  List<String> peers() {
    return new ArrayList<>(new LinkedHashSet<>(peers));
  }

  int threads() {
    return threads;
  }

  Timing timing() {
    return timing;
  }

  String suiteName() {
    return suite.map(Path::toString).orElse("the suite of the program");
  }

  /**
   * The chosen layers of the suite.
   *
   * @throws UsageException if the suite is not as it must be, or has none of them
   */
  List<LayerSpec> layers() {
    List<LayerSpec> all = suite.map(Suite::read).orElseGet(Suite::builtIn);
    List<String> names = all.stream().map(LayerSpec::name).toList();
    for (String layer : layers) {
      if (!names.contains(layer)) {
        throw new UsageException("no layer " + layer + "; there are " + String.join(", ", names));
      }
    }
    return layers.isEmpty() ? all : all.stream().filter(s -> layers.contains(s.name())).toList();
  }
}
