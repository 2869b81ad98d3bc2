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
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.Activation;
import org.convc.runtime.Layout;

/**
 * What a kernel is by Winograd's minimal filtering (A. Lavin and S. Gray, Fast Algorithms for Convolutional Neural Networks, 2016): for
 * tiles of {@code m x m} results, which read tiles of {@code n x n} elements of the operand, {@code n = m + r - 1},
 *
 * <pre>
 *   u[p, oc, ic] = G w[oc, ic] G'                 transformed weights, once
 *   v[p, t, ic]  = B d[t, ic] B'                  transformed tiles of the operand
 *   m[p, t, oc]  = sum over ic of v[p, t, ic] * u[p, oc, ic]
 *   y[t, oc]     = A' m[., t, oc] A
 * </pre>
 *
 * <p>where {@code p} counts the {@code n x n} planes and the matrices are those of {@link MinimalFilter}. A transform goes
 * along one axis after the other, so it consists of straight lines of a few sums. Tiles that reach over an edge read zeros and write what
 * exists. The sums round otherwise than those of {@link Definition}; without rounding they are the same.
 *
 * <p>Channels lie side by side in all intermediate buffers, in blocks, so that they can become the lanes of vectors; what fills up the last
 * block is zero. A few rows of tiles are worked on at a time.
 */
public final class WinogradDefinition {

  /** The planes of transformed tiles. */
  public static final LoopVar PLANE = new LoopVar("p");

  /** The tiles that are worked on at a time. */
  public static final LoopVar TILE = new LoopVar("t");

  private static final LoopVar STEP = new LoopVar("tyb");
  private static final LoopVar TILE_ROW = new LoopVar("ty");
  private static final LoopVar TILE_COLUMN = new LoopVar("tx");
  private static final LoopVar POINT = new LoopVar("i");
  private static final LoopVar PADDED_ROW = new LoopVar("py");
  private static final LoopVar PADDED_COLUMN = new LoopVar("px");
  private static final LoopVar GROUP = new LoopVar("g");

  private final Layer layer;
  private final KernelKind kind;
  private final Correlation correlation;
  private final WinogradGeometry size;
  private final LoopVar resultChannel;
  private final LoopVar operandChannel;
  private final LoopVar resultBlock;
  private final LoopVar operandBlock;
  private final Buffer operand;
  private final Buffer weights;
  private final Buffer result;

