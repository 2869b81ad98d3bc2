package org.convc.lower;

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
import org.convc.runtime.Activation;
import org.convc.runtime.LayerKind;

/**
 * What each kernel is, in its plainest form: for every related triple of window, tap and position,
 *
 * <pre>  result = fma(one operand, the other operand, result)</pre>
 *
 * where the result is any one of the three tensors and the operands are the other two. Running this form with the interpreter is the
 * meaning of the kernel; everything else in the compiler makes it fast.
 */
public final class Definition {

  private enum Tensor {
    POSITIONS,
    WINDOWS,
    WEIGHTS
  }

  private final Layer layer;
  private final Relation relation;
  private final RelationLoops loops;
  private final Tensors tensors;

  private Definition(Layer layer) {
    this.layer = layer;
    this.relation = layer.relation();
    this.loops = new RelationLoops(relation);
    this.tensors = new Tensors(layer);
  }

  /**
   * The definition of one kernel.
   *
   * @throws IllegalArgumentException for {@link KernelKind#BIASED_SUM} of a layer without an activation
   */
  public static Kernel of(Layer layer, KernelKind kind) {
    Definition definition = new Definition(layer);
    switch (kind) {
      case FORWARD:
        return definition.forward(kind, "y", layer.activation());
      case BIASED_SUM:
        if (layer.activation().equals(Activation.NONE)) {
          throw new IllegalArgumentException(layer.name() + " has no activation");
        }
        return definition.forward(kind, "z", Activation.NONE);
      case BACKWARD_DATA:
        return definition.backwardData();
      case BACKWARD_WEIGHTS:
        return definition.backwardWeights();
      default:
        return definition.backwardBias();
    }
  }

  /** The kernels that a layer has. */
  public static List<KernelKind> kinds(Layer layer) {
    List<KernelKind> kinds = new ArrayList<>(List.of(KernelKind.values()));
    if (layer.activation().equals(Activation.NONE)) {
      kinds.remove(KernelKind.BIASED_SUM);
    }
    return kinds;
  }

  private Kernel forward(KernelKind kind, String result, Activation activation) {
    Buffer x = tensors.input("x", Role.INPUT);
    Buffer w = tensors.weights("w", Role.INPUT);
    Buffer y = tensors.output(result, Role.OUTPUT);
    List<Buffer> arguments = new ArrayList<>(List.of(x, w, y));
    boolean convolution = layer.kind() == LayerKind.CONVOLUTION;
    Tensor side = convolution ? Tensor.WINDOWS : Tensor.POSITIONS;
    List<Stmt> parts = new ArrayList<>();
    parts.add(zero(side, y));
    parts.add(accumulate(side, convolution ? x : y, convolution ? y : x, w));
    Access element = access(side, y);
    Expr sum = new Expr.Load(element);
    if (layer.bias()) {
      Buffer b = tensors.bias("b", Role.INPUT);
      arguments.add(2, b);
      sum = new Expr.Add(sum, new Expr.Load(new Access(b, List.of(channel(side)))));
    }
    if (!activation.equals(Activation.NONE)) {
      sum = new Expr.Activate(activation, sum);
    }
    if (!(sum instanceof Expr.Load)) {
      parts.add(RelationLoops.nest(over(side), new Stmt.Store(element, sum)));
    }
    return kernel(kind, arguments, new Stmt.ForBatch(RelationLoops.ITEM, new Stmt.Block(parts)));
  }

  private Kernel backwardData() {
    Buffer dy = tensors.output("dy", Role.INPUT);
    Buffer w = tensors.weights("w", Role.INPUT);
    Buffer dx = tensors.input("dx", Role.OUTPUT);
    boolean convolution = layer.kind() == LayerKind.CONVOLUTION;
    Tensor side = convolution ? Tensor.POSITIONS : Tensor.WINDOWS;
    Stmt body =
        Stmt.Block.of(zero(side, dx), accumulate(side, convolution ? dx : dy, convolution ? dy : dx, w));
    return kernel(KernelKind.BACKWARD_DATA, List.of(dy, w, dx), new Stmt.ForBatch(RelationLoops.ITEM, body));
  }

  private Kernel backwardWeights() {
    Buffer x = tensors.input("x", Role.INPUT);
    Buffer dy = tensors.output("dy", Role.INPUT);
    Buffer dw = tensors.weights("dw", Role.OUTPUT);
    boolean convolution = layer.kind() == LayerKind.CONVOLUTION;
    Stmt sum = accumulate(Tensor.WEIGHTS, convolution ? x : dy, convolution ? dy : x, dw);
    Stmt body = Stmt.Block.of(zero(Tensor.WEIGHTS, dw), new Stmt.ForBatch(RelationLoops.ITEM, sum));
    return kernel(KernelKind.BACKWARD_WEIGHTS, List.of(x, dy, dw), body);
  }

