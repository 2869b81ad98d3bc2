package org.convc.examples.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.convc.examples.benchmarks.Call;
import org.convc.examples.benchmarks.LayerSpec;
import org.convc.examples.benchmarks.Operands;
import org.convc.examples.benchmarks.Pass;
import org.convc.examples.benchmarks.Peer;
import org.convc.examples.benchmarks.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each peer computes is what the benchmarks believe that it computes: sizes, layouts and the order of weights are
 * translated right.
 */
class NativePeersTest {

  // name, transposed, batch, groups, channels in and out, input, kernel, stride, dilation, padding, output padding
  private static final List<LayerSpec> LAYERS = List.of(
      new LayerSpec("dense", false, 1, 1, 3, 17, 9, 11, 3, 3, 1, 1, 1, 1, 1, 1, 0, 0),
      new LayerSpec("point", false, 2, 1, 16, 24, 5, 7, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0),
      new LayerSpec("oblong", false, 1, 1, 4, 5, 6, 13, 2, 5, 1, 1, 1, 1, 0, 2, 0, 0),
      new LayerSpec("strided with a rest", false, 2, 1, 8, 16, 10, 9, 3, 3, 3, 2, 1, 1, 1, 0, 0, 0),
      new LayerSpec("dilated", false, 1, 1, 6, 4, 12, 13, 3, 3, 1, 1, 2, 3, 2, 3, 0, 0),
      new LayerSpec("grouped", false, 1, 3, 12, 6, 7, 8, 3, 3, 1, 1, 1, 1, 1, 1, 0, 0),
      new LayerSpec("depthwise", false, 1, 20, 20, 20, 8, 9, 3, 3, 1, 1, 1, 1, 1, 1, 0, 0),
      new LayerSpec("depthwise strided", false, 1, 16, 16, 16, 9, 9, 5, 5, 2, 2, 1, 1, 2, 2, 0, 0),
      new LayerSpec("depthwise multiplied", false, 1, 4, 4, 8, 8, 9, 3, 3, 1, 1, 1, 1, 1, 1, 0, 0),
      new LayerSpec("one axis", false, 2, 1, 5, 7, 1, 40, 1, 5, 1, 2, 1, 3, 0, 4, 0, 0),
      new LayerSpec("one axis, grouped", false, 1, 2, 6, 4, 1, 33, 1, 3, 1, 1, 1, 1, 0, 1, 0, 0),
      new LayerSpec("single row, padded", false, 1, 1, 3, 4, 1, 10, 3, 3, 1, 1, 1, 1, 1, 1, 0, 0),
      new LayerSpec("single number", false, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0),
      new LayerSpec("up", true, 1, 1, 18, 4, 5, 6, 4, 4, 2, 2, 1, 1, 1, 1, 0, 0),
      new LayerSpec("up, odd", true, 2, 1, 5, 3, 4, 6, 3, 3, 2, 3, 1, 1, 1, 0, 1, 2),
      new LayerSpec("up, beyond the padding", true, 1, 1, 4, 4, 3, 5, 3, 3, 2, 2, 1, 1, 0, 0, 1, 1),
      new LayerSpec("up, grouped", true, 1, 2, 6, 4, 5, 4, 3, 2, 2, 2, 1, 1, 1, 0, 0, 0),
      new LayerSpec("up, depthwise", true, 1, 8, 8, 8, 5, 4, 3, 3, 2, 2, 1, 1, 1, 1, 1, 1),
      new LayerSpec("up, dilated", true, 1, 1, 4, 6, 5, 4, 3, 3, 1, 2, 2, 2, 1, 2, 0, 1),
      new LayerSpec("up, one axis", true, 1, 1, 4, 3, 1, 11, 1, 4, 1, 2, 1, 1, 0, 1, 0, 0));

  private static List<Peer> peers() {
    return ServiceLoader.load(Peer.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  static Stream<Arguments> rows() {
    List<Arguments> rows = new ArrayList<>();
    for (Peer peer : peers()) {
      for (LayerSpec layer : LAYERS) {
        for (Pass pass : passes(peer)) {
          rows.add(Arguments.of(peer.name(), layer.name(), pass.word(), peer, layer, pass));
        }
      }
    }
    return rows.stream();
  }

  private static List<Pass> passes(Peer peer) {
    return peer instanceof OnnxRuntimePeer ? List.of(Pass.FORWARD) : List.of(Pass.values());
  }

  @Test
  void onnxRuntimeSaysThatItHasNoGradients() {
    Peer peer = new OnnxRuntimePeer();
    LayerSpec layer = LAYERS.get(0);
    for (Pass pass : List.of(Pass.BACKWARD_DATA, Pass.BACKWARD_WEIGHTS)) {
      Operands operands = Operands.random(layer, 1);
      assertThrows(UnsupportedOperationException.class, () -> peer.prepare(layer, pass, operands, 1));
    }
  }

  @Test
  void allAreFoundAsServices() {
    assertEquals(
        Set.of("onednn", "onednn-plain", "onnxruntime"), peers().stream().map(Peer::name).collect(Collectors.toSet()));
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("rows")
  void computesTheLayer(String name, String row, String word, Peer peer, LayerSpec layer, Pass pass) {
    assumeRunsHere(peer);
    Operands operands = Operands.random(layer, 1);
    float[] result = new float[layer.resultLength(pass)];
    try (Call call = prepare(peer, layer, pass, operands)) {
      call.run();
      call.run();
      call.result(result);
      assertFalse(call.strategy().isBlank());
    }
    double error = Reference.complete(layer, pass, operands).error(result);
    assertTrue(error <= Reference.MOST_ERROR, () -> error + " roundoffs");
  }

  /** What oneDNN has only reference loops for depends on the processor; such a row is skipped. */
  private static Call prepare(Peer peer, LayerSpec layer, Pass pass, Operands operands) {
    try {
      return peer.prepare(layer, pass, operands, 1);
    } catch (UnsupportedOperationException e) {
      return abort(peer.name() + ": " + e.getMessage());
    }
  }

  private static void assumeRunsHere(Peer peer) {
    String missing = peer.missing(1).orElse("");
    assumeTrue(missing.isEmpty(), peer.name() + ": " + missing);
  }
}
