package org.convc.examples.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.convc.runtime.LayerCall;
import org.convc.runtime.WarmUpReport;

/** How long the kernels of convc take to get up to speed: {@code ConvLayer.warmUp} on each layer of a suite. */
final class WarmUpRun {

  private static final String HEADER = "name,call,peer,seconds,calls,first_ms,last_ms,settled";

  private final Options options;
  private final PrintStream out;
  private final List<WarmUpReport.Row> rows = new ArrayList<>();
  private final List<Double> layers = new ArrayList<>();
  private final StringBuilder csv = new StringBuilder();

  WarmUpRun(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /**
   * @throws UsageException if no peer is one of convc's
   */
  void run() {
    List<Peer> able = new Peers().ready(options.peers(), options.threads(), note -> {});
    List<ConvcPeer> peers = VectorWidths.ofThisJdk().ofOneWidth(able, out::println).stream()
        .filter(ConvcPeer.class::isInstance).map(ConvcPeer.class::cast).toList();
    if (peers.isEmpty()) {
      throw new UsageException("--warm-up-report is about convc, which is not among the peers");
    }
    QuickRun.warmCompilerUp();
    csv.append("# JDK ").append(Runtime.version()).append('\n').append(HEADER).append('\n');
    for (LayerSpec layer : options.layers()) {
      for (ConvcPeer peer : peers) {
        add(layer, peer);
      }
      options.csv().ifPresent(file -> Main.write(file, csv.toString()));
    }
    summary();
  }

  private void add(LayerSpec layer, ConvcPeer peer) {
    Duration most = Duration.ofNanos((long) (1e9 * options.timing().warmUp()));
    WarmUpReport report = peer.layer(layer).warmUp(calls(options.passes()), most);
    out.println(layer.name() + " " + peer.name() + " " + report.toString().replaceFirst("^[^,]*, ", ""));
    out.flush();
    layers.add(report.seconds());
    for (WarmUpReport.Row row : report.rows()) {
      rows.add(row);
      csv.append(String.format(Locale.ROOT, "%s,%s,%s,%.3f,%d,%.4f,%.4f,%b%n", layer.name(),
          row.call().toString().replace(' ', '-'), peer.name(), row.seconds(), row.calls(), row.firstMillis(),
          row.lastMillis(), row.settled()));
    }
  }

  private static Set<LayerCall> calls(Set<Pass> passes) {
    Set<LayerCall> calls = EnumSet.noneOf(LayerCall.class);
    for (Pass pass : passes) {
      switch (pass) {
        case FORWARD -> calls.addAll(LayerCall.INFERENCE);
        case BACKWARD_DATA -> calls.addAll(EnumSet.of(LayerCall.PACK_WEIGHTS, LayerCall.BACKWARD_DATA));
        case BACKWARD_WEIGHTS -> calls.addAll(EnumSet.of(LayerCall.BACKWARD_WEIGHTS, LayerCall.BACKWARD_BIAS));
      }
    }
    return calls;
  }

  private void summary() {
    out.println();
    line("a layer", layers.stream().mapToDouble(d -> d).toArray());
    for (LayerCall call : LayerCall.values()) {
      double[] seconds = rows.stream().filter(r -> r.call() == call).mapToDouble(WarmUpReport.Row::seconds).toArray();
      if (seconds.length > 0) {
        line(call.toString(), seconds);
      }
    }
    long unsettled = rows.stream().filter(r -> !r.settled()).count();
    out.println(unsettled + " of " + rows.size() + " were not settled within the bound");
  }

  private void line(String name, double[] seconds) {
    out.printf(Locale.ROOT, "%-17s median %.2f s, longest %.2f s%n", name, Statistics.quantile(seconds, 0.5),
        Statistics.quantile(seconds, 1));
  }
}
