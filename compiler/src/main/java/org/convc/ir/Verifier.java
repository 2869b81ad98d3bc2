package org.convc.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.convc.runtime.Cosines;

/**
 * Checks what every kernel must hold, whatever pass made it: subscripts stay inside their buffers for all values of the
 * loop variables, inputs are not written, packing reads the weights and writes packed buffers alone, the body does not
 * write those, names are bound before use and bound once, calls fit their routines, what runs at the same time does not
 * meet.
 */
public final class Verifier {

  private final Kernel kernel;
  private final Optional<Buffer> weights;
  private final Map<String, Buffer> known = new HashMap<>();
  private final Map<LoopVar, Interval> ranges = new HashMap<>();
  private final List<Stmt.Condition> conditions = new ArrayList<>();
  private Set<String> locals = new HashSet<>();
  private final Map<String, Integer> lanes = new HashMap<>();
  private LoopVar item;
  private boolean packing;
  private Stmt.Parallel parallel;

  private Verifier(Kernel kernel) {
    this.kernel = kernel;
    this.weights = kernel.weights();
    for (List<Buffer> buffers : List.of(kernel.arguments(), kernel.packed(), kernel.scratch())) {
      buffers.forEach(b -> known.put(b.name(), b));
    }
  }

  /**
   * @throws CompilerDefect if the kernel is not well formed
   */
  public static void verify(Kernel kernel) {
    Set<String> names = new TreeSet<>();
    for (Buffer b : kernel.arguments()) {
      boolean scratch = b.role() == Buffer.Role.SCRATCH || b.role() == Buffer.Role.THREAD;
      require(!scratch, kernel, b.name() + " is scratch, not an argument");
      require(b.role() != Buffer.Role.PACKED, kernel, b.name() + " is packed, not an argument");
      require(names.add(b.name()), kernel, "two buffers named " + b.name());
    }
    for (Buffer b : kernel.packed()) {
      require(b.role() == Buffer.Role.PACKED, kernel, b.name() + " is not packed");
      require(names.add(b.name()), kernel, "two buffers named " + b.name());
    }
    for (Buffer b : kernel.scratch()) {
      String other = b.role() == Buffer.Role.PACKED ? " is packed, not scratch" : " is an argument, not scratch";
      require(b.role() == Buffer.Role.SCRATCH || b.role() == Buffer.Role.THREAD, kernel, b.name() + other);
      require(names.add(b.name()), kernel, "two buffers named " + b.name());
    }
    Verifier verifier = new Verifier(kernel);
    verifier.packing = true;
    verifier.scoped(kernel.packing());
    verifier.packing = false;
    verifier.check(kernel.body());
  }

  private void check(Stmt s) {
    if (s instanceof Stmt.Block) {
      ((Stmt.Block) s).statements().forEach(this::check);
    } else if (s instanceof Stmt.For) {
      Stmt.For loop = (Stmt.For) s;
      bind(loop.variable(), loop.interval());
      scoped(loop.body());
      ranges.remove(loop.variable());
    } else if (s instanceof Stmt.ForBatch) {
      require(!packing, () -> "a loop over the batch in the packing");
      require(item == null, () -> "a loop over the batch within another one");
      item = ((Stmt.ForBatch) s).item();
      bind(item, new Interval(0, Integer.MAX_VALUE));
      scoped(((Stmt.ForBatch) s).body());
      ranges.remove(item);
      item = null;
    } else if (s instanceof Stmt.Parallel parallel) {
      check(parallel);
    } else if (s instanceof Stmt.ForParts loops) {
      bound(Affine.of(loops.from()));
      bound(Affine.of(loops.to()));
      require(parallel != null && loops.parts() == parallel.parts(), () -> "loops of other parts than those around");
      loops.loops().forEach(l -> bind(l.variable(), l.interval()));
      scoped(loops.body());
      loops.loops().forEach(l -> ranges.remove(l.variable()));
    } else if (s instanceof Stmt.If) {
      Stmt.If test = (Stmt.If) s;
      test.conditions().forEach(c -> bound(c.value()));
      conditions.addAll(test.conditions());
      scoped(test.body());
      test.conditions().forEach(c -> conditions.remove(conditions.size() - 1));
    } else if (s instanceof Stmt.Let) {
      check(((Stmt.Let) s).value());
      require(locals.add(((Stmt.Let) s).local()), () -> "local " + ((Stmt.Let) s).local() + " is declared twice");
      lanes.put(((Stmt.Let) s).local(), ((Stmt.Let) s).value().lanes(lanes));
    } else if (s instanceof Stmt.Assign) {
      check(((Stmt.Assign) s).value());
      require(locals.contains(((Stmt.Assign) s).local()), () -> "local " + ((Stmt.Assign) s).local() + " is not declared");
    } else if (s instanceof Stmt.Store) {
      Access target = ((Stmt.Store) s).target();
      check(((Stmt.Store) s).value());
      require(target.buffer().role() != Buffer.Role.INPUT, () -> "the input " + target + " is written");
      boolean packed = target.buffer().role() == Buffer.Role.PACKED;
      String writer = packing ? " is written by the packing" : " is packed, and written by the body";
      require(packed == packing, () -> target + writer);
      check(target, ((Stmt.Store) s).value().lanes(lanes));
    } else if (s instanceof Stmt.Fence fence) {
      check(new Expr.Load(fence.read()));
    } else if (s instanceof Stmt.Section) {
      Set<String> outer = locals;
      locals = new HashSet<>();
      check(((Stmt.Section) s).body());
      locals = outer;
    } else {
      check((Stmt.Call) s);
    }
  }

