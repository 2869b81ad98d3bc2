package org.convc.examples.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.convc.Convc;

/** Goes through a suite row by row. */
final class QuickRun {

  private final Options options;
  private final PrintStream out;
  private final Outcome outcome = new Outcome();

  QuickRun(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  void run() {
    List<LayerSpec> layers = options.layers();
    VectorWidths widths = VectorWidths.ofThisJdk();
    List<Peer> peers = widths.ofOneWidth(
        new Peers().ready(options.peers(), options.threads(), outcome.notes()::add), outcome.notes()::add);
    warnAboutThreads(peers);
    warmCompilerUp();
    Machine machine = Machine.measure(options.threads(), widths.mayMix(peers, Machine.preferredBits()));
    machine.lines().forEach(out::println);
    versions(peers).forEach(out::println);
    out.println();

    RowBenchmark row = new RowBenchmark(options.timing(), options.threads(), outcome);
    for (LayerSpec layer : layers) {
      Operands operands = Operands.random(layer, layer.name().hashCode());
      for (Pass pass : options.passes()) {
        print(layer, pass, row.run(layer, pass, operands, peers));
        // After each row, so that an interrupted run has left what it knew.
        options.csv().ifPresent(file -> Main.write(file, ResultsCsv.text(comments(machine, peers), outcome.results())));
      }
    }
    options.chart().ifPresent(file -> Main.write(file, Chart.svg(outcome.results())));

    out.println();
    Summary.of(outcome, machine.peak()).forEach(out::println);
    List<String> notes = new ArrayList<>(outcome.notes());
    notes.addAll(Omission.summary(outcome.omissions()));
    if (!notes.isEmpty()) {
      out.println("left out");
      notes.forEach(n -> out.println("  " + n));
    }
  }

  private static List<String> versions(List<Peer> peers) {
    return peers.stream().flatMap(p -> p.version().map(v -> p.name() + " is " + v).stream()).toList();
  }

  private void warnAboutThreads(List<Peer> peers) {
    for (Peer peer : peers) {
      if (options.threads() > 1 && !peer.parallel()) {
        outcome.notes().add(peer.name() + " has used one thread, the others up to " + options.threads());
      }
    }
  }

  /** The first compilation in a process takes some tenths of a second for itself. */
  static void warmCompilerUp() {
    for (int i = 0; i < 3; i++) {
      // Not run, so no kernel of another width than those of the peers.
      Convc.compile("warm-up", "conv Small { input 2 x 5 x 5; filters 3; kernel 3; }").layer("Small");
    }
  }

  private List<String> comments(Machine machine, List<Peer> peers) {
    List<String> comments = new ArrayList<>(machine.lines());
    comments.addAll(versions(peers));
    Timing timing = options.timing();
    comments.add(String.format(
        Locale.ROOT, "%s; medians of up to %d rounds, %.2f s a peer and row, warm-up at most %.1f s",
        options.suiteName(), timing.rounds(), timing.seconds(), timing.warmUp()));
    outcome.notes().forEach(n -> comments.add("left out: " + n));
    outcome.omissions().forEach(o -> comments.add("left out: " + o));
    return comments;
  }

  private void print(LayerSpec layer, Pass pass, List<Result> results) {
    out.printf(Locale.ROOT, "%s %s, %.3f GFLOP%n", layer.name(), pass.word(), 2e-9 * layer.multiplyAdds());
    for (Result r : results) {
      out.printf(Locale.ROOT, "  %-14s %10.4f ms %8.1f GFLOP/s   %s%n", r.peer(), r.ms(), r.gflops(), r.strategy());
    }
    out.flush();
  }
}
