package org.convc.lower;

import java.util.List;
import org.convc.algebra.MinimalFilter;

/**
 * The sizes of everything in Winograd's algorithm for a kernel. A layer of one axis is one of a single row.
 *
 * @param y rows of the operand and of the result, which tiles divide
 * @param x columns
 * @param rowFilter F(m, r) along a column of rows
 * @param columnFilter F(m, r) along a row of columns
 * @param lanes channels of a block
 * @param phases phases of rows that are worked on at a time
 * @param rows rows of tiles of a phase that are worked on at a time; the last few may be fewer
 */
record WinogradGeometry(
    Correlation correlation,
    Correlation.Axis y,
    Correlation.Axis x,
    MinimalFilter rowFilter,
    MinimalFilter columnFilter,
    int lanes,
    int phases,
    int rows) {

  private static final Correlation.Axis ONE_ROW = new Correlation.Axis(1, 1, 1, 1, 0, false);

  /** Numbers of a cache line. */
  private static final int LINE = 16;

  WinogradGeometry {
    if (y.phases() % phases != 0) {
      throw new IllegalArgumentException(phases + " phases of " + y.phases() + " at a time");
    }
  }

  static WinogradGeometry of(Correlation correlation, WinogradTiles tiles) {
    List<Correlation.Axis> axes = correlation.axes();
    boolean plane = axes.size() == 2;
    Correlation.Axis y = plane ? axes.get(0) : ONE_ROW;
    Correlation.Axis x = axes.get(axes.size() - 1);
    int rowOutputs = plane ? tiles.outputs().get(0) : 1;
    int columnOutputs = tiles.outputs().get(axes.size() - 1);
    int rows = Math.min(tiles.rows(), ceil(y.ofPhase(), rowOutputs));
    return new WinogradGeometry(
        correlation,
        y,
        x,
        MinimalFilter.of(rowOutputs, y.taps()),
        MinimalFilter.of(columnOutputs, x.taps()),
        tiles.lanes(),
        tiles.phases(),
        rows);
  }

  int planes() {
    return rowFilter.products() * columnFilter.products();
  }

  /** Tiles of a row of tiles and of a phase of columns. */
  int tileColumns() {
    return ceil(x.ofPhase(), columnFilter.outputs());
  }

  /** How often some phases of rows are worked on. */
  int phaseSteps() {
    return y.phases() / phases;
  }

  /** How often some rows of tiles are worked on. */
  int steps() {
    return ceil(ceil(y.ofPhase(), rowFilter.outputs()), rows);
  }

  /** Tiles that are worked on at a time. */
  int tiles() {
    return rows * phases * tileColumns() * x.phases();
  }

  /** Rows that they read of one phase of a tensor. */
  int rowsOf(WinogradSource source) {
    return source.y().extent(rows, rowFilter.outputs());
  }

  /** Columns of a tensor that a row of tiles of all phases reads. */
  int columnsOf(WinogradSource source) {
    return span(source.x().extent(tileColumns(), columnFilter.outputs()));
  }

  /** Columns of the result that a row of tiles of all phases makes. */
  int resultColumns() {
    return span(tileColumns() * columnFilter.outputs());
  }

  /** Columns from the first one of the first phase to the last one of the last phase, where each phase has so many. */
  private int span(int ofPhase) {
    return (ofPhase - 1) * x.dilation() + x.phases();
  }

  int resultBlocks() {
    return ceil(correlation.resultChannels(), lanes);
  }

  int operandBlocks() {
    return ceil(correlation.operandChannels(), lanes);
  }

  /** Whether the last block of the result's channels is not full. */
  boolean isPartial() {
    return correlation.resultChannels() % lanes != 0;
  }

  /** Channels of a transformed tile with room behind them: tiles 1 kB apart would share the sets of the first-level cache. */
  int operandPitch() {
    int channels = operandBlocks() * lanes;
    return channels % (16 * LINE) == 0 ? channels + LINE : channels;
  }

  /** Tiles of a plane with room behind them: an odd number, so that planes do not share the sets of the cache. */
  int tilePitch() {
    return tiles() | 1;
  }

  private static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }
}
