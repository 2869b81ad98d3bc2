package org.convc.lower;

import static org.convc.lower.Nests.at;
import static org.convc.lower.Nests.ceil;
import static org.convc.lower.Nests.divisor;
import static org.convc.lower.Nests.loop;
import static org.convc.lower.Nests.of;
import static org.convc.lower.Nests.section;
import static org.convc.lower.Nests.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
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
  static final LoopVar BLOCKS = new LoopVar("fb");
  static final LoopVar BLOCK = new LoopVar("f");

  private static final LoopVar ROW_STEP = new LoopVar("tyb");
  private static final LoopVar COLUMN_STEP = new LoopVar("txb");
  private static final LoopVar TILE_ROW = new LoopVar("ty");
  private static final LoopVar TILE_COLUMN = new LoopVar("tx");
  private static final LoopVar ROW = new LoopVar("r");
  private static final LoopVar COLUMN = new LoopVar("c");
  private static final LoopVar ROW_BLOCK = new LoopVar("rb");
  private static final LoopVar COLUMN_BLOCK = new LoopVar("cb");

  /** Elements that a section copies. */
  private static final int RUN = 512;

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

  /**
   * A buffer of spectra: in each block all pairs of numbers, of channels or of tiles and channels, with their parts. The number of pairs is
   * odd, with room for one more where it is not, so that blocks do not share the sets of a cache.
   *
   * @param parts of a complex number, 3 with the negative real part
   */
  Buffer spectra(String name, int groups, int pairs, int parts) {
    return Nests.scratch(name, List.of("group", "block", "pair", "part", "lane"), groups, blocks(), pairs | 1, parts, lanes);
  }

  int blocks() {
    return transform.size() / lanes;
  }

  /** Blocks of spectra that a section may go through. */
  int blocksTogether() {
    return divisor(blocks(), RUN / lanes);
  }

  Affine block() {
    return of(BLOCKS).times(blocksTogether()).plus(of(BLOCK));
  }

  /** Tiles that are worked on at a time. */
  int tiles() {
    return tileY.together() * tileX.together();
  }

  Affine tile() {
    return of(TILE_ROW).times(tileX.together()).plus(of(TILE_COLUMN));
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
    String name = verb("pad", operand.name());
    List<Stmt> parts = new ArrayList<>();
    parts.add(
        runs(name, "Sets some elements of a frame to zero.", 1, frameRows() * frameColumns(), (row, column) ->
            new Stmt.Store(at(frame, of(channel), column), new Expr.Literal(0))));
    if (firstRow < endRow && firstColumn < endColumn) {
      parts.add(
          runs(name, "Copies some rows of " + operand.name() + " between zeros.", endRow - firstRow, endColumn - firstColumn, (row, column) ->
              new Stmt.Store(
                  at(frame, of(channel), row.plus(firstRow).times(frameColumns()).plus(column).plus(firstColumn)),
                  new Expr.Load(
                      data(operand, group(channel, channels), row.plus(firstRow - y.padBefore()), column.plus(firstColumn - x.padBefore()))))));
    }
    return Stmt.For.of(channel, channels, new Stmt.Block(parts));
  }

  /** The spectra of the tiles of the operand, from its frames. */
  Stmt operandSpectra(Buffer operand, Buffer frame, LoopVar channel, int channels, FourierTransform.Place target) {
    Affine origin = tileRow().times(pieceRows() * frameColumns()).plus(tileColumn().times(pieceColumns()));
    boolean whole = tileX.size() == frameColumns() || y == ONE_ROW;
    if (whole) {
      return overTiles(channel, channels, transform.forward(operand.name(), real(frame, of(channel), origin), target, 3, scratch));
    }
    Buffer tile = tile(operand.name());
    Stmt cut =
        runs(verb("cut", operand.name()), "Copies some rows of a tile of " + operand.name() + ".", tileY.size(), tileX.size(), (row, column) ->
            new Stmt.Store(
                at(tile, row.times(tileX.size()).plus(column)),
                new Expr.Load(at(frame, of(channel), origin.plus(row.times(frameColumns())).plus(column)))));
    return overTiles(channel, channels, cut, transform.forward(operand.name(), real(tile), target, 3, scratch));
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

  Stmt cleared(String name, Buffer tile) {
    return runs(name, "Sets some elements of a tile to zero.", 1, 2 * transform.size(), (row, column) ->
        new Stmt.Store(at(tile, column), new Expr.Literal(0)));
  }

  /** {@code element} for each that there is of the first rows and columns of a tile. */
  Stmt corner(String name, String purpose, int height, int width, Element element) {
    return runs(name, purpose, height, width, (row, column) -> element.of(row.times(tileX.size()).plus(column), row, column));
  }

  /** A matrix by sections of a few rows, or of a part of a row: C2 compiles well what is called often. */
  private static Stmt runs(String name, String purpose, int height, int width, BiFunction<Affine, Affine, Stmt.Store> element) {
    int columns = Math.min(width, RUN);
    int rows = divisor(height, RUN / columns);
    int whole = width / columns;
    Affine row = of(ROW_BLOCK).times(rows).plus(of(ROW));
    Affine column = of(COLUMN_BLOCK).times(columns).plus(of(COLUMN));
    List<Stmt> parts = new ArrayList<>();
    Stmt run = RelationLoops.nest(List.of(loop(ROW, rows), loop(COLUMN, columns)), element.apply(row, column));
    parts.add(RelationLoops.nest(List.of(loop(ROW_BLOCK, height / rows), loop(COLUMN_BLOCK, whole)), section(name, purpose, run)));
    if (whole * columns < width) {
      Stmt.Store store = element.apply(row, of(COLUMN).plus(whole * columns));
      Stmt rest = RelationLoops.nest(List.of(loop(ROW, rows), loop(COLUMN, width - whole * columns)), store);
      parts.add(RelationLoops.nest(List.of(loop(ROW_BLOCK, height / rows)), section(name, purpose, rest)));
    }
    return new Stmt.Block(parts);
  }

  /** {@code element} for each that there is of the piece that belongs to a tile; the last piece of an axis may be smaller. */
  Stmt piece(String name, String purpose, Element element) {
    int width = pieceColumns();
    int last = cut(x) - (tileX.tiles() - 1) * width;
    if (last == width) {
      return columns(name, purpose, element, width, List.of());
    }
    Affine column = tileColumn().times(width);
    List<Stmt> parts = new ArrayList<>();
    if (tileX.tiles() > 1) {
      Stmt.Condition notLast = new Stmt.Condition(column, (tileX.tiles() - 2) * width + 1);
      parts.add(columns(name, purpose, element, width, List.of(notLast)));
    }
    parts.add(columns(name, purpose, element, last, List.of(new Stmt.Condition(column.plus(-(tileX.tiles() - 1) * width), 1))));
    return new Stmt.Block(parts);
  }

  /** The first columns of a piece: by vectors, and what is left one by one. */
  private Stmt columns(String name, String purpose, Element element, int width, List<Stmt.Condition> where) {
    int rows = divisor(pieceRows(), Math.max(1, RUN / width));
    Affine row = of(ROW_BLOCK).times(rows).plus(of(ROW));
    List<Stmt.Condition> conditions = new ArrayList<>(where);
    if (pieceRows() * tileY.tiles() != cut(y)) {
      conditions.add(new Stmt.Condition(alongRows(row), cut(y)));
    }
    int whole = width / lanes;
    List<Stmt> parts = new ArrayList<>();
    if (whole > 0) {
      int together = divisor(whole, RUN / lanes);
      Affine vector = of(COLUMN_BLOCK).times(together).plus(of(COLUMN));
      Stmt.Store store = placed(element, row, vector.times(lanes).plus(of(FourierDefinition.LANE)));
      Stmt named = Stmt.Block.of(new Stmt.Let("v", store.value()), new Stmt.Store(store.target(), new Expr.Local("v")));
      Stmt run = where(conditions, RelationLoops.nest(List.of(loop(COLUMN, together), loop(FourierDefinition.LANE, lanes)), named));
      parts.add(Stmt.For.of(COLUMN_BLOCK, whole / together, section(name, purpose, Stmt.For.of(ROW, rows, run))));
    }
    if (whole * lanes < width) {
      Stmt rest = where(conditions, new Stmt.For(COLUMN, whole * lanes, width, 1, placed(element, row, of(COLUMN))));
      parts.add(section(name, purpose, Stmt.For.of(ROW, rows, rest)));
    }
    return Stmt.For.of(ROW_BLOCK, pieceRows() / rows, new Stmt.Block(parts));
  }

  private static Stmt where(List<Stmt.Condition> conditions, Stmt s) {
    return conditions.isEmpty() ? s : new Stmt.If(conditions, s);
  }

  private Affine alongRows(Affine row) {
    return tileRow().times(pieceRows()).plus(row);
  }

  private Stmt.Store placed(Element element, Affine row, Affine column) {
    Affine alongColumns = tileColumn().times(pieceColumns()).plus(column);
    return element.of(row.times(tileX.size()).plus(column), alongRows(row), alongColumns);
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

  /** The part of an operand that goes with part p of a filter into part q of a product: {@code q + p}. */
  static Affine partOfOperand() {
    return of(FourierDefinition.RESULT_PART).plus(of(FourierDefinition.PART));
  }

  /** One term of a sum of complex products. */
  static Expr term(Access operand, Access filter, String sum) {
    return new Expr.Fma(new Expr.Load(operand), new Expr.Load(filter), new Expr.Local(sum));
  }
}
