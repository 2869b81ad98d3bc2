package org.convc.lower;

import static org.convc.lower.Nests.at;
import static org.convc.lower.Nests.ceil;
import static org.convc.lower.Nests.constant;
import static org.convc.lower.Nests.loop;
import static org.convc.lower.Nests.of;
import static org.convc.lower.Nests.section;
import static org.convc.lower.Nests.verb;

import java.util.ArrayList;
import java.util.List;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;
import org.convc.model.KernelKind;
import org.convc.model.Layer;

/** What the kernels by Fourier transforms have in common: tiles, and how they get into transforms and out of them. */
abstract class FourierNests {

  static final LoopVar GROUP = new LoopVar("g");
  static final LoopVar BLOCK = new LoopVar("f");

  private static final LoopVar ROW_STEP = new LoopVar("tyb");
  private static final LoopVar COLUMN_STEP = new LoopVar("txb");
  private static final LoopVar TILE_ROW = new LoopVar("ty");
  private static final LoopVar TILE_COLUMN = new LoopVar("tx");
  private static final LoopVar ROW = new LoopVar("r");
  private static final LoopVar COLUMN = new LoopVar("c");

  private static final FourierAxis ONE_ROW = new FourierAxis(1, 1, 1, 0, false);

  /** What is done with an element of a tile, given its place in the tile and along the whole axes. */
  interface Element {
    Stmt.Store of(Affine position, Affine row, Affine column);
  }

  final Layer layer;
  final KernelKind kind;
  final FourierAxis y;
  final FourierAxis x;
  final FourierTiles.Axis tileY;
  final FourierTiles.Axis tileX;
  final int lanes;
  final FourierTransform transform;
  final List<Buffer> scratch = new ArrayList<>();

  FourierNests(Layer layer, KernelKind kind, FourierTiles tiles) {
    List<FourierAxis> axes = FourierAxis.of(layer, kind);
    boolean plane = axes.size() == 2;
    this.layer = layer;
    this.kind = kind;
    this.lanes = tiles.lanes();
    this.y = plane ? axes.get(0) : ONE_ROW;
    this.x = axes.get(axes.size() - 1);
    this.tileY = plane ? tiles.axes().get(0) : new FourierTiles.Axis(1, 1, 1);
    this.tileX = tiles.axes().get(axes.size() - 1);
    this.transform =
        plane
            ? new FourierTransform(tileY.size() / 2, tileX.size(), lanes, false)
            : new FourierTransform(tileX.size() / (2 * lanes), lanes, lanes, true);
  }

  /** Which length is cut into tiles: that of the result, or that of the filter. */
  abstract int cut(FourierAxis axis);

  int pieceRows() {
    return ceil(cut(y), tileY.tiles());
  }

  int pieceColumns() {
    return ceil(cut(x), tileX.tiles());
  }

  int blocks() {
    return transform.size() / lanes;
  }

  /** Tiles that are worked on at a time. */
  int tiles() {
    return tileY.together() * tileX.together();
  }

  static Affine tile(int together) {
    return of(TILE_ROW).times(together).plus(of(TILE_COLUMN));
  }

  Affine tile() {
    return tile(tileX.together());
  }

  List<RelationLoops.Loop> steps() {
    return List.of(loop(ROW_STEP, tileY.tiles() / tileY.together()), loop(COLUMN_STEP, tileX.tiles() / tileX.together()));
  }

  /** {@code s} for all tiles of a channel. */
  Stmt overTiles(LoopVar channel, int channels, Stmt... s) {
    return RelationLoops.nest(
        List.of(loop(channel, channels), loop(TILE_ROW, tileY.together()), loop(TILE_COLUMN, tileX.together())), Stmt.Block.of(s));
  }

  private Affine tileRow() {
    return of(ROW_STEP).times(tileY.together()).plus(of(TILE_ROW));
  }

  private Affine tileColumn() {
    return of(COLUMN_STEP).times(tileX.together()).plus(of(TILE_COLUMN));
  }

  private int frameRows() {
    return (tileY.tiles() - 1) * pieceRows() + tileY.size();
  }

  private int frameColumns() {
    return (tileX.tiles() - 1) * pieceColumns() + tileX.size();
  }

  /** A buffer for the operand's channels of a group between zeros. */
  Buffer frame(Buffer operand, int channels) {
    Buffer frame = Nests.scratch(operand.name() + "p", List.of("channel", "position"), channels, frameRows() * frameColumns());
    scratch.add(frame);
    return frame;
  }

  /** Fills the frames of a group. */
  Stmt framed(Buffer operand, Buffer frame, LoopVar channel, int channels) {
    int firstRow = Math.max(0, y.padBefore());
    int endRow = Math.min(frameRows(), y.operand() + y.padBefore());
    int firstColumn = Math.max(0, x.padBefore());
    int endColumn = Math.min(frameColumns(), x.operand() + x.padBefore());
    List<Stmt> parts = new ArrayList<>();
    Affine position = of(ROW).times(frameColumns()).plus(of(COLUMN));
    parts.add(Stmt.For.of(COLUMN, frameRows() * frameColumns(), new Stmt.Store(at(frame, of(channel), of(COLUMN)), new Expr.Literal(0))));
    if (firstRow < endRow && firstColumn < endColumn) {
      Access element = data(operand, group(channel, channels), of(ROW).plus(-y.padBefore()), of(COLUMN).plus(-x.padBefore()));
      Stmt copy = new Stmt.Store(at(frame, of(channel), position), new Expr.Load(element));
      parts.add(new Stmt.For(ROW, firstRow, endRow, 1, new Stmt.For(COLUMN, firstColumn, endColumn, 1, copy)));
    }
    String purpose = "Copies " + operand.name() + " between zeros.";
    return section(verb("pad", operand.name()), purpose, Stmt.For.of(channel, channels, new Stmt.Block(parts)));
  }

