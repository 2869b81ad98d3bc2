package org.convc.lower;

import java.util.ArrayList;
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

/** Winograd's algorithm, first part: the weights are transformed. */
final class WinogradWeights extends WinogradNests {

  WinogradWeights(Layer layer, KernelKind kind, WinogradTiles tiles) {
    super(layer, kind, tiles);
  }

  /** {@code u} for a block of the result's channels: a copy with these channels side by side, then one axis after the other. */
  Stmt transformed(Buffer u, List<Buffer> scratch) {
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
}