  private void check(Stmt.Parallel statement) {
    require(parallel == null, () -> "a parallel statement within another one");
    for (Map.Entry<Buffer, List<Touch>> e : touches(statement).entrySet()) {
      List<Touch> touches = e.getValue();
      if (e.getKey().role() == Buffer.Role.THREAD || touches.stream().noneMatch(Touch::written)) {
        continue;
      }
      Optional<List<Stmt.Header>> loops = touches.get(0).loops().map(Stmt.ForParts::loops);
      boolean same = touches.stream().allMatch(t -> t.loops().map(Stmt.ForParts::loops).equals(loops));
      require(
          same && loops.isPresent() && Disjoint.disjoint(touches, loops.get()),
          () -> "parts that run at the same time touch the same elements of " + e.getKey().name());
    }
    parallel = statement;
    bind(statement.from(), new Interval(0, statement.parts() - 1L));
    bind(statement.to(), new Interval(1, statement.parts()));
    Set<String> outer = locals;
    locals = new HashSet<>();
    check(statement.body());
    locals = outer;
    ranges.remove(statement.from());
    ranges.remove(statement.to());
    parallel = null;
  }

  private Map<Buffer, List<Touch>> touches(Stmt.Parallel statement) {
    Map<Buffer, List<Touch>> touches = new LinkedHashMap<>();
    Touch.of(kernel, statement.body())
        .forEach(t -> touches.computeIfAbsent(t.access().buffer(), b -> new ArrayList<>()).add(t));
    return touches;
  }

  private void check(Stmt.Call call) {
    Kernel.Routine routine =
        kernel.routine(call.routine()).orElseThrow(() -> defect("no routine " + call.routine()));
    require(routine.parameters().size() == call.arguments().size(), () -> "wrong number of arguments: " + call);
    // Each call is checked with the values that it passes, so a routine is right for all its callers.
    Map<LoopVar, Interval> outerRanges = new HashMap<>(ranges);
    LoopVar outerItem = item;
    Set<String> outerLocals = locals;
    List<Stmt.Condition> outerConditions = new ArrayList<>(conditions);
    Map<LoopVar, Interval> inner = new HashMap<>();
    LoopVar innerItem = null;
    for (int i = 0; i < call.arguments().size(); i++) {
      Affine argument = call.arguments().get(i);
      bound(argument);
      inner.put(routine.parameters().get(i), argument.interval(ranges));
      if (item != null && argument.equals(Affine.of(item))) {
        innerItem = routine.parameters().get(i);
      }
    }
    ranges.clear();
    ranges.putAll(inner);
    conditions.clear();
    locals = new HashSet<>();
    item = innerItem;
    check(routine.body());
    ranges.clear();
    ranges.putAll(outerRanges);
    conditions.addAll(outerConditions);
    locals = outerLocals;
    item = outerItem;
  }

