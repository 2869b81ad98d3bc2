package org.convc.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Stmt;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.Layout;

/** Winograd's algorithm, second part: tiles of a tensor are copied between zeros and transformed. */
final class WinogradData extends WinogradNests {

  private final WinogradSource source;

  WinogradData(Layer layer, KernelKind kind, WinogradTiles tiles, WinogradSource source) {
    super(layer, kind, tiles);
    this.source = source;
  }

  /**
   * A block of the channels, transformed.
   *
   * @param v where an element of a plane belongs: its subscripts are the plane, the tile and the channel in its block
   */
  Stmt transformed(Function<Affine, Access> v, List<Buffer> scratch) {
    String name = source.tensor().name();
    int columns = size.columnsOf(source);
    Buffer padded = buffer(name + "p", List.of("row", "column", "channel"), size.rowsOf(source) * size.phases(), columns, size.lanes());
    Buffer rows = buffer(name + "r", List.of("point", "column", "channel"), size.rowFilter().products(), columns, size.lanes());
    scratch.addAll(List.of(padded, rows));
    RelationLoops.Loop lane = loop(source.channel(), size.lanes());
    int m = size.rowFilter().outputs();
    Stmt alongRows =
        transform(
            source.y().program(),
            j -> at(padded, phasedRow(of(TILE_ROW).times(m).plus(j)), of(PADDED_COLUMN), of(source.channel())),
            i -> at(rows, constant(i), of(PADDED_COLUMN), of(source.channel())));
    Stmt alongColumns =
        transform(
            source.x().program(),
            j -> at(rows, of(POINT), columnOfTile(j), of(source.channel())),
            i -> v.apply(plane(i)));
    Stmt tiles =
        Stmt.Block.of(
            section(
                verb("transform", name) + "Rows",
                "Transforms " + name + " along the rows of a row of tiles, " + source.y().filter() + ".",
                RelationLoops.nest(List.of(lane, loop(PADDED_COLUMN, columns)), alongRows)),
            section(
                verb("transform", name),
                "Transforms " + name + " along the columns of a row of tiles, " + source.x().filter() + ".",
                phased(List.of(loop(POINT, size.rowFilter().products()), lane, tileColumns(), columnPhase()), alongColumns)));
    return Stmt.Block.of(arrange(padded), phased(List.of(tileRows(), rowPhase()), tiles));
  }

  /** A copy of the rows that some tiles read, between zeros, the channels of a block side by side. */
  private Stmt arrange(Buffer padded) {
    Access element = at(padded, phasedRow(of(PADDED_ROW)), of(PADDED_COLUMN), of(source.channel()));
    Affine row = rowOfAll(of(PADDED_ROW)).plus(-source.y().padBefore());
    Affine column = of(PADDED_COLUMN).plus(-source.x().padBefore());
    int columns = size.columnsOf(source);
    int first = Math.min(columns, Math.max(0, source.x().padBefore()));
    int end = Math.max(first, Math.min(columns, source.x().elements() + source.x().padBefore()));
    boolean partial = source.channels() % size.lanes() != 0;
    List<Stmt> parts = new ArrayList<>();
    if (partial) {
      parts.add(zeros(element, 0, columns));
    } else {
      int ofPhase = size.rows() * size.rowFilter().outputs() * (size.steps() - 1) + size.rowsOf(source) - 1;
      int last = ofPhase * size.y().dilation() + size.y().phases() - 1 - source.y().padBefore();
      Stmt zeros = zeros(element, first, end);
      parts.add(zeros(element, 0, first));
      parts.add(zeros(element, end, columns));
      parts.add(where(row.times(-1).plus(-1), source.y().padBefore(), zeros));
      parts.add(where(row.plus(-source.y().elements()), last - source.y().elements() + 1, zeros));
    }
    if (first < end) {
      Stmt store = new Stmt.Store(element, new Expr.Load(data(source.tensor(), source.channelOfAll(size.lanes()), row, column)));
      Stmt copy =
          layer.layout() == Layout.NHWC
              ? new Stmt.For(PADDED_COLUMN, first, end, 1, Stmt.For.of(source.channel(), size.lanes(), existing(store)))
              : Stmt.For.of(source.channel(), size.lanes(), existing(new Stmt.For(PADDED_COLUMN, first, end, 1, store)));
      parts.add(where(row, source.y().elements(), copy));
    }
    String purpose = "Copies the rows that some rows of tiles read, between zeros, " + size.lanes() + " channels side by side.";
    Stmt all = phased(List.of(loop(PADDED_ROW, size.rowsOf(source)), rowPhase()), new Stmt.Block(parts));
    return section(verb("arrange", source.tensor().name()), purpose, all);
  }

  private Stmt zeros(Access element, int first, int end) {
    Stmt zero = new Stmt.Store(element, new Expr.Literal(0));
    return first == end
        ? Stmt.Block.of()
        : new Stmt.For(PADDED_COLUMN, first, end, 1, Stmt.For.of(source.channel(), size.lanes(), zero));
  }

  /** {@code s} where {@code 0 <= value < bound}. */
  private static Stmt where(Affine value, int bound, Stmt s) {
    return bound <= 0 ? Stmt.Block.of() : new Stmt.If(List.of(new Stmt.Condition(value, bound)), s);
  }

  private Stmt existing(Stmt s) {
    return existing(source.block(), source.channel(), source.channels(), s);
  }
}
