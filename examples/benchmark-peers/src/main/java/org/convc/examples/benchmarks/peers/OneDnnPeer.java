package org.convc.examples.benchmarks.peers;

import java.util.Optional;
import org.convc.examples.benchmarks.Call;
import org.convc.examples.benchmarks.LayerSpec;
import org.convc.examples.benchmarks.Operands;
import org.convc.examples.benchmarks.Pass;
import org.convc.examples.benchmarks.Peer;

/** oneDNN on tensors in the layouts that it likes best. To bring them there is not timed, which favours it. */
public class OneDnnPeer implements Peer {

  @Override
  public String name() {
    return "onednn";
  }

  @Override
  public String layout() {
    return "any";
  }

  @Override
  public Optional<String> missing(int threads) {
    return OneDnnLibrary.missing(threads);
  }

  @Override
  public Optional<String> version() {
    return Optional.of("oneDNN " + OneDnnLibrary.version());
  }

  @Override
  public boolean parallel() {
    return true;
  }

  @Override
  public final Call prepare(LayerSpec layer, Pass pass, Operands operands, int threads) {
    return OneDnnCall.prepare(layer, pass, operands, layout().equals("any"));
  }
}
