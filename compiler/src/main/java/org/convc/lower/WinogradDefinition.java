package org.convc.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
 * <p>With a dilation {@code d}, results whose numbers have the same residue modulo {@code d} are a correlation without dilation: a phase.
 * Its tiles are made of elements that are {@code d} apart.
 *
 * <p>The gradient of weights is {@link WinogradGradient}.
 *
 * <p>Channels lie side by side in all intermediate buffers, in blocks, so that they can become the lanes of vectors; what fills up the last
 * block is zero. A few rows of tiles are worked on at a time.
 */
public final class WinogradDefinition extends WinogradNests {

  /** The planes of transformed tiles. */
  public static final LoopVar PLANE = new LoopVar("p");

  /** The tiles that are worked on at a time. */
  public static final LoopVar TILE = new LoopVar("t");

  private final WinogradTiles tiles;

  private WinogradDefinition(Layer layer, KernelKind kind, WinogradTiles tiles) {
    super(layer, kind, tiles);
    this.tiles = tiles;
  }

  /** Whether a kernel can be computed so: stride 1, one or two axes. */
  public static boolean suits(Layer layer, KernelKind kind) {
    return layer.rank() <= 2 && Correlation.suits(layer, kind);
  }

  /** The definition of a kernel that {@link #suits}. */
  public static Kernel of(Layer layer, KernelKind kind, WinogradTiles tiles) {
    return kind == KernelKind.BACKWARD_WEIGHTS
        ? new WinogradGradient(layer, tiles).kernel()
        : new WinogradDefinition(layer, kind, tiles).kernel();
  }

  /** How many tiles are worked on at a time, as long as there are so many: the terms of a sum in the gradient of weights. */
  public static int tiles(Layer layer, KernelKind kind, WinogradTiles tiles) {
    return WinogradGeometry.of(Correlation.of(layer, kind), tiles).tiles();
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
    body.add(RelationLoops.nest(List.of(loop(GROUP, correlation.groups()), blocks()), new WinogradWeights(layer, kind, tiles).transformed(u, scratch)));
    scratch.add(u);
    Buffer v = buffer("v", List.of("point", "tile", "channel"), size.planes(), size.tilePitch(), size.operandPitch());
    Buffer m = buffer("m", List.of("block", "point", "tile", "lane"), size.resultBlocks(), size.planes(), size.tilePitch(), size.lanes());
    Function<Affine, Access> place = plane -> at(v, plane, tile(), blocked(operandBlock, operandChannel));
    Stmt steps =
        phased(
            List.of(loop(GROUP, correlation.groups()), phaseStep(), loop(STEP, size.steps())),
            Stmt.Block.of(
                RelationLoops.nest(List.of(loop(operandBlock, size.operandBlocks())), new WinogradData(layer, kind, tiles, operand()).transformed(place, scratch)),
                products(u, v, m),
                RelationLoops.nest(List.of(blocks()), new WinogradResults(layer, kind, tiles).written(m, biased ? bias : null, scratch))));
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

  private WinogradSource operand() {
    return new WinogradSource(
        operand,
        operandChannel,
        operandBlock,
        correlation.operandChannels(),
        along(size.y(), size.rowFilter()),
        along(size.x(), size.columnFilter()));
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
}
