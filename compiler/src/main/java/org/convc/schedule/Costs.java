package org.convc.schedule;

import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;

/**
 * The numbers that strategies are compared by: the multiply-adds of a kernel, and what parts of a kernel take in cycles. Measured with
 * kernels that did nothing else, on JDK 17 and 25; see KERNELS.md.
 */
final class Costs {

  /** Cycles of a multiply-add of plain numbers, loads included. */
  static final double SCALAR = 1;

  /** Cycles of an element that is copied to where its neighbours lie apart. */
  static final double TRANSPOSED = 3;

  /** Cycles of an element that is copied to or from where the channels of a position lie side by side. */
  static final double CHANNELS_LAST = 2.8;

  /** Sums that a tile needs so that additions, which take four cycles and begin twice a cycle, need not wait for loads too. */
  static final double BUSY_SUMS = 10;

  /** Cycles of an element of a row that is copied as it is, in a row too short for vectors. */
  static final double COPIED = 1;

  /** Cycles of an element that is copied as it is, with its neighbours. */
  static final double PADDED = 0.4;

  /** Cycles of an element of a gradient of weights that is stored once, along its filter: where there are many, no cache holds them. */
  static final double STORED = 0.3;

  /** Cycles of an element that is copied between a row and elements a stride apart in another, several written out at a time. */
  static final double APART = 1.4;

  /** The same with vectors, from every second element to neighbours. */
  static final double EVERY_SECOND = 0.6;

  /** Cycles of adding up the lanes of a vector in plain code, per lane. */
  static final double LANE = 0.6;

  private Costs() {}

  /** Multiply-adds of one batch item. */
  static double multiplyAdds(Layer layer) {
    return layer.relation().multiplyAdds();
  }

  /** Elements of the result for one batch item. */
  static double results(Layer layer, KernelKind kind) {
    return kind == KernelKind.BACKWARD_WEIGHTS
        ? layer.info().weights().elements()
        : kind == KernelKind.BACKWARD_DATA ? layer.info().input().elements() : layer.info().output().elements();
  }

  /** Elements of the data tensor that a kernel reads, for one batch item. */
  static double operand(Layer layer, KernelKind kind) {
    return kind == KernelKind.BACKWARD_DATA ? layer.info().output().elements() : layer.info().input().elements();
  }

  /** Elements of the tensor indexed by positions. */
  static double positions(Layer layer) {
    Relation relation = layer.relation();
    return relation.positionChannels() * relation.axes().stream().mapToDouble(Relation.Axis::positions).reduce(1, (a, b) -> a * b);
  }

  /** Elements of the tensor indexed by windows. */
  static double windows(Layer layer) {
    Relation relation = layer.relation();
    return relation.windowChannels() * relation.axes().stream().mapToDouble(Relation.Axis::windows).reduce(1, (a, b) -> a * b);
  }

  /**
   * Cycles of a vector multiply-add in a tile of {@code broadcast x vectors} sums whose vectors stream from the second-level cache: half a
   * cycle, and the time of the vectors, which the broadcast values share. Loads of 64 bytes from Java arrays nearly always cross a cache
   * line, shorter ones less often; two that are neighbours share one.
   *
   * @param bytes of a vector
   */
  static double streamedMultiplyAdd(int bytes, double broadcast, double vectors) {
    return 0.5 + (vectors == 1 ? 6 : 2.8) * Math.pow(bytes / 64.0, 1.75) / broadcast;
  }

  /** The same for vectors that stay in the first-level cache while weights are broadcast. */
  static double cachedMultiplyAdd(int bytes, double broadcast, double vectors) {
    return 0.55 + (0.1 + 0.3 / vectors) * bytes / 64 + 0.5 / broadcast;
  }

  /** Cycles of an element of an operand whose columns a stride apart become neighbours. */
  static double split(int stride) {
    return stride == 1 ? PADDED : stride == 2 ? EVERY_SECOND : APART;
  }

  /** {@code a / b}, rounded up. */
  static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }

  /** How many times the work of {@code extent} a loop does that goes by {@code step}. */
  static double waste(int extent, int step) {
    return (double) ceil(extent, step) * step / extent;
  }
}
