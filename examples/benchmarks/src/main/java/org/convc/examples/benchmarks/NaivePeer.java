package org.convc.examples.benchmarks;

import java.util.Optional;

/** Plain loops over plain tensors, as one would write them down from a textbook. */
final class NaivePeer implements Peer {

  /** Multiply-adds a second that any machine reaches; only to decide whether to begin. */
  private static final double EXPECTED_RATE = 0.5e9;

  @Override
  public String name() {
    return "naive";
  }

  @Override
  public String layout() {
    return "nchw";
  }

  @Override
  public boolean warmsUp() {
    return true;
  }

  @Override
  public Call prepare(LayerSpec layer, Pass pass, Operands operands, int threads) {
    Relation relation = Relation.of(layer);
    NaiveLoops naive = new NaiveLoops(relation);
    float[] result = new float[layer.resultLength(pass)];
    float[] wide = relation.wide(operands);
    float[] narrow = relation.narrow(operands);
    Runnable loops = switch (relation.result(pass)) {
      case NARROW -> () -> naive.narrow(wide, operands.weights(), result);
      case WIDE -> () -> naive.wide(narrow, operands.weights(), result);
      case WEIGHTS -> () -> naive.weights(wide, narrow, result);
    };
    return new JavaCall(loops, result, "loops", layer.multiplyAdds() / EXPECTED_RATE, 0, Optional.empty());
  }
}
