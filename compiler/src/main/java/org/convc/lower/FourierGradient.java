package org.convc.lower;

import static org.convc.lower.Nests.at;
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
import org.convc.ir.Buffer.Role;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.Relation;
import org.convc.runtime.LayerKind;

/** The gradient of the weights by {@link FourierDefinition}: tiles of both tensors are transformed, the sum of their products once at the end. */
final class FourierGradient extends FourierNests {

  private final Relation relation;
  private final LoopVar windowChannel;
  private final LoopVar positionChannel;
  private final int windowChannels;
  private final int positionChannels;
  private final Buffer positions;
  private final Buffer windows;
  private final Buffer result;
  private final Buffer u;
  private final Buffer v;
  private final Buffer m;

  FourierGradient(Layer layer, FourierTiles tiles) {
    super(layer, KernelKind.BACKWARD_WEIGHTS, tiles);
    this.relation = layer.relation();
    RelationLoops loops = new RelationLoops(relation);
    this.windowChannel = loops.windowChannel().variable();
    this.positionChannel = loops.positionChannel().variable();
    this.windowChannels = relation.windowChannelsPerGroup();
    this.positionChannels = relation.positionChannelsPerGroup();
    Tensors tensors = new Tensors(layer);
    boolean convolution = layer.kind() == LayerKind.CONVOLUTION;
    this.positions = tensors.positions(convolution ? "x" : "dy", Role.INPUT);
    this.windows = tensors.windows(convolution ? "dy" : "x", Role.INPUT);
    this.result = tensors.weights("dw", Role.OUTPUT);
    this.u = spectra("u", 1, tiles() * windowChannels, 2);
    this.v = spectra("v", 1, tiles() * positionChannels, 3);
    this.m = spectra("m", relation.groups(), windowChannels * positionChannels, 2);
  }

  @Override
  int cut(FourierAxis axis) {
    return axis.taps();
  }

  Kernel kernel() {
    boolean convolution = layer.kind() == LayerKind.CONVOLUTION;
    List<Buffer> arguments = convolution ? List.of(positions, windows, result) : List.of(windows, positions, result);
    Stmt tables = transform.tables(scratch);
    Buffer frame = frame(positions, positionChannels);
    Stmt spectra =
        operandSpectra(
            positions, frame, positionChannel, positionChannels, (part, block, lane) -> operandAt(tile(), block, constant(part), lane));
    Stmt steps = RelationLoops.nest(steps(), Stmt.Block.of(spectra, filters(), products()));
    RelationLoops.Loop groups = loop(GROUP, relation.groups());
    Stmt items = RelationLoops.nest(List.of(groups), Stmt.Block.of(framed(positions, frame, positionChannel, positionChannels), steps));
    Stmt written = written();
    scratch.addAll(List.of(u, v, m));
    Stmt body = Stmt.Block.of(tables, cleared(), new Stmt.ForBatch(RelationLoops.ITEM, items), written);
    return new Kernel(kind.javaName(), layer.type(), arguments, scratch, List.of(), body);
  }

  private Stmt cleared() {
    List<RelationLoops.Loop> loops = new ArrayList<>(List.of(loop(GROUP, relation.groups()), loop(BLOCKS, blocks() / blocksTogether())));
    List<RelationLoops.Loop> inner = new ArrayList<>(List.of(loop(BLOCK, blocksTogether())));
    inner.addAll(channels());
    inner.addAll(List.of(loop(FourierDefinition.RESULT_PART, 2), loop(FourierDefinition.LANE, lanes)));
    Stmt zero = new Stmt.Store(sum(block(), of(FourierDefinition.RESULT_PART), of(FourierDefinition.LANE)), new Expr.Literal(0));
    return RelationLoops.nest(loops, section("clearSums", "Sets some sums to zero.", RelationLoops.nest(inner, zero)));
  }

  private List<RelationLoops.Loop> channels() {
    return List.of(loop(windowChannel, windowChannels), loop(positionChannel, positionChannels));
  }

