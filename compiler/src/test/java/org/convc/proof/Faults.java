package org.convc.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/** Mistakes that a pass could make, as edits of a kernel that is about to be emitted. Each leaves a kernel alone where it has no place. */
final class Faults {

  private static final Predicate<Buffer> WEIGHTS = b -> b.name().equals("w");
  private static final Predicate<Buffer> BIAS = b -> b.name().equals("b");
  private static final Predicate<Buffer> OUTPUT = b -> b.role() == Buffer.Role.OUTPUT;
  private static final Predicate<Buffer> DATA =
      b -> copy().test(b) || b.role() == Buffer.Role.INPUT && b.batched();

  /** By name. */
  static final Map<String, UnaryOperator<Kernel>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("height and width swapped", k -> IrEdit.loads(k, DATA.and(b -> b.axes().size() == 3), a -> swapped(a, 1)));
    ALL.put("filter and channel of the weights swapped", k -> IrEdit.loads(k, WEIGHTS, Faults::firstTwoSwapped));
    ALL.put("tail dropped: last step of a loop", k -> shortened(k, v -> v.name().matches("[oiq][xyz]|q[xyz]")));
    ALL.put("tail dropped: last tile", Faults::lastCallDropped);
    ALL.put("last input channel dropped", k -> shortened(k, v -> v.name().equals("ic") || v.name().equals("oc")));
    ALL.put("group offset of the weights dropped", k -> IrEdit.loads(k, WEIGHTS, a -> a.map(s -> IrEdit.without(s, "g"))));
    ALL.put("group offset of the data dropped", k -> IrEdit.loads(k, DATA, a -> a.map(s -> IrEdit.without(s, "g"))));
    ALL.put("kernel flipped along the last axis", k -> IrEdit.loads(k, WEIGHTS, a -> flipped(a, 0)));
    ALL.put("kernel flipped along the first axis", k -> IrEdit.loads(k, WEIGHTS.and(b -> b.axes().size() > 3), a -> flipped(a, 1)));
    ALL.put("pad off by one: read too late", Faults::readLate);
    ALL.put("pad off by one: copied too early", Faults::copiedEarly);
    ALL.put("stride ignored", k -> IrEdit.loads(k, DATA, a -> a.map(Faults::withoutStride)));
    ALL.put("first term dropped", k -> IrEdit.first(k, s -> s instanceof Stmt.Assign ? Stmt.Block.of() : s));
    ALL.put("a term added twice", k -> IrEdit.first(k, s -> s instanceof Stmt.Assign ? Stmt.Block.of(s, s) : s));
    ALL.put("sum starts at one", k -> IrEdit.first(k, Faults::startsAtOne));
    ALL.put("sum overwritten", k -> IrEdit.expressions(k, e -> e instanceof Expr.Fma f ? new Expr.Fma(f.a(), f.b(), new Expr.Literal(0)) : e));
    ALL.put("two sums swapped", k -> IrEdit.first(k, Faults::storesSwapped));
    ALL.put("a tap read twice", k -> IrEdit.loads(k, WEIGHTS, a -> IrEdit.subscript(a, 0, Faults::secondIsFirst)));
    ALL.put("bias dropped", k -> IrEdit.expressions(k, Faults::withoutBias));
    ALL.put("first filter's bias for all", k -> IrEdit.loads(k, BIAS, a -> a.map(s -> Affine.constant(0))));
    ALL.put("activation dropped", k -> IrEdit.expressions(k, e -> e instanceof Expr.Activate a ? a.operand() : e));
    ALL.put("first item for all of the batch", k -> IrEdit.loads(k, Buffer::batched, Faults::firstItem));
    ALL.put("border not cleared", k -> IrEdit.statements(k, s -> zeroes(s, copy()) ? Stmt.Block.of() : s));
    ALL.put(
        "positions that nothing reaches not cleared",
        k -> IrEdit.statements(k, s -> zeroes(s, OUTPUT) ? Stmt.Block.of() : s));
    ALL.put("a phase left out", Faults::withoutPhase);
  }

  private Faults() {}

  /** What is neither argument nor result. */
  private static Predicate<Buffer> copy() {
    return b -> b.role() == Buffer.Role.SCRATCH || b.role() == Buffer.Role.PACKED;
  }

  private static Access swapped(Access access, int last) {
    List<Affine> subscripts = new ArrayList<>(access.subscripts());
    Collections.swap(subscripts, subscripts.size() - 1, subscripts.size() - 1 - last);
    return new Access(access.buffer(), subscripts);
  }

  private static Access firstTwoSwapped(Access access) {
    List<Affine> subscripts = new ArrayList<>(access.subscripts());
    Collections.swap(subscripts, 0, 1);
    return new Access(access.buffer(), subscripts);
  }

  private static Kernel shortened(Kernel kernel, Predicate<LoopVar> which) {
    return IrEdit.first(
        kernel,
        s -> s instanceof Stmt.For f && which.test(f.variable()) && f.trips() > 1
            ? new Stmt.For(f.variable(), f.begin(), f.end() - f.step(), f.step(), f.body())
            : s);
  }

  private static Kernel lastCallDropped(Kernel kernel) {
    List<String> calls = kernel.routines().stream().map(Kernel.Routine::name).filter(n -> n.contains("Tile")).toList();
    return calls.isEmpty() ? kernel : withoutCall(kernel, calls.get(calls.size() - 1));
  }

  private static Kernel withoutPhase(Kernel kernel) {
    return kernel.routines().stream()
        .map(Kernel.Routine::name)
        .filter(n -> n.startsWith("phase"))
        .findFirst()
        .map(n -> withoutCall(kernel, n))
        .orElse(kernel);
  }

  private static Kernel withoutCall(Kernel kernel, String routine) {
    return IrEdit.statements(kernel, s -> s instanceof Stmt.Call c && c.routine().equals(routine) ? Stmt.Block.of() : s);
  }

  private static Access flipped(Access access, int axis) {
    return IrEdit.subscript(access, axis, (s, extent) -> s.times(-1).plus(extent - 1));
  }

  private static Kernel readLate(Kernel kernel) {
    return IrEdit.loads(kernel, copy(), a -> IrEdit.subscript(a, 0, (s, e) -> s.plus(1)));
  }

  private static Kernel copiedEarly(Kernel kernel) {
    return IrEdit.statements(
        kernel,
        s -> s instanceof Stmt.Store store && copy().test(store.target().buffer()) && store.value() instanceof Expr.Load
            ? new Stmt.Store(IrEdit.subscript(store.target(), 0, (a, e) -> a.plus(-1)), store.value())
            : s);
  }

  private static Affine withoutStride(Affine affine) {
    Map<LoopVar, Integer> terms =
        affine.terms().entrySet().stream()
            .collect(Collectors.toMap(
                Map.Entry::getKey, t -> t.getKey().name().startsWith("o") && t.getKey().name().length() == 2 && !t.getKey().name().equals("oc")
                    ? 1 : t.getValue()));
    return new Affine(terms, affine.constant());
  }

  private static Stmt startsAtOne(Stmt s) {
    return s instanceof Stmt.Let let && let.value().equals(new Expr.Literal(0)) ? new Stmt.Let(let.local(), new Expr.Literal(1)) : s;
  }

  private static Stmt storesSwapped(Stmt s) {
    if (!(s instanceof Stmt.Block block)) {
      return s;
    }
    List<Stmt> statements = new ArrayList<>(block.statements());
    for (int i = 1; i < statements.size(); i++) {
      if (statements.get(i - 1) instanceof Stmt.Store a && statements.get(i) instanceof Stmt.Store b) {
        statements.set(i - 1, new Stmt.Store(a.target(), b.value()));
        statements.set(i, new Stmt.Store(b.target(), a.value()));
        return new Stmt.Block(statements);
      }
    }
    return s;
  }

  private static Affine secondIsFirst(Affine subscript, int extent) {
    return subscript.isConstant() && subscript.constant() == 1 ? Affine.constant(0) : subscript;
  }

  private static Expr withoutBias(Expr e) {
    return e instanceof Expr.Add add && add.b() instanceof Expr.Load load && BIAS.test(load.access().buffer()) ? add.a() : e;
  }

  private static Access firstItem(Access access) {
    List<Affine> subscripts = new ArrayList<>(access.subscripts());
    subscripts.set(0, Affine.constant(0));
    return new Access(access.buffer(), subscripts);
  }

  private static boolean zeroes(Stmt s, Predicate<Buffer> which) {
    return s instanceof Stmt.Store store
        && which.test(store.target().buffer())
        && store.value().equals(new Expr.Literal(0));
  }
}
