package org.convc.schedule;

import org.convc.lower.Correlation;
import org.convc.lower.WinogradTiles;
import org.convc.model.KernelKind;
import org.convc.model.Layer;

/** What Winograd's algorithm costs, see {@link Strategy#cycles}. */
final class WinogradCycles {

  /** Bytes of transformed weights, or of tiles, that the last cache holds beside the other. */
  private static final long LAST_CACHE_BYTES = 1 << 23;

  /** Bytes a cycle that come from memory, and from the last cache. */
  private static final double FROM_MEMORY = 4;

  private static final double FROM_CACHE = 16;

  /** Cycles of a vector that is transformed along both axes. */
  private static final double TRANSFORMED = 4;

  /** The same where planes of tiles are apart as blocks of channels are. */
  private static final double TRANSFORMED_APART = 8;

  /** Cycles of an element that is copied between zeros, to where the channels of a block lie side by side. */
  private static final double ARRANGED = 3.5;

  private final Layer layer;
  private final KernelKind kind;
  private final WinogradTiles tiles;
  private final Correlation correlation;
  private final int lanes;
  private final int vectors;

  /** Products of a tile. */
  private double points = 1;

  /** Tiles in all. */
  private double all = 1;

  /** How often some tiles are worked on. */
  private double steps = 1;

  /**
   * @param lanes numbers of a vector
   * @param vectors vectors of a block of channels
   */
  WinogradCycles(Layer layer, KernelKind kind, WinogradTiles tiles, int lanes, int vectors) {
    this.layer = layer;
    this.kind = kind;
    this.tiles = tiles;
    this.correlation = Correlation.of(layer, kind);
    this.lanes = lanes;
    this.vectors = vectors;
    for (int i = 0; i < correlation.axes().size(); i++) {
      Correlation.Axis axis = correlation.axes().get(i);
      int outputs = tiles.outputs().get(i);
      int count = Costs.ceil(axis.ofPhase(), outputs);
      points *= outputs + axis.taps() - 1;
      boolean rows = correlation.axes().size() == 2 && i == 0;
      steps *= rows ? Costs.ceil(count, tiles.rows()) * axis.phases() / tiles.phases() : 1;
      all *= axis.phases() * (rows ? Costs.ceil(count, tiles.rows()) * tiles.rows() : count);
    }
  }

  /**
   * Cycles of a batch item.
   *
   * @param broadcast broadcast values of a tile of products
   */
  double of(int broadcast) {
    return kind == KernelKind.BACKWARD_WEIGHTS ? ofGradient(broadcast) : ofData(broadcast);
  }

  /** The products, reading the transformed weights once for each few rows of tiles, two passes over all that is transformed, and copies. */
  private double ofData(int broadcast) {
    double products = groups() * points * all * correlation.operandChannels() * results() / lanes;
    double weights = groups() * points * correlation.operandChannels() * results() * layer.type().bytes();
    return products * multiplyAdd(Math.max(1, Math.min(all / steps, broadcast)))
        + steps * weights / (weights > LAST_CACHE_BYTES ? FROM_MEMORY : FROM_CACHE)
        + TRANSFORMED * transformed()
        + throughMemory()
        + ARRANGED * (Costs.results(layer, kind) + Costs.operand(layer, kind));
  }

  /** Writing and reading what is transformed at a time, where no cache holds it: all of a long line. */
  private double throughMemory() {
    double bytes = transformed() * lanes * layer.type().bytes();
    return bytes / steps > LAST_CACHE_BYTES ? 2 * bytes / FROM_MEMORY : 0;
  }

  /** The products, reading tiles once for each few blocks of channels, going from their sums to weights each time, and the same passes. */
  private double ofGradient(int broadcast) {
    double pairs = groups() * operands() * results();
    double read = points * all * pairs / (lanes * vectors) * (1.0 / tiles.resultBlocks() + 1.0 / tiles.operandBlocks());
    double weightsOfPair = Costs.results(layer, kind) / (groups() * correlation.operandChannels() * correlation.resultChannels());
    return points * all * pairs / lanes * multiplyAdd(broadcast)
        + read * layer.type().bytes() / FROM_CACHE
        + steps * pairs * (TRANSFORMED * points / lanes + Costs.APART * weightsOfPair)
        + TRANSFORMED_APART * transformed()
        + ARRANGED * (Costs.positions(layer) + Costs.windows(layer));
  }

  private double multiplyAdd(double broadcast) {
    return Costs.streamedMultiplyAdd(lanes * layer.type().bytes(), broadcast, vectors);
  }

  /** Vectors that are transformed. */
  private double transformed() {
    return groups() * points * all * (operands() + results()) / lanes;
  }

  private double groups() {
    return correlation.groups();
  }

  /** Channels of the result, blocks filled up. */
  private double results() {
    return (double) Costs.ceil(correlation.resultChannels(), lanes * vectors) * lanes * vectors;
  }

  private double operands() {
    return (double) Costs.ceil(correlation.operandChannels(), lanes * vectors) * lanes * vectors;
  }
}
