package org.convc.lower;

import java.util.ArrayList;
import java.util.List;
import org.convc.algebra.LinearProgram;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Stmt;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.Layout;

/** Winograd's algorithm, second part: tiles of the operand are copied between zeros and transformed. */
final class WinogradData extends WinogradNests {

  WinogradData(Layer layer, KernelKind kind, WinogradTiles tiles) {
    super(layer, kind, tiles);
  }

  /** {@code v} for a block of the operand's channels. */
  Stmt transformed(Buffer v, List<Buffer> scratch) {
    String name = operand.name();
    Buffer padded = buffer(name + "p", List.of("row", "column", "channel"), size.operandRows() * size.phases(), size.operandColumns(), size.lanes());
    Buffer rows = buffer(name + "r", List.of("point", "column", "channel"), size.rowFilter().products(), size.operandColumns(), size.lanes());
    scratch.addAll(List.of(padded, rows));
    RelationLoops.Loop lane = loop(operandChannel, size.lanes());
    int m = size.rowFilter().outputs();
    Stmt alongRows =
        transform(
            LinearProgram.of(size.rowFilter().data()),
            j -> at(padded, phasedRow(of(TILE_ROW).times(m).plus(j)), of(PADDED_COLUMN), of(operandChannel)),
            i -> at(rows, constant(i), of(PADDED_COLUMN), of(operandChannel)));
    Stmt alongColumns =
        transform(
            LinearProgram.of(size.columnFilter().data()),
            j -> at(rows, of(POINT), columnOfTile(j), of(operandChannel)),
            i -> at(v, plane(i), tile(), blocked(operandBlock, operandChannel)));
    Stmt tiles =
        Stmt.Block.of(
            section(
                verb("transform", name) + "Rows",
                "Transforms " + name + " along the rows of a row of tiles, " + name(size.rowFilter()) + ".",
                RelationLoops.nest(List.of(lane, loop(PADDED_COLUMN, size.operandColumns())), alongRows)),
            section(
                verb("transform", name),
                "Transforms " + name + " along the columns of a row of tiles, " + name(size.columnFilter()) + ".",
                phased(List.of(loop(POINT, size.rowFilter().products()), lane, tileColumns(), columnPhase()), alongColumns)));
    return Stmt.Block.of(arrange(padded), phased(List.of(tileRows(), rowPhase()), tiles));
  }

  /** A copy of the rows that some tiles read, between zeros, the channels of a block side by side. */
  private Stmt arrange(Buffer padded) {
    Access element = at(padded, phasedRow(of(PADDED_ROW)), of(PADDED_COLUMN), of(operandChannel));
    Affine row = rowOfAll(of(PADDED_ROW)).plus(-size.y().padBefore());
    Affine column = of(PADDED_COLUMN).plus(-size.x().padBefore());
    int first = Math.min(size.operandColumns(), Math.max(0, size.x().padBefore()));
    int end = Math.max(first, Math.min(size.operandColumns(), size.x().operand() + size.x().padBefore()));
    boolean partial = correlation.operandChannels() % size.lanes() != 0;
    List<Stmt> parts = new ArrayList<>();
    if (partial) {
      parts.add(zeros(element, 0, size.operandColumns()));
    } else {
      int ofPhase = size.rows() * size.rowFilter().outputs() * (size.steps() - 1) + size.operandRows() - 1;
      int last = ofPhase * size.y().dilation() + size.y().phases() - 1 - size.y().padBefore();
      Stmt zeros = zeros(element, first, end);
      parts.add(zeros(element, 0, first));
      parts.add(zeros(element, end, size.operandColumns()));
      parts.add(where(row.times(-1).plus(-1), size.y().padBefore(), zeros));
      parts.add(where(row.plus(-size.y().operand()), last - size.y().operand() + 1, zeros));
    }
    if (first < end) {
      Stmt store = new Stmt.Store(element, new Expr.Load(data(operand, operandChannels(), row, column)));
      Stmt copy =
          layer.layout() == Layout.NHWC
              ? new Stmt.For(PADDED_COLUMN, first, end, 1, Stmt.For.of(operandChannel, size.lanes(), existingOperand(store)))
              : Stmt.For.of(operandChannel, size.lanes(), existingOperand(new Stmt.For(PADDED_COLUMN, first, end, 1, store)));
      parts.add(where(row, size.y().operand(), copy));
    }
    String purpose = "Copies the rows that some rows of tiles read, between zeros, " + size.lanes() + " channels side by side.";
    Stmt all = phased(List.of(loop(PADDED_ROW, size.operandRows()), rowPhase()), new Stmt.Block(parts));
    return section(verb("arrange", operand.name()), purpose, all);
  }

  private Stmt zeros(Access element, int first, int end) {
    Stmt zero = new Stmt.Store(element, new Expr.Literal(0));
    return first == end
        ? Stmt.Block.of()
        : new Stmt.For(PADDED_COLUMN, first, end, 1, Stmt.For.of(operandChannel, size.lanes(), zero));
  }

  /** {@code s} where {@code 0 <= value < bound}. */
  private static Stmt where(Affine value, int bound, Stmt s) {
    return bound <= 0 ? Stmt.Block.of() : new Stmt.If(List.of(new Stmt.Condition(value, bound)), s);
  }

  private Stmt existingOperand(Stmt s) {
    return existing(operandBlock, operandChannel, correlation.operandChannels(), s);
  }

  private Affine operandChannels() {
    return channel(correlation.operandChannels(), operandBlock, operandChannel);
  }
}
