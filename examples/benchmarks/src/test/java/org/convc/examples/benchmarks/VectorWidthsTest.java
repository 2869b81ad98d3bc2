package org.convc.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorWidthsTest {

  private final List<String> notes = new ArrayList<>();
  private final List<Peer> peers =
      List.of(new NaivePeer(), ConvcPeer.ofWidth("a", 256), ConvcPeer.ofWidth("b", 0), ConvcPeer.ofWidth("c", 128),
          ConvcPeer.ofWidth("d", 256));

  @Test
  void oldJdksTakeOneWidthAProcess() {
    VectorWidths widths = new VectorWidths(17);
    List<Peer> together = widths.ofOneWidth(peers, notes::add);
    assertEquals(List.of("naive", "a", "b", "d"), together.stream().map(Peer::name).toList());
    assertEquals(1, notes.size());
    assertTrue(notes.get(0).startsWith("c: vectors of 128 bits beside those of 256 in one process"), notes.get(0));
    assertFalse(widths.mayMix(together, 512), "the measurement of the peak");
    assertTrue(widths.mayMix(together, 256));
  }

  @Test
  void newOnesTakeAll() {
    assertEquals(peers, new VectorWidths(25).ofOneWidth(peers, notes::add));
    assertEquals(List.of(), notes);
  }
}