  private WinogradDefinition(Layer layer, KernelKind kind, WinogradTiles tiles) {
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

  /** Whether a kernel can be computed so: stride 1, no dilation, one or two axes. */
  public static boolean suits(Layer layer, KernelKind kind) {
    return layer.rank() <= 2 && Correlation.suits(layer, kind);
  }

  /** The definition of a kernel that {@link #suits}. */
  public static Kernel of(Layer layer, KernelKind kind, WinogradTiles tiles) {
    return new WinogradDefinition(layer, kind, tiles).kernel();
  }

  private Kernel kernel() {
    List<Buffer> arguments = new ArrayList<>(List.of(operand, weights));
    Buffer bias = new Tensors(layer).bias("b", Role.INPUT);
    boolean biased = layer.bias() && kind != KernelKind.BACKWARD_DATA;
    if (biased) {
      arguments.add(bias);
    }
    arguments.add(result);
    List<Buffer> scratch = new ArrayList<>();
    List<Stmt> body = new ArrayList<>();
    Buffer u = u();
    body.add(RelationLoops.nest(List.of(loop(GROUP, correlation.groups()), blocks()), weights(u, scratch)));
    scratch.add(u);
    Buffer v = buffer("v", List.of("point", "tile", "channel"), size.planes(), size.tilePitch(), size.operandPitch());
    Buffer m = buffer("m", List.of("block", "point", "tile", "lane"), size.resultBlocks(), size.planes(), size.tilePitch(), size.lanes());
    Stmt steps =
        RelationLoops.nest(
            List.of(loop(GROUP, correlation.groups()), loop(STEP, size.steps())),
            Stmt.Block.of(
                RelationLoops.nest(List.of(loop(operandBlock, size.operandBlocks())), data(v, scratch)),
                products(u, v, m),
                RelationLoops.nest(List.of(blocks()), results(m, biased ? bias : null, scratch))));
    scratch.add(v);
    scratch.add(m);
    body.add(new Stmt.ForBatch(RelationLoops.ITEM, steps));
    return new Kernel(kind.javaName(), layer.type(), arguments, scratch, List.of(), new Stmt.Block(body));
  }

  private Buffer u() {
    return buffer(
        "u", List.of("point", "group", "block", "channel", "lane"),
        size.planes(), correlation.groups(), size.resultBlocks(), correlation.operandChannels(), size.lanes());
  }

  /** {@code u} for a block of the result's channels: a copy with these channels side by side, then one axis after the other. */
  private Stmt weights(Buffer u, List<Buffer> scratch) {
    int channels = correlation.operandChannels();
    Buffer wt = buffer("wt", List.of("tap row", "tap column", "channel", "lane"), size.y().taps(), size.x().taps(), channels, size.lanes());
    Buffer wr = buffer("wr", List.of("point", "tap column", "channel", "lane"), size.rowFilter().products(), size.x().taps(), channels, size.lanes());
    scratch.addAll(List.of(wt, wr));
    LoopVar ky = new LoopVar("ky");
    LoopVar kx = new LoopVar("kx");
    RelationLoops.Loop lane = loop(resultChannel, size.lanes());
    RelationLoops.Loop channel = loop(operandChannel, channels);
    List<RelationLoops.Loop> taps = List.of(loop(ky, size.y().taps()), loop(kx, size.x().taps()));
    Access copied = at(wt, of(ky), of(kx), of(operandChannel), of(resultChannel));
    List<Affine> tap = spatial(of(ky), of(kx));
    Access weight = new Access(weights, correlation.weight(of(GROUP), blocked(resultBlock, resultChannel), of(operandChannel), tap));
    Stmt copy = new Stmt.Store(copied, new Expr.Load(weight));
    List<RelationLoops.Loop> order = new ArrayList<>(List.of(channel));
    order.addAll(taps);
    List<Stmt> parts = new ArrayList<>();
    if (size.isPartial()) {
      List<RelationLoops.Loop> all = new ArrayList<>(taps);
      all.addAll(List.of(channel, lane));
      parts.add(RelationLoops.nest(all, new Stmt.Store(copied, new Expr.Literal(0))));
    }
    parts.add(
        RelationLoops.nest(
            List.of(lane),
            existing(resultBlock, resultChannel, correlation.resultChannels(), RelationLoops.nest(order, copy))));
    Stmt arrange = section("arrangeW", "Copies the weights of a block of channels, these channels side by side.", new Stmt.Block(parts));
    Stmt rows =
        transform(
            LinearProgram.of(size.rowFilter().weights()),
            k -> at(wt, constant(k), of(kx), of(operandChannel), of(resultChannel)),
            i -> at(wr, constant(i), of(kx), of(operandChannel), of(resultChannel)));
    int points = size.columnFilter().products();
    Stmt columns =
        transform(
            LinearProgram.of(size.columnFilter().weights()),
            k -> at(wr, of(POINT), constant(k), of(operandChannel), of(resultChannel)),
            i -> at(u, plane(i), of(GROUP), of(resultBlock), of(operandChannel), of(resultChannel)));
    return Stmt.Block.of(
        arrange,
        section(
            "transformWRows",
            "Transforms weights along their rows, " + name(size.rowFilter()) + ".",
            RelationLoops.nest(List.of(taps.get(1), lane, channel), rows)),
        section(
            "transformW",
            "Transforms weights along their columns, " + name(size.columnFilter()) + ".",
            RelationLoops.nest(List.of(loop(POINT, size.planes() / points), lane, channel), columns)));
  }

  /** {@code v} for a block of the operand's channels. */
  private Stmt data(Buffer v, List<Buffer> scratch) {
    String name = operand.name();
    Buffer padded = buffer(name + "p", List.of("row", "column", "channel"), size.operandRows(), size.operandColumns(), size.lanes());
    Buffer rows = buffer(name + "r", List.of("point", "column", "channel"), size.rowFilter().products(), size.operandColumns(), size.lanes());
    scratch.addAll(List.of(padded, rows));
    RelationLoops.Loop lane = loop(operandChannel, size.lanes());
    int m = size.rowFilter().outputs();
    Stmt alongRows =
        transform(
            LinearProgram.of(size.rowFilter().data()),
            j -> at(padded, of(TILE_ROW).times(m).plus(j), of(PADDED_COLUMN), of(operandChannel)),
            i -> at(rows, constant(i), of(PADDED_COLUMN), of(operandChannel)));
    Stmt alongColumns =
        transform(
            LinearProgram.of(size.columnFilter().data()),
            j -> at(rows, of(POINT), of(TILE_COLUMN).times(size.columnFilter().outputs()).plus(j), of(operandChannel)),
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
                RelationLoops.nest(
                    List.of(loop(POINT, size.rowFilter().products()), lane, loop(TILE_COLUMN, size.tileColumns())), alongColumns)));
    return Stmt.Block.of(arrange(padded), RelationLoops.nest(List.of(loop(TILE_ROW, size.rows())), tiles));
  }

