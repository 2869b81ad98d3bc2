package org.convc.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.convc.algebra.LinearProgram;
import org.convc.algebra.MinimalFilter;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Buffer.Role;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.LayerKind;

/** What the loop nests of {@link WinogradDefinition} have in common: tensors, sizes, loop variables, and how they are put together. */
abstract class WinogradNests {

  static final LoopVar PHASE_STEP = new LoopVar("cyb");
  static final LoopVar ROW_PHASE = new LoopVar("cy");
  static final LoopVar COLUMN_PHASE = new LoopVar("cx");
  static final LoopVar STEP = new LoopVar("tyb");
  static final LoopVar TILE_ROW = new LoopVar("ty");
  static final LoopVar TILE_COLUMN = new LoopVar("tx");
  static final LoopVar POINT = new LoopVar("i");
  static final LoopVar PADDED_ROW = new LoopVar("py");
  static final LoopVar PADDED_COLUMN = new LoopVar("px");
  static final LoopVar GROUP = new LoopVar("g");

  private static final List<LoopVar> PHASES = List.of(PHASE_STEP, ROW_PHASE, COLUMN_PHASE);

  final Layer layer;
  final KernelKind kind;
  final Correlation correlation;
  final WinogradGeometry size;
  final LoopVar resultChannel;
  final LoopVar operandChannel;
  final LoopVar resultBlock;
  final LoopVar operandBlock;
  final Buffer operand;
  final Buffer weights;
  final Buffer result;

  WinogradNests(Layer layer, KernelKind kind, WinogradTiles tiles) {
    this.layer = layer;
    this.kind = kind;
    this.correlation = Correlation.of(layer, kind);
    this.size = WinogradGeometry.of(correlation, tiles);
    this.resultChannel = new LoopVar(correlation.resultIsPositions() ? "ic" : "oc");
    this.operandChannel = new LoopVar(correlation.resultIsPositions() ? "oc" : "ic");
    this.resultBlock = new LoopVar(resultChannel.name() + "b");
    this.operandBlock = new LoopVar(operandChannel.name() + "b");
    Tensors tensors = new Tensors(layer);
    this.weights = tensors.weights(Kernel.WEIGHTS, Role.INPUT);
    switch (kind) {
      case BACKWARD_WEIGHTS:
        this.operand = tensors.positions(layer.kind() == LayerKind.CONVOLUTION ? "x" : "dy", Role.INPUT);
        this.result = tensors.windows(layer.kind() == LayerKind.CONVOLUTION ? "dy" : "x", Role.INPUT);
        break;
      case BACKWARD_DATA:
        this.operand = tensors.output("dy", Role.INPUT);
        this.result = tensors.input("dx", Role.OUTPUT);
        break;
      default:
        this.operand = tensors.input("x", Role.INPUT);
        this.result = tensors.output(kind == KernelKind.BIASED_SUM ? "z" : "y", Role.OUTPUT);
        break;
    }
  }

  /** {@code s} for the channels that there are, not for those that fill up the last block. */
  Stmt existing(LoopVar block, LoopVar channel, int channels, Stmt s) {
    return channels % size.lanes() == 0
        ? s
        : new Stmt.If(List.of(new Stmt.Condition(blocked(block, channel), channels)), s);
  }

  Affine channel(int channels, LoopVar block, LoopVar channel) {
    return of(GROUP).times(channels).plus(blocked(block, channel));
  }

  Affine blocked(LoopVar block, LoopVar channel) {
    return of(block).times(size.lanes()).plus(of(channel));
  }

  Affine plane(int columnPoint) {
    return of(POINT).times(size.columnFilter().products()).plus(columnPoint);
  }

  /** The number of a tile: rows of tiles, phases of rows, tiles of a row, phases of columns. */
  Affine tile() {
    return phasedRow(of(TILE_ROW)).times(size.tileColumns() * size.x().phases()).plus(tileColumn());
  }

  /** The number of a tile in its row. */
  Affine tileColumn() {
    return of(TILE_COLUMN).times(size.x().phases()).plus(index(columnPhase()));
  }

