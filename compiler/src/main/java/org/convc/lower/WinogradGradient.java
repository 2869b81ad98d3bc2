package org.convc.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
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

/**
 * The gradient of weights by Winograd's algorithm. For a tile of {@code m x m} windows it is a correlation with {@code r x r} results whose
 * weights are the gradients of the windows: F(r, m), which reads the tiles of the data that F(m, r) reads and transforms them alike.
 *
 * <pre>
 *   v[p, t, ic]  = B x[t, ic] B'                  transformed tiles of positions
 *   g[p, t, oc]  = G dy[t, oc] G'                 transformed tiles of windows
 *   s[p, ic, oc] = sum over t of v[p, t, ic] * g[p, t, oc]
 *   dw[oc, ic]  += A' s[., ic, oc] A
 * </pre>
 *
 * <p>for the tiles that are worked on at a time, after each other. The sums {@code s} are made and used up for a few blocks of channels at a
 * time: all of them are more than there are weights.
 */
final class WinogradGradient extends WinogradNests {

  private static final LoopVar WEIGHT = new LoopVar("k");

  private final WinogradTiles tiles;
  private final MinimalFilter rowGradient;
  private final MinimalFilter columnGradient;
  private final Buffer v;
  private final Buffer g;
  private final Buffer s;
  private final Buffer gradient;
  private final List<Buffer> scratch = new ArrayList<>();

  WinogradGradient(Layer layer, WinogradTiles tiles) {
    super(layer, KernelKind.BACKWARD_WEIGHTS, tiles);
    this.tiles = tiles;
    this.rowGradient = MinimalFilter.of(size.y().taps(), size.rowFilter().outputs());
    this.columnGradient = MinimalFilter.of(size.x().taps(), size.columnFilter().outputs());
    List<String> labels = List.of("block", "point", "tile", "lane");
    this.v = buffer("v", labels, size.operandBlocks(), size.planes(), size.tilePitch(), size.lanes());
    this.g = buffer("g", labels, size.resultBlocks(), size.planes(), size.tilePitch(), size.lanes());
    this.s =
        buffer(
            "s", List.of("point", "block", "block", "channel", "lane"),
            size.planes(), tiles.resultBlocks(), tiles.operandBlocks(), size.lanes(), size.lanes());
    int filters = correlation.groups() * correlation.resultChannels();
    int channels = correlation.operandChannels();
    this.gradient =
        isWhole()
            ? Buffer.rowMajor("dw", Role.OUTPUT, false, List.of("filter", "weight"), List.of(filters, channels * taps()))
            : Buffer.rowMajor("dw", Role.OUTPUT, false, List.of("filter", "channel", "weight"), List.of(filters, channels, taps()));
  }

  private int taps() {
    return size.y().taps() * size.x().taps();
  }

  /** Whether all blocks of the operand's channels are full: their weights follow each other then. */
  private boolean isWhole() {
    return correlation.operandChannels() % size.lanes() == 0;
  }

  Kernel kernel() {
    WinogradSource positions =
        new WinogradSource(
            operand, operandChannel, operandBlock, correlation.operandChannels(),
            along(size.y(), size.rowFilter()), along(size.x(), size.columnFilter()));
    WinogradSource windows =
        new WinogradSource(
            result, resultChannel, resultBlock, correlation.resultChannels(),
            new WinogradSource.Along(size.y().result(), 0, rowGradient.weights(), name(rowGradient)),
            new WinogradSource.Along(size.x().result(), 0, columnGradient.weights(), name(columnGradient)));
    boolean once = size.steps() == 1 && size.phaseSteps() == 1;
    Stmt steps =
        phased(
            List.of(loop(GROUP, correlation.groups()), phaseStep(), loop(STEP, size.steps())),
            Stmt.Block.of(
                transformed(positions, v),
                transformed(windows, g),
                RelationLoops.nest(
                    List.of(
                        loop(outer(resultBlock), size.resultBlocks() / tiles.resultBlocks()),
                        loop(outer(operandBlock), size.operandBlocks() / tiles.operandBlocks())),
                    Stmt.Block.of(products(), results(once)))));
    List<Stmt> body = new ArrayList<>();
    if (!once) {
      List<RelationLoops.Loop> all = gradient.axes().stream().map(a -> loop(new LoopVar(a.label()), a.extent())).toList();
      Access element = new Access(gradient, all.stream().map(RelationLoops.Loop::index).toList());
      body.add(RelationLoops.nest(all, new Stmt.Store(element, new Expr.Literal(0))));
    }
    body.add(new Stmt.ForBatch(RelationLoops.ITEM, steps));
    scratch.addAll(List.of(v, g, s));
    List<Buffer> arguments = List.of(operand.name().equals("x") ? operand : result, operand.name().equals("x") ? result : operand, gradient);
    return new Kernel(kind.javaName(), layer.type(), arguments, scratch, List.of(), new Stmt.Block(body));
  }

  private Stmt transformed(WinogradSource source, Buffer planes) {
    Stmt ofBlock =
        new WinogradData(layer, kind, tiles, source)
            .transformed(plane -> at(planes, of(source.block()), plane, tile(), of(source.channel())), scratch);
    return RelationLoops.nest(List.of(loop(source.block(), planes.axes().get(0).extent())), ofBlock);
  }