  private Access sum(Affine block, Affine part, Affine lane) {
    return at(m, of(GROUP), block, of(windowChannel).times(positionChannels).plus(of(positionChannel)), part, lane);
  }

  private Access operandAt(Affine tile, Affine block, Affine part, Affine lane) {
    return at(v, constant(0), block, tile.times(positionChannels).plus(of(positionChannel)), part, lane);
  }

  private Access filterAt(Affine tile, Affine block, Affine part, Affine lane) {
    return at(u, constant(0), block, tile.times(windowChannels).plus(of(windowChannel)), part, lane);
  }

  /** {@code u}: pieces of the windows in front of zeros. */
  private Stmt filters() {
    Buffer tile = tile(windows.name());
    Stmt copy =
        piece(
            verb("cut", windows.name()),
            "Copies some rows of a piece of " + windows.name() + " in front of zeros.",
            (position, row, column) ->
                new Stmt.Store(at(tile, position), new Expr.Load(data(windows, group(windowChannel, windowChannels), row, column))));
    FourierTransform.Place target = (part, block, lane) -> filterAt(tile(), block, constant(part), lane);
    return overTiles(
        windowChannel,
        windowChannels,
        cleared(verb("cut", windows.name()), tile),
        copy,
        transform.forward(windows.name(), real(tile), target, 2, scratch));
  }

  private Stmt products() {
    String sum = "a";
    Expr product =
        term(
            operandAt(of(FourierDefinition.TILE), block(), partOfOperand(), of(FourierDefinition.LANE)),
            filterAt(of(FourierDefinition.TILE), block(), of(FourierDefinition.PART), of(FourierDefinition.LANE)),
            sum);
    Access target = sum(block(), of(FourierDefinition.RESULT_PART), of(FourierDefinition.LANE));
    List<RelationLoops.Loop> order = new ArrayList<>(channels());
    order.add(loop(FourierDefinition.RESULT_PART, 2));
    boolean few = windowChannels * positionChannels == 1;
    order.add(0, loop(BLOCKS, blocks() / blocksTogether()));
    order.add(few ? order.size() : 1, loop(BLOCK, blocksTogether()));
    order.add(loop(FourierDefinition.LANE, lanes));
    return RelationLoops.nest(
        order,
        Stmt.Block.of(
            new Stmt.Let(sum, new Expr.Load(target)),
            RelationLoops.nest(List.of(loop(FourierDefinition.TILE, tiles()), loop(FourierDefinition.PART, 2)), new Stmt.Assign(sum, product)),
            new Stmt.Store(target, new Expr.Local(sum))));
  }

  private Stmt written() {
    Buffer tile = tile(result.name());
    FourierTransform.Place product = (part, block, lane) -> sum(block, constant(part), lane);
    Stmt copy =
        corner(
            "writeDw",
            "Copies some rows of the gradient of a filter to where they belong.",
            y.result(),
            x.result(),
            (position, row, column) -> new Stmt.Store(weight(row, column), new Expr.Multiply(new Expr.Load(at(tile, position)), scale())));
    List<RelationLoops.Loop> loops = new ArrayList<>(List.of(loop(GROUP, relation.groups())));
    loops.addAll(channels());
    return RelationLoops.nest(
        loops,
        Stmt.Block.of(
            transform.inverse(result.name(), product, real(tile), scratch),
            copy));
  }

  private Access weight(Affine row, Affine column) {
    List<Affine> subscripts = new ArrayList<>(List.of(group(windowChannel, windowChannels), of(positionChannel)));
    List<FourierAxis> axes = layer.rank() == 1 ? List.of(x) : List.of(y, x);
    List<Affine> taps = spatial(row, column);
    for (int i = 0; i < axes.size(); i++) {
      subscripts.add(axes.get(i).reversed() ? taps.get(i).times(-1).plus(axes.get(i).result() - 1) : taps.get(i));
    }
    return new Access(result, subscripts);
  }
}
