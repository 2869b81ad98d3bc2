package org.convc.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether kernels of several vector widths may run in one process. On JDK 17 they spoil each other: all widths share the profiles of the
 * Vector API's own methods, and once a store has seen two widths there, C2 no longer turns it into an instruction. JDK 25 was seen not to
 * mind; what is between them was not measured, so it is not trusted.
 */
final class VectorWidths {

  /** The first release that is known not to mind. */
  private static final int UNSPOILED = 25;

  private final boolean mix;

  /**
   * @param release of the JDK
   */
  VectorWidths(int release) {
    this.mix = release >= UNSPOILED;
  }

  static VectorWidths ofThisJdk() {
    return new VectorWidths(Runtime.version().feature());
  }

  /** The peers that may run together: where widths spoil each other, those of the first one's, and those without vectors. */
  List<Peer> ofOneWidth(List<Peer> peers, Consumer<String> notes) {
    List<Peer> together = new ArrayList<>();
    for (Peer peer : peers) {
      if (mayMix(together, peer.vectorBits())) {
        together.add(peer);
      } else {
        notes.accept(peer.name() + ": vectors of " + peer.vectorBits() + " bits beside those of "
            + bits(together) + " in one process spoil both on this JDK; run it apart, with --peers " + peer.name());
      }
    }
    return together;
  }

  /** Whether code with vectors of a width may run beside peers. */
  boolean mayMix(List<Peer> peers, int bits) {
    int others = bits(peers);
    return mix || bits == 0 || others == 0 || others == bits;
  }

  private static int bits(List<Peer> peers) {
    return peers.stream().mapToInt(Peer::vectorBits).filter(bits -> bits > 0).findFirst().orElse(0);
  }
}
