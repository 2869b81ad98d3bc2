package org.convc.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private final Outcome outcome = new Outcome();

  @Test
  void meansAndTheWorstRowBesideEachPeer() {
    row("a", Pass.FORWARD, "convc", 2);
    row("a", Pass.FORWARD, "onednn", 4);
    row("b", Pass.FORWARD, "convc", 1);
    row("b", Pass.FORWARD, "onednn", 0.5);
    row("b", Pass.BACKWARD_DATA, "convc", 1);
    row("b", Pass.BACKWARD_DATA, "onednn", 3);
    row("b", Pass.BACKWARD_WEIGHTS, "convc", 1);
    row("c", Pass.BACKWARD_WEIGHTS, "onednn", 3);
    assertLine("onednn 1.000 ( 2) 3.000 ( 1) - 1.442 ( 3) 0.500 b forward");
  }

  @Test
  void shareOfThePeak() {
    row("a", Pass.FORWARD, "convc", 2);
    row("b", Pass.FORWARD, "convc", 1);
    assertLine("convc 27.5 % 37.5 % 50.0 %");
  }

  @Test
  void packingIsToldApart() {
    row("a", Pass.FORWARD, "convc", 2);
    row("b", Pass.FORWARD, "convc", 1);
    facts("a", "convc");
    assertLine("packing weights, once for many calls median 0.375 ms, longest 0.500 ms");
    assertLine("in calls: median 0.25, most 0.25");
  }

  @Test
  void packingIsPartOfACallWhoseWeightsChange() {
    row("a", Pass.FORWARD, "convc", "Winograd F(4, 3)", 4);
    row("a", Pass.FORWARD, "onednn", 10);
    row("a", Pass.BACKWARD_DATA, "convc", "Winograd F(4, 3)", 4);
    row("a", Pass.BACKWARD_DATA, "onednn", 20);
    row("b", Pass.FORWARD, "convc", "channel lanes", 4);
    row("b", Pass.FORWARD, "onednn", 50);
    assertLine("convc, weights packed within the call, rows of Winograd kernels, times as fast as (geometric means; rows)");
    assertLine("onednn 2.000 ( 1) 4.000 ( 1) 2.828 ( 2)");
  }

  @Test
  void rowsWithOneReasonAreOneLine() {
    List<Omission> omissions = List.of(
        new Omission("a", Pass.FORWARD, "p", "too slow"),
        new Omission("a", Pass.FORWARD, "q", "too slow"),
        new Omission("b", Pass.BACKWARD_DATA, "p", "too slow"));
    assertEquals(
        List.of("p: too slow (a forward, b backward-data)", "q: too slow (a forward)"), Omission.summary(omissions));
  }

  /** A row of one billion operations. */
  private void row(String layer, Pass pass, String peer, double ms) {
    row(layer, pass, peer, "", ms);
  }

  private void row(String layer, Pass pass, String peer, String strategy, double ms) {
    outcome.results().add(new Result(layer, pass, peer, "nchw", strategy, ms, 1 / ms, ms, peer.equals("convc") ? ms / 4 : 0));
  }

  private void facts(String layer, String peer) {
    outcome.facts().add(new Facts(layer, Pass.FORWARD, peer, 0, 1, 1, 0));
  }

  private void assertLine(String expected) {
    List<String> lines = Summary.of(outcome, OptionalDouble.of(2)).stream()
        .map(l -> l.strip().replaceAll(" +", " "))
        .toList();
    assertTrue(lines.contains(expected), () -> String.join("\n", lines));
  }
}