  private void check(Expr e) {
    if (e instanceof Expr.Local) {
      require(locals.contains(((Expr.Local) e).name()), () -> "local " + ((Expr.Local) e).name() + " is not declared");
    } else if (e instanceof Expr.Load) {
      read(((Expr.Load) e).access(), 0);
    } else if (e instanceof Expr.LoadVector) {
      read(((Expr.LoadVector) e).access(), ((Expr.LoadVector) e).span());
    }
    if (e instanceof Expr.Cosine cosine) {
      bound(cosine.part());
      boolean inside = cosine.part().interval(ranges).within(0, Cosines.length(cosine.turn()) - 1L);
      require(inside, () -> "the table of cosines ends before " + cosine);
    }
    if (e instanceof Expr.Interleave both) {
      pair(both.even(), both.odd(), e);
    } else if (e instanceof Expr.EverySecond both) {
      pair(both.first(), both.later(), e);
    }
    e.mapOperands(
        operand -> {
          check(operand);
          return operand;
        });
  }

  private void pair(Expr one, Expr other, Expr both) {
    int length = one.lanes(lanes);
    boolean alike = length > 0 && length % 2 == 0 && other.lanes(lanes) == length;
    require(alike, () -> "vectors of different lengths, or of an odd one, in " + both);
  }

  private void read(Access access, int width) {
    if (packing) {
      boolean isWeights = weights.filter(access.buffer()::equals).isPresent();
      boolean allowed = isWeights || access.buffer().role() == Buffer.Role.PACKED;
      require(allowed, () -> access + " is read by the packing");
    }
    check(access, width);
  }

  /**
   * @param width neighbours that are touched, 0 for a single element
   */
  private void check(Access access, int width) {
    Buffer buffer = access.buffer();
    require(buffer.equals(known.get(buffer.name())), () -> "unknown buffer in " + access);
    int first = buffer.batched() ? 1 : 0;
    if (buffer.batched()) {
      require(item != null && access.subscripts().get(0).equals(Affine.of(item)), () -> "not the current item: " + access);
    }
    for (int i = first; i < access.subscripts().size(); i++) {
      Affine subscript = access.subscripts().get(i);
      bound(subscript);
      int extent = extent(buffer.axes().get(i - first), width);
      require(
          subscript.interval(ranges).within(0, extent - 1L) || guarded(subscript, extent),
          () -> subscript + " leaves its axis of " + extent + " in " + access + " with " + ranges);
    }
  }

  /**
   * How far a subscript may go: a vector may not leave the axis whose neighbours it takes. An axis of a single element has the stride of
   * the one inside of it, whose neighbours they are.
   */
  private int extent(Buffer.Axis axis, int width) {
    return width > 1 && axis.stride() == 1 && axis.extent() > 1 ? axis.extent() - width + 1 : axis.extent();
  }

  /** Whether a condition around keeps the subscript in: it is the condition's value, or that and something small. */
  private boolean guarded(Affine subscript, int extent) {
    for (Stmt.Condition c : conditions) {
      Interval rest = subscript.plus(c.value().times(-1)).interval(ranges);
      if (rest.plus(new Interval(0, c.bound() - 1L)).within(0, extent - 1L)) {
        return true;
      }
    }
    return false;
  }

  private void bind(LoopVar variable, Interval range) {
    require(ranges.put(variable, range) == null, () -> "loop variable " + variable + " is bound twice");
  }

  private void scoped(Stmt body) {
    Set<String> outer = locals;
    locals = new HashSet<>(outer);
    check(body);
    locals = outer;
  }

  private void bound(Affine value) {
    for (LoopVar v : value.terms().keySet()) {
      if (!ranges.containsKey(v)) {
        throw defect("loop variable " + v + " is not bound");
      }
    }
  }

  private void require(boolean condition, Supplier<String> message) {
    if (!condition) {
      throw defect(message.get());
    }
  }

  private CompilerDefect defect(String message) {
    return new CompilerDefect("verifier: " + message, Printer.print(kernel));
  }

  private static void require(boolean condition, Kernel kernel, String message) {
    if (!condition) {
      throw new CompilerDefect("verifier: " + message, Printer.print(kernel));
    }
  }
}
