package org.convc.lower;

import static org.convc.lower.Nests.at;
import static org.convc.lower.Nests.constant;
import static org.convc.lower.Nests.loop;
import static org.convc.lower.Nests.of;
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
import org.convc.runtime.Activation;

/** Kernels whose result is a tensor of data, by {@link FourierDefinition}: the weights are transformed once, tiles of the operand always. */
final class FourierConvolution extends FourierNests {

  /** Terms of a sum beside which a loop of its own is nothing. */
  private static final int MANY_CHANNELS = 4;

  private final Correlation correlation;
  private final LoopVar resultChannel;
  private final LoopVar operandChannel;
  private final Buffer operand;
  private final Buffer weights;
  private final Buffer result;
  private final Buffer u;
  private final Buffer v;
  private final Buffer m;

  FourierConvolution(Layer layer, KernelKind kind, FourierTiles tiles) {
    super(layer, kind, tiles);
    this.correlation = Correlation.of(layer, kind);
    this.resultChannel = new LoopVar(correlation.resultIsPositions() ? "ic" : "oc");
    this.operandChannel = new LoopVar(correlation.resultIsPositions() ? "oc" : "ic");
    Tensors tensors = new Tensors(layer);
    boolean backward = kind == KernelKind.BACKWARD_DATA;
    this.operand = backward ? tensors.output("dy", Role.INPUT) : tensors.input("x", Role.INPUT);
    this.weights = tensors.weights(Kernel.WEIGHTS, Role.INPUT);
    this.result = backward ? tensors.input("dx", Role.OUTPUT) : tensors.output(kind == KernelKind.BIASED_SUM ? "z" : "y", Role.OUTPUT);
    int results = correlation.resultChannels();
    int operands = correlation.operandChannels();
    this.u = spectra("u", correlation.groups(), results * operands, 2);
    this.v = spectra("v", 1, tiles() * operands, 3);
    this.m = transform.between("m", "tile", tiles(), "channel", results);
  }

  @Override
  int cut(FourierAxis axis) {
    return axis.result();
  }

  Kernel kernel() {
    List<Buffer> arguments = new ArrayList<>(List.of(operand, weights));
    Buffer bias = new Tensors(layer).bias("b", Role.INPUT);
    boolean biased = layer.bias() && kind != KernelKind.BACKWARD_DATA;
    if (biased) {
      arguments.add(bias);
    }
    arguments.add(result);
    RelationLoops.Loop groups = loop(GROUP, correlation.groups());
    int operands = correlation.operandChannels();
    int results = correlation.resultChannels();
    Stmt tables = transform.tables(scratch);
    Stmt filters = filters();
    Buffer frame = frame(operand, operands);
    Stmt spectra = operandSpectra(operand, frame, operandChannel, operands, (part, block, lane) -> operandAt(tile(), block, constant(part), lane));
    Buffer tile = tile(result.name());
    FourierTransform.Place product = (part, block, lane) -> at(m, tile(), of(resultChannel), constant(part), block.times(lanes).plus(lane));
    Stmt written =
        overTiles(
            resultChannel,
            results,
            transform.inverse(result.name(), product, real(tile), scratch),
            written(tile, biased ? bias : null));
    Stmt steps = RelationLoops.nest(steps(), Stmt.Block.of(spectra, products(), written));
    Stmt items = RelationLoops.nest(List.of(groups), Stmt.Block.of(framed(operand, frame, operandChannel, operands), steps));
    scratch.addAll(List.of(u, v, m));
    Stmt body = Stmt.Block.of(tables, RelationLoops.nest(List.of(groups), filters), new Stmt.ForBatch(RelationLoops.ITEM, items));
    return new Kernel(kind.javaName(), layer.type(), arguments, scratch, List.of(), body);
  }

  private Access operandAt(Affine tile, Affine block, Affine part, Affine lane) {
    return at(v, constant(0), block, tile.times(correlation.operandChannels()).plus(of(operandChannel)), part, lane);
  }

  private Access filterAt(Affine block, Affine part, Affine lane) {
    return at(u, of(GROUP), block, of(resultChannel).times(correlation.operandChannels()).plus(of(operandChannel)), part, lane);
  }

  /** {@code u} for a group. */
  private Stmt filters() {
    Buffer tile = tile(Kernel.WEIGHTS);
    Stmt copy =
        corner(
            "arrangeW",
            "Copies some rows of a filter in front of zeros.",
            y.taps(),
            x.taps(),
            (position, row, column) ->
                new Stmt.Store(
                    at(tile, position),
                    new Expr.Load(new Access(weights, correlation.weight(of(GROUP), of(resultChannel), of(operandChannel), spatial(row, column))))));
    FourierTransform.Place target = (part, block, lane) -> filterAt(block, constant(part), lane);
    return RelationLoops.nest(
        List.of(loop(resultChannel, correlation.resultChannels()), loop(operandChannel, correlation.operandChannels())),
        Stmt.Block.of(
            cleared("arrangeW", tile),
            copy,
            transform.forward(Kernel.WEIGHTS, real(tile), target, 2, scratch)));
  }

  /** {@code m[q] = sum over channels and p of v[q + p] * u[p]}, the parts p and q being those of complex numbers. */
  private Stmt products() {
    String sum = "a";
    Expr product =
        term(
            operandAt(of(FourierDefinition.TILE), block(), partOfOperand(), of(FourierDefinition.LANE)),
            filterAt(block(), of(FourierDefinition.PART), of(FourierDefinition.LANE)),
            sum);
    List<RelationLoops.Loop> summed = List.of(loop(operandChannel, correlation.operandChannels()), loop(FourierDefinition.PART, 2));
    Affine position = block().times(lanes).plus(of(FourierDefinition.LANE));
    Access target = at(m, of(FourierDefinition.TILE), of(resultChannel), of(FourierDefinition.RESULT_PART), position);
    Stmt core =
        Stmt.Block.of(
            new Stmt.Let(sum, new Expr.Literal(0)),
            RelationLoops.nest(summed, new Stmt.Assign(sum, product)),
            new Stmt.Store(target, new Expr.Local(sum)));
    List<RelationLoops.Loop> order = new ArrayList<>();
    order.add(loop(resultChannel, correlation.resultChannels()));
    order.add(loop(FourierDefinition.TILE, tiles()));
    order.add(loop(FourierDefinition.RESULT_PART, 2));
    order.add(0, loop(BLOCKS, blocks() / blocksTogether()));
    order.add(correlation.operandChannels() < MANY_CHANNELS ? order.size() : 1, loop(BLOCK, blocksTogether()));
    order.add(loop(FourierDefinition.LANE, lanes));
    return RelationLoops.nest(order, core);
  }

  private Stmt written(Buffer tile, Buffer bias) {
    return piece(
        verb("write", result.name()),
        "Copies some results of a tile to where they belong.",
        (position, row, column) ->
            new Stmt.Store(
                data(result, group(resultChannel, correlation.resultChannels()), row, column), finished(new Expr.Load(at(tile, position)), bias)));
  }

  private Expr finished(Expr value, Buffer bias) {
    Expr scaled =
        bias == null
            ? new Expr.Multiply(value, scale())
            : new Expr.Fma(value, scale(), new Expr.Load(at(bias, group(resultChannel, correlation.resultChannels()))));
    boolean activated = kind == KernelKind.FORWARD && !layer.activation().equals(Activation.NONE);
    return activated ? new Expr.Activate(layer.activation(), scaled) : scaled;
  }
}
