package org.convc.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;
import org.convc.ir.Verifier;
import org.convc.load.LayerLoader;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.testing.KernelData;
import org.junit.jupiter.api.Test;

/** Methods with many branches and many live locals, on which Janino's stack maps grow with the product of both. */
class CrowdedMethodTest {

  private static final int LOCALS = 48;
  private static final int BRANCHES = 120;

  @Test
  void bothCompilersAgreeWithTheInterpreter() {
    Layer layer = Layers.dense();
    Map<KernelKind, Kernel> kernels = new EnumMap<>(Emission.definitions(layer));
    Kernel crowded = crowded(kernels.get(KernelKind.FORWARD));
    Verifier.verify(crowded);
    kernels.put(KernelKind.FORWARD, crowded);
    String source = JavaEmitter.emit(layer, kernels);
    KernelData data = new KernelData(crowded, 2, 7);
    for (LayerLoader loader : List.of(LayerLoader.janino(), LayerLoader.javac())) {
      ConvLayer compiled = loader.load(JavaEmitter.className(layer), source);
      double[] result = KernelCalls.call(compiled, layer, KernelKind.FORWARD, 2, data.inputs());
      assertArrayEquals(data.interpret(crowded), result, source);
    }
  }

  private static Kernel crowded(Kernel forward) {
    Buffer x = forward.arguments().get(0);
    Buffer y = forward.arguments().get(3);
    LoopVar n = new LoopVar("n");
    LoopVar oc = new LoopVar("oc");
    LoopVar oy = new LoopVar("oy");
    LoopVar ox = new LoopVar("ox");
    List<Stmt> parts = new ArrayList<>();
    for (int i = 0; i < LOCALS; i++) {
      parts.add(new Stmt.Let("a" + i, new Expr.Literal(i)));
    }
    for (int i = 0; i < BRANCHES; i++) {
      Affine column = Affine.of(ox).plus(i % 11 - 5);
      Access in = new Access(x, List.of(Affine.of(n), Affine.constant(i % 2), Affine.of(oy), column));
      String local = "a" + i % LOCALS;
      parts.add(
          new Stmt.If(
              List.of(new Stmt.Condition(column, 8)),
              new Stmt.Assign(local, new Expr.Add(new Expr.Local(local), new Expr.Load(in)))));
    }
    Expr sum = new Expr.Literal(0);
    for (int i = 0; i < LOCALS; i++) {
      sum = new Expr.Add(sum, new Expr.Local("a" + i));
    }
    Access out = new Access(y, List.of(Affine.of(n), Affine.of(oc), Affine.of(oy), Affine.of(ox)));
    parts.add(new Stmt.Store(out, sum));
    Stmt nest = Stmt.For.of(oc, 6, Stmt.For.of(oy, 6, Stmt.For.of(ox, 8, new Stmt.Block(parts))));
    return forward.withBody(new Stmt.ForBatch(n, nest));
  }
}
