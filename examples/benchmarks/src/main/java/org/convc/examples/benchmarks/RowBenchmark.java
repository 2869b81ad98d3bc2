package org.convc.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One pass of one layer by all peers: results compared first, then rounds in which they take turns. */
final class RowBenchmark {

  private final Timing timing;
  private final int threads;
  private final Outcome outcome;

  RowBenchmark(Timing timing, int threads, Outcome outcome) {
    this.timing = timing;
    this.threads = threads;
    this.outcome = outcome;
  }

  /** The rows of all peers that have the layer and do it right. */
  List<Result> run(LayerSpec layer, Pass pass, Operands operands, List<Peer> peers) {
    Reference reference = Reference.of(layer, pass, operands);
    float[] buffer = new float[layer.resultLength(pass)];
    List<Contender> contenders = new ArrayList<>();
    try {
      for (Peer peer : peers) {
        admit(peer, layer, pass, operands, reference, buffer, contenders);
      }
      for (int round = 0; round < timing.rounds(); round++) {
        for (int i = 0; i < contenders.size(); i++) {
          // Another one begins each time, so that nobody always follows the same neighbour's heat.
          contenders.get((i + round) % contenders.size()).takeTurn(timing);
        }
      }
      List<Result> results = contenders.stream().map(c -> c.result(layer, pass)).toList();
      outcome.results().addAll(results);
      contenders.forEach(c -> outcome.facts().add(c.facts(layer, pass)));
      return results;
    } finally {
      contenders.forEach(Contender::close);
    }
  }

  private void admit(
      Peer peer,
      LayerSpec layer,
      Pass pass,
      Operands operands,
      Reference reference,
      float[] buffer,
      List<Contender> contenders) {
    Call call;
    try {
      call = peer.prepare(layer, pass, operands, threads);
    } catch (UnsupportedOperationException e) {
      leaveOut(peer, layer, pass, e.getMessage());
      return;
    } catch (RuntimeException | LinkageError e) {
      leaveOut(peer, layer, pass, "FAILED: " + e);
      return;
    }
    Contender contender = new Contender(peer, call, timing.rounds());
    String refusal = refusal(contender, reference, buffer);
    if (refusal.isEmpty()) {
      contenders.add(contender);
    } else {
      leaveOut(peer, layer, pass, refusal);
      contender.close();
    }
  }

  private void leaveOut(Peer peer, LayerSpec layer, Pass pass, String reason) {
    outcome.omissions().add(new Omission(layer.name(), pass, peer.name(), reason));
  }

  /** Why the contender is not timed; empty if it is. */
  private String refusal(Contender contender, Reference reference, float[] buffer) {
    if (contender.call().expectedSeconds() > timing.limit()) {
      return String.format(Locale.ROOT, "not tried, some %.0f s a call are expected (%s)",
          contender.call().expectedSeconds(), contender.call().strategy());
    }
    try {
      contender.check(reference, buffer);
      if (!(contender.error() <= Reference.MOST_ERROR)) {
        return String.format(Locale.ROOT, "WRONG RESULT, off by %.3g roundoffs (%s)", contender.error(),
            contender.call().strategy());
      }
      // Java may have been interpreted at first; whoever is still too slow after warming up once is left out.
      contender.warmUp(timing.warmUp(contender.peer()));
      return contender.callSeconds() > timing.limit()
          ? String.format(Locale.ROOT, "not timed, %.1f s a call", contender.callSeconds()) : "";
    } catch (RuntimeException | LinkageError e) {
      return "FAILED: " + e;
    }
  }
}
