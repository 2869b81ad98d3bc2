package org.convc.examples.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** All peers by name. */
public final class Peers {

  private static final List<String> NATIVE = List.of("onednn", "onednn-plain", "onnxruntime");

  private final Map<String, Peer> peers = new LinkedHashMap<>();

  /** Those of this module, and those on the class path. */
  public Peers() {
    add(ConvcPeer.fastest());
    add(ConvcPeer.ofWidth("convc-plain", 0));
    for (int bits : new int[] {128, 256, 512}) {
      add(ConvcPeer.ofWidth("convc-" + bits, bits));
    }
    add(ConvcPeer.javac());
    add(ConvcPeer.exact());
    add(new NaivePeer());
    ServiceLoader.load(Peer.class).forEach(this::add);
  }

  private void add(Peer peer) {
    peers.put(peer.name(), peer);
  }

  /**
   * The peer of a name, ready to be used.
   *
   * @throws UsageException if there is none such, or it cannot run here
   */
  public Peer ready(String name, int threads) {
    Peer peer = peers.get(name);
    if (peer == null) {
      throw new UsageException(NATIVE.contains(name)
          ? name + " is not on the class path"
          : "no peer " + name + "; there are " + String.join(", ", peers.keySet()));
    }
    peer.missing(threads).ifPresent(reason -> {
      throw new UsageException(name + ": " + reason);
    });
    return peer;
  }

  /** Those of the names that can run here; what is said about the others goes to {@code notes}. */
  List<Peer> ready(List<String> names, int threads, Consumer<String> notes) {
    List<Peer> ready = new ArrayList<>();
    for (String name : names) {
      if (!peers.containsKey(name) && !NATIVE.contains(name)) {
        ready(name, threads);
      }
      try {
        ready.add(ready(name, threads));
      } catch (UsageException e) {
        notes.accept(e.getMessage());
      }
    }
    return ready;
  }
}