  /** A copy of the rows that some tiles read, between zeros, the channels of a block side by side. */
  private Stmt arrange(Buffer padded) {
    Access element = at(padded, of(PADDED_ROW), of(PADDED_COLUMN), of(operandChannel));
    int rows = size.rows() * size.rowFilter().outputs();
    Affine row = of(STEP).times(rows).plus(of(PADDED_ROW)).plus(-size.y().padBefore());
    Affine column = of(PADDED_COLUMN).plus(-size.x().padBefore());
    int first = Math.min(size.operandColumns(), Math.max(0, size.x().padBefore()));
    int end = Math.max(first, Math.min(size.operandColumns(), size.x().operand() + size.x().padBefore()));
    boolean partial = correlation.operandChannels() % size.lanes() != 0;
    List<Stmt> parts = new ArrayList<>();
    if (partial) {
      parts.add(zeros(element, 0, size.operandColumns()));
    } else {
      int last = rows * (size.steps() - 1) + size.operandRows() - 1 - size.y().padBefore();
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
    Stmt all = Stmt.For.of(PADDED_ROW, size.operandRows(), new Stmt.Block(parts));
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

  private Stmt products(Buffer u, Buffer v, Buffer m) {
    String sum = "a";
    Expr product =
        new Expr.Fma(
            new Expr.Load(at(v, of(PLANE), of(TILE), of(operandChannel))),
            new Expr.Load(at(u, of(PLANE), of(GROUP), of(resultBlock), of(operandChannel), of(resultChannel))),
            new Expr.Local(sum));
    return RelationLoops.nest(
        List.of(loop(PLANE, size.planes()), blocks(), loop(TILE, size.tiles()), loop(resultChannel, size.lanes())),
        Stmt.Block.of(
            new Stmt.Let(sum, new Expr.Literal(0)),
            RelationLoops.nest(List.of(loop(operandChannel, correlation.operandChannels())), new Stmt.Assign(sum, product)),
            new Stmt.Store(at(m, of(resultBlock), of(PLANE), of(TILE), of(resultChannel)), new Expr.Local(sum))));
  }

  /** The results of a block of channels. */
  private Stmt results(Buffer m, Buffer bias, List<Buffer> scratch) {
    String name = result.name();
    int height = size.rowFilter().outputs();
    int width = size.columnFilter().outputs();
    int points = size.columnFilter().products();
    Buffer rows = buffer(name + "r", List.of("row", "tile", "point", "lane"), height, size.tileColumns(), points, size.lanes());
    Buffer stage = buffer(name + "t", List.of("row", "column", "lane"), height, size.tileColumns() * width, size.lanes());
    scratch.addAll(List.of(rows, stage));
    RelationLoops.Loop lane = loop(resultChannel, size.lanes());
    LoopVar row = new LoopVar("r");
    LoopVar column = new LoopVar("c");
    Stmt alongRows =
        transform(
            LinearProgram.of(size.rowFilter().output()),
            i -> at(m, of(resultBlock), of(POINT).plus(i * points), tile(), of(resultChannel)),
            j -> at(rows, constant(j), of(TILE_COLUMN), of(POINT), of(resultChannel)));
    Stmt alongColumns =
        transform(
            LinearProgram.of(size.columnFilter().output()),
            i -> at(rows, of(row), of(TILE_COLUMN), constant(i), of(resultChannel)),
            j -> at(stage, of(row), of(TILE_COLUMN).times(width).plus(j), of(resultChannel)));
    RelationLoops.Loop tiles = loop(TILE_COLUMN, size.tileColumns());
    Affine y = of(STEP).times(size.rows()).plus(of(TILE_ROW)).times(height).plus(of(row));
    Access target = data(result, channel(correlation.resultChannels(), resultBlock, resultChannel), y, of(column));
    Stmt write = new Stmt.Store(target, finished(new Expr.Load(at(stage, of(row), of(column), of(resultChannel))), bias));
    RelationLoops.Loop columns = loop(column, size.x().result());
    Stmt ofRow =
        layer.layout() == Layout.NHWC
            ? RelationLoops.nest(List.of(columns, lane), existing(resultBlock, resultChannel, correlation.resultChannels(), write))
            : RelationLoops.nest(
                List.of(lane), existing(resultBlock, resultChannel, correlation.resultChannels(), RelationLoops.nest(List.of(columns), write)));
    boolean whole = size.steps() * size.rows() * height == size.y().result();
    Stmt written = whole ? ofRow : new Stmt.If(List.of(new Stmt.Condition(y, size.y().result())), ofRow);
    return RelationLoops.nest(
        List.of(loop(TILE_ROW, size.rows())),
        Stmt.Block.of(
            section(
                verb("transform", name) + "Rows",
                "Makes rows of " + name + " of the products of a row of tiles, " + name(size.rowFilter()) + ".",
                RelationLoops.nest(List.of(loop(POINT, points), lane, tiles), alongRows)),
            section(
                verb("transform", name),
                "Makes columns of " + name + " of the rows of a row of tiles, " + name(size.columnFilter()) + ".",
                RelationLoops.nest(List.of(loop(row, height), lane, tiles), alongColumns)),
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

  private Stmt existingOperand(Stmt s) {
    return existing(operandBlock, operandChannel, correlation.operandChannels(), s);
  }

  /** {@code s} for the channels that there are, not for those that fill up the last block. */
  private Stmt existing(LoopVar block, LoopVar channel, int channels, Stmt s) {
    return channels % size.lanes() == 0
        ? s
        : new Stmt.If(List.of(new Stmt.Condition(blocked(block, channel), channels)), s);
  }

  private Affine operandChannels() {
    return channel(correlation.operandChannels(), operandBlock, operandChannel);
  }

  private Affine channel(int channels, LoopVar block, LoopVar channel) {
    return of(GROUP).times(channels).plus(blocked(block, channel));
  }

  private Affine blocked(LoopVar block, LoopVar channel) {
    return of(block).times(size.lanes()).plus(of(channel));
  }

  private Affine plane(int columnPoint) {
    return of(POINT).times(size.columnFilter().products()).plus(columnPoint);
  }

  private Affine tile() {
    return of(TILE_ROW).times(size.tileColumns()).plus(of(TILE_COLUMN));
  }

  private RelationLoops.Loop blocks() {
    return loop(resultBlock, size.resultBlocks());
  }

  private Access data(Buffer buffer, Affine channel, Affine row, Affine column) {
    List<Affine> subscripts = new ArrayList<>(List.of(of(RelationLoops.ITEM), channel));
    subscripts.addAll(spatial(row, column));
    return new Access(buffer, subscripts);
  }

  private List<Affine> spatial(Affine row, Affine column) {
    return layer.rank() == 1 ? List.of(column) : List.of(row, column);
  }

  private static Stmt transform(LinearProgram program, IntFunction<Access> inputs, IntFunction<Access> results) {
    return StraightLine.of(
        program,
        IntStream.range(0, program.inputs()).mapToObj(inputs).toList(),
        IntStream.range(0, program.results().size()).mapToObj(results).toList());
  }

  private static String name(MinimalFilter filter) {
    return "F(" + filter.outputs() + ", " + filter.taps() + ")";
  }

  /** {@code transformX} of {@code transform} and {@code x}. */
  private static String verb(String verb, String buffer) {
    return verb + Character.toUpperCase(buffer.charAt(0)) + buffer.substring(1);
  }

  private static Stmt section(String name, String purpose, Stmt body) {
    return new Stmt.Section(name, purpose, body);
  }

  private static Buffer buffer(String name, List<String> labels, Integer... extents) {
    return Buffer.rowMajor(name, Role.SCRATCH, false, labels, List.of(extents));
  }

  private static RelationLoops.Loop loop(LoopVar variable, int extent) {
    return new RelationLoops.Loop(variable, extent);
  }

  private static Access at(Buffer buffer, Affine... subscripts) {
    return new Access(buffer, List.of(subscripts));
  }

  private static Affine of(LoopVar variable) {
    return Affine.of(variable);
  }

  private static Affine constant(int value) {
    return Affine.constant(value);
  }
}