  /** The spectra of the tiles of the operand, from its frames. */
  Stmt operandSpectra(Buffer operand, Buffer frame, LoopVar channel, int channels, FourierTransform.Place target) {
    Affine origin = tileRow().times(pieceRows() * frameColumns()).plus(tileColumn().times(pieceColumns()));
    boolean whole = tileX.size() == frameColumns() || y == ONE_ROW;
    if (whole) {
      return overTiles(channel, channels, transform.forward(operand.name(), real(frame, of(channel), origin), target, 3, scratch));
    }
    Buffer tile = tile(operand.name());
    Affine place = origin.plus(of(ROW).times(frameColumns())).plus(of(COLUMN));
    Stmt copy = new Stmt.Store(at(tile, of(ROW).times(tileX.size()).plus(of(COLUMN))), new Expr.Load(at(frame, of(channel), place)));
    Stmt copied = RelationLoops.nest(List.of(loop(ROW, tileY.size()), loop(COLUMN, tileX.size())), copy);
    return overTiles(
        channel,
        channels,
        section(verb("cut", operand.name()), "Copies a tile of " + operand.name() + ".", copied),
        transform.forward(operand.name(), real(tile), target, 3, scratch));
  }

  /** A buffer for a tile of real numbers. */
  Buffer tile(String name) {
    Buffer tile = Nests.scratch(name + "t", List.of("position"), 2 * transform.size());
    scratch.add(tile);
    return tile;
  }

  /** A tile as complex numbers: its second half is their imaginary parts. */
  FourierTransform.Place real(Buffer tile) {
    return (part, block, lane) -> at(tile, block.times(lanes).plus(lane).plus(part * transform.size()));
  }

  private FourierTransform.Place real(Buffer frame, Affine channel, Affine origin) {
    return (part, block, lane) -> at(frame, channel, origin.plus(block.times(lanes)).plus(lane).plus(part * transform.size()));
  }

  Stmt cleared(Buffer tile) {
    return Stmt.For.of(COLUMN, 2 * transform.size(), new Stmt.Store(at(tile, of(COLUMN)), new Expr.Literal(0)));
  }

  /** {@code element} for each that there is of the first rows and columns of a tile. */
  static Stmt corner(FourierTiles.Axis columns, int height, int width, Element element) {
    Stmt s = element.of(of(ROW).times(columns.size()).plus(of(COLUMN)), of(ROW), of(COLUMN));
    return RelationLoops.nest(List.of(loop(ROW, height), loop(COLUMN, width)), s);
  }

  /** {@code element} for each that there is of the piece that belongs to a tile; the last piece of an axis may be smaller. */
  Stmt piece(Element element) {
    int width = pieceColumns();
    int last = cut(x) - (tileX.tiles() - 1) * width;
    Affine column = tileColumn().times(width);
    List<Stmt> parts = new ArrayList<>();
    if (last == width) {
      parts.add(row(element, width));
    } else {
      if (tileX.tiles() > 1) {
        parts.add(new Stmt.If(List.of(new Stmt.Condition(column, (tileX.tiles() - 2) * width + 1)), row(element, width)));
      }
      Affine fromLast = column.plus(-(tileX.tiles() - 1) * width);
      parts.add(new Stmt.If(List.of(new Stmt.Condition(fromLast, 1)), row(element, last)));
    }
    Stmt columns = new Stmt.Block(parts);
    boolean even = pieceRows() * tileY.tiles() == cut(y);
    Stmt inside = even ? columns : new Stmt.If(List.of(new Stmt.Condition(pieceRow(), cut(y))), columns);
    return Stmt.For.of(ROW, pieceRows(), inside);
  }

  private Affine pieceRow() {
    return tileRow().times(pieceRows()).plus(of(ROW));
  }

  /** Columns by vectors, and what is left one by one. */
  private Stmt row(Element element, int width) {
    Affine lane = of(COLUMN).times(lanes).plus(of(FourierDefinition.LANE));
    int whole = width / lanes;
    List<Stmt> parts = new ArrayList<>();
    if (whole > 0) {
      Stmt.Store store = placed(element, lane);
      Stmt named = Stmt.Block.of(new Stmt.Let("v", store.value()), new Stmt.Store(store.target(), new Expr.Local("v")));
      parts.add(Stmt.For.of(COLUMN, whole, Stmt.For.of(FourierDefinition.LANE, lanes, named)));
    }
    if (whole * lanes < width) {
      parts.add(new Stmt.For(COLUMN, whole * lanes, width, 1, placed(element, of(COLUMN))));
    }
    return new Stmt.Block(parts);
  }

  private Stmt.Store placed(Element element, Affine column) {
    return element.of(of(ROW).times(tileX.size()).plus(column), pieceRow(), tileColumn().times(pieceColumns()).plus(column));
  }

  Affine group(LoopVar channel, int channels) {
    return of(GROUP).times(channels).plus(of(channel));
  }

  Access data(Buffer buffer, Affine channel, Affine row, Affine column) {
    List<Affine> subscripts = new ArrayList<>(List.of(of(RelationLoops.ITEM), channel));
    subscripts.addAll(spatial(row, column));
    return new Access(buffer, subscripts);
  }

  List<Affine> spatial(Affine row, Affine column) {
    return layer.rank() == 1 ? List.of(column) : List.of(row, column);
  }

  /** What transforms and their inverses multiply by. */
  Expr scale() {
    return new Expr.Literal(1.0 / transform.size());
  }
}