  /** Rows of the phases that are worked on, one phase after the other within a row of each. */
  Affine phasedRow(Affine row) {
    return row.times(size.phases()).plus(index(rowPhase()));
  }

  /** Where a row of the phases that are worked on lies among all rows. */
  Affine rowOfAll(Affine ofPhase) {
    Affine phase = index(phaseStep()).times(size.phases()).plus(index(rowPhase()));
    return of(STEP).times(size.rows() * size.rowFilter().outputs()).plus(ofPhase).times(size.y().dilation()).plus(phase);
  }

  /** Column {@code i} of a tile of a phase, among those of all phases. */
  Affine columnOfTile(int i) {
    return of(TILE_COLUMN).times(size.columnFilter().outputs()).plus(i).times(size.x().dilation()).plus(index(columnPhase()));
  }

  RelationLoops.Loop phaseStep() {
    return loop(PHASE_STEP, size.phaseSteps());
  }

  RelationLoops.Loop rowPhase() {
    return loop(ROW_PHASE, size.phases());
  }

  RelationLoops.Loop columnPhase() {
    return loop(COLUMN_PHASE, size.x().phases());
  }

  RelationLoops.Loop tileRows() {
    return loop(TILE_ROW, size.rows());
  }

  RelationLoops.Loop tileColumns() {
    return loop(TILE_COLUMN, size.tileColumns());
  }

  /** {@code body} within {@code loops}, those over phases left out where there is only one. */
  static Stmt phased(List<RelationLoops.Loop> loops, Stmt body) {
    return RelationLoops.nest(loops.stream().filter(l -> l.extent() > 1 || !PHASES.contains(l.variable())).toList(), body);
  }

  private static Affine index(RelationLoops.Loop phases) {
    return phases.extent() == 1 ? constant(0) : phases.index();
  }

  /** The operand along an axis, transformed as {@code filter} does data. */
  static WinogradSource.Along along(Correlation.Axis axis, MinimalFilter filter) {
    return new WinogradSource.Along(axis.operand(), axis.padBefore(), filter.data(), name(filter));
  }

  RelationLoops.Loop blocks() {
    return loop(resultBlock, size.resultBlocks());
  }

  Access data(Buffer buffer, Affine channel, Affine row, Affine column) {
    List<Affine> subscripts = new ArrayList<>(List.of(of(RelationLoops.ITEM), channel));
    subscripts.addAll(spatial(row, column));
    return new Access(buffer, subscripts);
  }

  List<Affine> spatial(Affine row, Affine column) {
    return layer.rank() == 1 ? List.of(column) : List.of(row, column);
  }

  static Stmt transform(LinearProgram program, IntFunction<Access> inputs, IntFunction<Access> results) {
    return StraightLine.of(
        program,
        IntStream.range(0, program.inputs()).mapToObj(inputs).toList(),
        IntStream.range(0, program.results().size()).mapToObj(results).toList());
  }

  static String name(MinimalFilter filter) {
    return "F(" + filter.outputs() + ", " + filter.taps() + ")";
  }

  /** {@code transformX} of {@code transform} and {@code x}. */
  static String verb(String verb, String buffer) {
    return verb + Character.toUpperCase(buffer.charAt(0)) + buffer.substring(1);
  }

  static Stmt section(String name, String purpose, Stmt body) {
    return new Stmt.Section(name, purpose, body);
  }

  static Buffer buffer(String name, List<String> labels, Integer... extents) {
    return Buffer.rowMajor(name, Role.SCRATCH, false, labels, List.of(extents));
  }

  static RelationLoops.Loop loop(LoopVar variable, int extent) {
    return new RelationLoops.Loop(variable, extent);
  }

  static Access at(Buffer buffer, Affine... subscripts) {
    return new Access(buffer, List.of(subscripts));
  }

  static Affine of(LoopVar variable) {
    return Affine.of(variable);
  }

  static Affine constant(int value) {
    return Affine.constant(value);
  }
}