  private Stmt products() {
    String sum = "a";
    Expr product =
        new Expr.Fma(
            new Expr.Load(at(v, operandBlocks(), of(WinogradDefinition.PLANE), of(WinogradDefinition.TILE), of(operandChannel))),
            new Expr.Load(at(g, resultBlocks(), of(WinogradDefinition.PLANE), of(WinogradDefinition.TILE), of(resultChannel))),
            new Expr.Local(sum));
    return RelationLoops.nest(
        List.of(
            loop(WinogradDefinition.PLANE, size.planes()),
            loop(resultBlock, tiles.resultBlocks()),
            loop(operandBlock, tiles.operandBlocks()),
            loop(operandChannel, size.lanes()),
            loop(resultChannel, size.lanes())),
        Stmt.Block.of(
            new Stmt.Let(sum, new Expr.Literal(0)),
            RelationLoops.nest(List.of(loop(WinogradDefinition.TILE, size.tiles())), new Stmt.Assign(sum, product)),
            new Stmt.Store(sums(of(WinogradDefinition.PLANE)), new Expr.Local(sum))));
  }

  /** What the sums of some blocks of channels add to the gradient. */
  private Stmt results(boolean once) {
    int points = size.columnFilter().products();
    Buffer rows = buffer("dwr", List.of("row", "channel", "point", "lane"), size.y().taps(), size.lanes(), points, size.lanes());
    Buffer stage = buffer("dwt", List.of("weight", "lane"), size.lanes() * taps(), size.lanes());
    scratch.addAll(List.of(rows, stage));
    LoopVar row = new LoopVar("r");
    List<RelationLoops.Loop> channels = List.of(loop(operandChannel, size.lanes()), loop(resultChannel, size.lanes()));
    Stmt alongRows =
        transform(
            LinearProgram.of(rowGradient.output()),
            i -> sums(of(POINT).plus(i * points)),
            k -> at(rows, constant(k), of(operandChannel), of(POINT), of(resultChannel)));
    Affine ofRow = of(operandChannel).times(size.y().taps()).plus(size.y().weight(of(row))).times(size.x().taps());
    Stmt alongColumns =
        transform(
            LinearProgram.of(columnGradient.output()),
            i -> at(rows, of(row), of(operandChannel), constant(i), of(resultChannel)),
            k -> at(stage, ofRow.plus(size.x().weight(constant(k))), of(resultChannel)));
    return RelationLoops.nest(
        List.of(loop(resultBlock, tiles.resultBlocks()), loop(operandBlock, tiles.operandBlocks())),
        Stmt.Block.of(
            section(
                "transformDwRows",
                "Makes rows of dw of the sums of a block of channels, " + name(rowGradient) + ".",
                RelationLoops.nest(List.of(loop(POINT, points), channels.get(0), channels.get(1)), alongRows)),
            section(
                "transformDw",
                "Makes columns of dw of its rows, " + name(columnGradient) + ".",
                RelationLoops.nest(List.of(loop(row, size.y().taps()), channels.get(0), channels.get(1)), alongColumns)),
            section("writeDw", "Writes the gradients of a block of channels where they belong, or adds them.", written(stage, once))));
  }

  private Stmt written(Buffer stage, boolean once) {
    Affine weight = of(operandChannel).times(isWhole() ? 0 : taps()).plus(of(WEIGHT));
    Affine channel = operandBlocks().times(size.lanes()).plus(of(operandChannel));
    Affine filter = resultBlocks().times(size.lanes()).plus(of(resultChannel));
    Affine filterOfAll = of(GROUP).times(correlation.resultChannels()).plus(filter);
    Access target =
        isWhole()
            ? at(gradient, filterOfAll, operandBlocks().times(size.lanes() * taps()).plus(weight))
            : at(gradient, filterOfAll, channel, of(WEIGHT));
    Expr value = new Expr.Load(at(stage, weight, of(resultChannel)));
    UnaryOperator<Stmt> ofWeights =
        store -> {
          if (isWhole()) {
            return RelationLoops.nest(List.of(loop(WEIGHT, size.lanes() * taps())), store);
          }
          Stmt.Condition exists = new Stmt.Condition(channel, correlation.operandChannels());
          Stmt ofChannel = new Stmt.If(List.of(exists), RelationLoops.nest(List.of(loop(WEIGHT, taps())), store));
          return RelationLoops.nest(List.of(loop(operandChannel, size.lanes())), ofChannel);
        };
    UnaryOperator<Stmt> ofFilters =
        weights -> {
          Stmt.Condition exists = new Stmt.Condition(filter, correlation.resultChannels());
          return RelationLoops.nest(
              List.of(loop(resultChannel, size.lanes())), size.isPartial() ? new Stmt.If(List.of(exists), weights) : weights);
        };
    Stmt set = ofFilters.apply(ofWeights.apply(new Stmt.Store(target, value)));
    Stmt add = ofFilters.apply(ofWeights.apply(new Stmt.Store(target, new Expr.Add(new Expr.Load(target), value))));
    if (!once) {
      return add;
    }
    Stmt.Condition isFirst = new Stmt.Condition(of(RelationLoops.ITEM), 1);
    Stmt.Condition isLater = new Stmt.Condition(of(RelationLoops.ITEM).plus(-1), Integer.MAX_VALUE - 1);
    return Stmt.Block.of(new Stmt.If(List.of(isFirst), set), new Stmt.If(List.of(isLater), add));
  }

  private Access sums(Affine plane) {
    return at(s, plane, of(resultBlock), of(operandBlock), of(operandChannel), of(resultChannel));
  }

  private Affine resultBlocks() {
    return of(outer(resultBlock)).times(tiles.resultBlocks()).plus(of(resultBlock));
  }

  private Affine operandBlocks() {
    return of(outer(operandBlock)).times(tiles.operandBlocks()).plus(of(operandBlock));
  }

  /** The loop over as many blocks as are worked on at a time. */
  private static LoopVar outer(LoopVar block) {
    return new LoopVar(block.name() + "b");
  }
}