  private Kernel backwardBias() {
    Tensor side = layer.kind() == LayerKind.CONVOLUTION ? Tensor.WINDOWS : Tensor.POSITIONS;
    Buffer dy = tensors.output("dy", Role.INPUT);
    Buffer db = tensors.bias("db", Role.OUTPUT);
    Access element = new Access(db, List.of(channel(side)));
    List<RelationLoops.Loop> channels = new ArrayList<>(over(side));
    channels.removeAll(spatial(side));
    Stmt add = new Stmt.Store(element, new Expr.Add(new Expr.Load(element), new Expr.Load(access(side, dy))));
    Stmt body =
        Stmt.Block.of(
            RelationLoops.nest(channels, new Stmt.Store(element, new Expr.Literal(0))),
            new Stmt.ForBatch(RelationLoops.ITEM, RelationLoops.nest(over(side), add)));
    return kernel(KernelKind.BACKWARD_BIAS, List.of(dy, db), body);
  }

  private Stmt zero(Tensor side, Buffer buffer) {
    return RelationLoops.nest(over(side), new Stmt.Store(access(side, buffer), new Expr.Literal(0)));
  }

  /** result = fma(operand, operand, result) over all related triples; the result's own loops outside. */
  private Stmt accumulate(Tensor result, Buffer positions, Buffer windows, Buffer weights) {
    List<RelationLoops.Loop> order = new ArrayList<>();
    switch (result) {
      case WINDOWS:
        order.addAll(over(Tensor.WINDOWS));
        order.add(loops.positionChannel());
        order.addAll(loops.taps());
        break;
      case POSITIONS:
        order.add(loops.group());
        order.add(loops.positionChannel());
        order.add(loops.windowChannel());
        order.addAll(loops.windows());
        order.addAll(loops.taps());
        break;
      default:
        order.addAll(over(Tensor.WEIGHTS));
        order.addAll(loops.windows());
        break;
    }
    Access p = new Access(positions, positionSubscripts(loops.relatedPositions()));
    Access o = access(Tensor.WINDOWS, windows);
    Access w = access(Tensor.WEIGHTS, weights);
    Stmt update;
    switch (result) {
      case WINDOWS:
        update = new Stmt.Store(o, new Expr.Fma(new Expr.Load(p), new Expr.Load(w), new Expr.Load(o)));
        break;
      case POSITIONS:
        update = new Stmt.Store(p, new Expr.Fma(new Expr.Load(o), new Expr.Load(w), new Expr.Load(p)));
        break;
      default:
        update = new Stmt.Store(w, new Expr.Fma(new Expr.Load(p), new Expr.Load(o), new Expr.Load(w)));
        break;
    }
    List<Stmt.Condition> inside = new ArrayList<>();
    for (int i = 0; i < relation.axes().size(); i++) {
      inside.add(new Stmt.Condition(loops.relatedPositions().get(i), relation.axes().get(i).positions()));
    }
    return RelationLoops.nest(order, new Stmt.If(inside, update));
  }

  /** The loops over all elements of a tensor, in the order of its subscripts, without the one over the batch. */
  private List<RelationLoops.Loop> over(Tensor tensor) {
    List<RelationLoops.Loop> order = new ArrayList<>(List.of(loops.group()));
    switch (tensor) {
      case WINDOWS:
        order.add(loops.windowChannel());
        break;
      case POSITIONS:
        order.add(loops.positionChannel());
        break;
      default:
        order.add(loops.windowChannel());
        order.add(loops.positionChannel());
        break;
    }
    order.addAll(spatial(tensor));
    return order;
  }

  private List<RelationLoops.Loop> spatial(Tensor tensor) {
    switch (tensor) {
      case WINDOWS:
        return loops.windows();
      case POSITIONS:
        return loops.positions();
      default:
        return loops.taps();
    }
  }

  private Affine channel(Tensor side) {
    return side == Tensor.WINDOWS ? loops.windowChannelIndex() : loops.positionChannelIndex();
  }

  private Access access(Tensor tensor, Buffer buffer) {
    List<Affine> subscripts = new ArrayList<>();
    switch (tensor) {
      case WINDOWS:
        subscripts.add(Affine.of(RelationLoops.ITEM));
        subscripts.add(loops.windowChannelIndex());
        loops.windows().forEach(l -> subscripts.add(l.index()));
        break;
      case POSITIONS:
        return new Access(buffer, positionSubscripts(loops.positions().stream().map(RelationLoops.Loop::index).toList()));
      default:
        subscripts.add(loops.windowChannelIndex());
        subscripts.add(loops.positionChannel().index());
        subscripts.addAll(loops.weightTaps());
        break;
    }
    return new Access(buffer, subscripts);
  }

  private List<Affine> positionSubscripts(List<Affine> positions) {
    List<Affine> subscripts = new ArrayList<>();
    subscripts.add(Affine.of(RelationLoops.ITEM));
    subscripts.add(loops.positionChannelIndex());
    subscripts.addAll(positions);
    return subscripts;
  }

  private Kernel kernel(KernelKind kind, List<Buffer> arguments, Stmt body) {
    return new Kernel(kind.javaName(), layer.type(), arguments, List.of(), List.of(), body);
  }
}
