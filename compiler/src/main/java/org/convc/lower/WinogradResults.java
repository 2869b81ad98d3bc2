package org.convc.lower;

import java.util.List;
import org.convc.algebra.LinearProgram;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.Activation;
import org.convc.runtime.Layout;

/** Winograd's algorithm, last part: results are made of the products, and written where they belong. */
final class WinogradResults extends WinogradNests {

  WinogradResults(Layer layer, KernelKind kind, WinogradTiles tiles) {
    super(layer, kind, tiles);
  }

  /** The results of a block of channels. */
  Stmt written(Buffer m, Buffer bias, List<Buffer> scratch) {
    String name = result.name();
    int height = size.rowFilter().outputs();
    int points = size.columnFilter().products();
    Buffer rows = buffer(name + "r", List.of("row", "tile", "point", "lane"), height, size.tileColumns() * size.x().phases(), points, size.lanes());
    Buffer stage = buffer(name + "t", List.of("row", "column", "lane"), height, size.resultColumns(), size.lanes());
    scratch.addAll(List.of(rows, stage));
    RelationLoops.Loop lane = loop(resultChannel, size.lanes());
    LoopVar row = new LoopVar("r");
    LoopVar column = new LoopVar("c");
    Stmt alongRows =
        transform(
            LinearProgram.of(size.rowFilter().output()),
            i -> at(m, of(resultBlock), of(POINT).plus(i * points), tile(), of(resultChannel)),
            j -> at(rows, constant(j), tileColumn(), of(POINT), of(resultChannel)));
    Stmt alongColumns =
        transform(
            LinearProgram.of(size.columnFilter().output()),
            i -> at(rows, of(row), tileColumn(), constant(i), of(resultChannel)),
            j -> at(stage, of(row), columnOfTile(j), of(resultChannel)));
    Affine y = rowOfAll(of(TILE_ROW).times(height).plus(of(row)));
    Access target = data(result, channel(correlation.resultChannels(), resultBlock, resultChannel), y, of(column));
    Stmt write = new Stmt.Store(target, finished(new Expr.Load(at(stage, of(row), of(column), of(resultChannel))), bias));
    RelationLoops.Loop columns = loop(column, size.x().result());
    Stmt ofRow =
        layer.layout() == Layout.NHWC
            ? RelationLoops.nest(List.of(columns, lane), existing(resultBlock, resultChannel, correlation.resultChannels(), write))
            : RelationLoops.nest(
                List.of(lane), existing(resultBlock, resultChannel, correlation.resultChannels(), RelationLoops.nest(List.of(columns), write)));
    boolean whole = size.steps() * size.rows() * height * size.y().dilation() == size.y().result();
    Stmt written = whole ? ofRow : new Stmt.If(List.of(new Stmt.Condition(y, size.y().result())), ofRow);
    return phased(
        List.of(tileRows(), rowPhase()),
        Stmt.Block.of(
            section(
                verb("transform", name) + "Rows",
                "Makes rows of " + name + " of the products of a row of tiles, " + name(size.rowFilter()) + ".",
                phased(List.of(loop(POINT, points), lane, tileColumns(), columnPhase()), alongRows)),
            section(
                verb("transform", name),
                "Makes columns of " + name + " of the rows of a row of tiles, " + name(size.columnFilter()) + ".",
                phased(List.of(loop(row, height), lane, tileColumns(), columnPhase()), alongColumns)),
            section(
                verb("write", name),
                "Copies the results of a row of tiles to where they belong.",
                RelationLoops.nest(List.of(loop(row, height)), written))));
  }

  private Expr finished(Expr sum, Buffer bias) {
    Expr value = sum;
    if (bias != null) {
      Access b = new Access(bias, List.of(channel(correlation.resultChannels(), resultBlock, resultChannel)));
      value = new Expr.Add(value, new Expr.Load(b));
    }
    boolean activated = kind == KernelKind.FORWARD && !layer.activation().equals(Activation.NONE);
    return activated ? new Expr.Activate(layer.activation(), value) : value;
  }
}
