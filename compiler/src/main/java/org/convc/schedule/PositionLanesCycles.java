package org.convc.schedule;

import org.convc.lower.RelationLoops;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.pass.Vectorise;

/** What positions in the lanes of vectors cost, see {@link Strategy#cycles}. */
final class PositionLanesCycles {

  /** Cycles of an element of a shifted copy. */
  private static final double COPY = 0.5;

  private final Layer layer;
  private final KernelKind kind;
  private final int lanes;
  private final int vectors;
  private final int rows;
  private final boolean shifted;
  private final boolean resultIsPositions;

  /** Along rows. */
  private final Relation.Axis along;

  /**
   * @param lanes numbers of a vector
   * @param vectors vectors of a row that a tile takes
   * @param rows rows that a tile takes; 0 for all of them, one after the other
   * @param shifted whether there is a shifted copy of the operand for each tap along a row
   */
  PositionLanesCycles(Layer layer, KernelKind kind, int lanes, int vectors, int rows, boolean shifted) {
    this.layer = layer;
    this.kind = kind;
    this.lanes = lanes;
    this.vectors = vectors;
    this.rows = rows;
    this.shifted = shifted;
    this.resultIsPositions = KernelSides.resultIsPositions(layer, kind);
    this.along = layer.relation().axes().get(layer.rank() - 1);
  }

  /**
   * Cycles of the kernel.
   *
   * @param length of a row of the result
   * @param channels of the result that a tile takes at most
   */
  double of(int length, int channels) {
    double work = Costs.multiplyAdds(layer) / lanes * Costs.waste(length, lanes * vectors);
    int channel = KernelSides.channel(layer, kind, new RelationLoops(layer.relation())).extent();
    int together = Tiles.even(channel, channels);
    double broadcast = Math.min(channel, together) * rowsServed();
    double wait = channel > 1 ? Math.max(1, Costs.BUSY_SUMS / (Math.min(channel, together) * vectors * rows)) : 1;
    return work * wait * Costs.waste(channel, together) * Costs.cachedMultiplyAdd(lanes * layer.type().bytes(), broadcast, vectors)
        + unstaging() + copies() + (shifted ? Costs.PADDED * copied() : Costs.split(stride()) * Costs.operand(layer, kind));
  }

  /** How far apart neighbouring results read. */
  private int stride() {
    return resultIsPositions ? 1 : along.stride();
  }

  /** Moving results to where they belong. */
  private double unstaging() {
    boolean apart = resultIsPositions && along.stride() > 1;
    return apart ? (isInterleaved() ? Costs.EVERY_SECOND : Costs.APART) * Costs.results(layer, kind) : 0;
  }

  /** Shifted copies. */
  private double copies() {
    double shift = stride() == 1 ? COPY * Costs.results(layer, kind) : Costs.APART * copied() / stride();
    return shifted ? layer.axes().get(layer.rank() - 1).kernel() * shift : 0;
  }

  /** Elements of the rows that a shifted copy has: not of those that a single row of taps passes over. */
  private double copied() {
    Relation.Axis across = layer.relation().axes().get(0);
    return Costs.operand(layer, kind) / (layer.rank() == 2 && across.taps() == 1 ? across.stride() : 1);
  }

  /** Whether the rows of two phases, both of which have taps, are one row of the result, elements in turn, and nothing is left to do with them. */
  private boolean isInterleaved() {
    boolean finished = kind == KernelKind.BACKWARD_DATA || Vectorise.suits(layer.activation());
    return layer.rank() == 2 && along.stride() == 2 && along.taps() > 1 && along.positions() % 2 == 0 && along.positions() / 2 >= lanes && finished;
  }

  /** Rows of sums that a row is loaded for at a time. */
  private double rowsServed() {
    if (layer.rank() < 2 || rows == 1) {
      return 1;
    }
    Relation.Axis across = layer.relation().axes().get(layer.rank() - 2);
    double stride = across.stride();
    if (rows == 0) {
      return across.taps() / stride;
    }
    double taps = resultIsPositions ? across.taps() / stride : across.taps();
    double step = resultIsPositions ? 1 : stride;
    return Math.max(1, rows * taps / (step * (rows - 1) + taps));
  }
}
