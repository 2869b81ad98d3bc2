package org.convc.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Expr;
import org.convc.ir.Interval;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;
import org.convc.runtime.TermFence;

/** The statements of one method. */
final class StatementEmitter {

  /** How a method of the class is called with the arguments of a routine. */
  interface Calls {
    Fragment call(String routine, List<Fragment> arguments, Scope scope);

    /**
     * The same, shared among the threads of a team.
     *
     * @param arguments null for the first and the last part
     */
    Fragment share(String routine, int parts, List<Fragment> arguments, Scope scope);
  }

  /** The Java name of the threads that share a call. */
  static final String TEAM = "team";

  private static final ClassName TERM_FENCE = ClassName.get(TermFence.class);

  private final String batch;
  private final Addresses addresses;
  private final ExpressionEmitter expressions;
  private final Calls calls;
  private final Map<LoopVar, Interval> ranges = new HashMap<>();
  private final CodeBlock.Builder code = CodeBlock.builder();

  /**
   * @param batch the Java name of the number of batch items
   */
  StatementEmitter(String batch, Addresses addresses, ExpressionEmitter expressions, Calls calls) {
    this.batch = batch;
    this.addresses = addresses;
    this.expressions = expressions;
    this.calls = calls;
  }

  /** The body of a method whose parameters the scope has bound. */
  CodeBlock method(Scope scope, List<LoopVar> parameters, Stmt body) {
    code.add(addresses.declare(scope, new LinkedHashSet<>(parameters), body));
    emit(scope, body);
    return code.build();
  }

  private void statement(String format, Object... arguments) {
    code.addStatement(Fragment.of(format, arguments).block());
  }

  private void begin(String format, Object... arguments) {
    code.beginControlFlow("$L", Fragment.of(format, arguments).block());
  }

  private void emit(Scope scope, Stmt s) {
    if (s instanceof Stmt.Block block) {
      block.statements().forEach(part -> emit(scope, part));
    } else if (s instanceof Stmt.For loop) {
      loop(scope, loop);
    } else if (s instanceof Stmt.ForBatch loop) {
      Scope inner = scope.nested();
      String n = inner.declare(loop.item(), addresses.number(loop));
      begin("for (int $L = 0; $L < $L; $L++)", n, n, batch, n);
      body(inner, loop.item(), new Interval(0, Integer.MAX_VALUE - 1L), loop.body());
    } else if (s instanceof Stmt.Parallel parallel) {
      parallel(scope, parallel);
    } else if (s instanceof Stmt.ForParts loops) {
      parts(scope, loops);
    } else if (s instanceof Stmt.If test) {
      test(scope, test);
    } else if (s instanceof Stmt.Let let) {
      Fragment value = expressions.emit(scope, let.value());
      statement("$L $L = $L", expressions.declare(let.local(), let.value()), scope.declareLocal(let.local()), value);
    } else if (s instanceof Stmt.Assign assign) {
      assign(scope, Fragment.of("$L", scope.local(assign.local())), new Expr.Local(assign.local()), assign.value());
    } else if (s instanceof Stmt.Store store && expressions.isVector(store.value())) {
      statement("$L", expressions.storeVector(scope, store.target(), store.value()));
    } else if (s instanceof Stmt.Store store) {
      assign(scope, expressions.element(scope, store.target()), new Expr.Load(store.target()), store.value());
    } else if (s instanceof Stmt.Fence fence) {
      fence(scope, fence.read());
    } else if (s instanceof Stmt.Section section) {
      code.add("\n// $L\n", CommentText.line(section.purpose()));
      emit(scope, section.body());
      code.add("\n");
    } else {
      Stmt.Call call = (Stmt.Call) s;
      List<Fragment> arguments = new ArrayList<>();
      call.arguments().forEach(a -> arguments.add(Addresses.affine(scope, a).code()));
      statement("$L", calls.call(call.routine(), arguments, scope));
    }
  }

  /** {@code target = value}, or {@code target += value} where that is the same. */
  private void assign(Scope scope, Fragment target, Expr before, Expr value) {
    if (value instanceof Expr.Add add && add.a().equals(before) && !expressions.isVector(value)) {
      statement("$L += $L", target, expressions.emit(scope, add.b()));
    } else {
      statement("$L = $L", target, expressions.emit(scope, value));
    }
  }

  private void loop(Scope scope, Stmt.For loop) {
    Scope inner = scope.nested();
    String i = inner.declare(loop.variable(), addresses.number(loop));
    Fragment step = loop.step() == 1 ? Fragment.of("$L++", i) : Fragment.of("$L += $L", i, loop.step());
    if (isFenced(loop.body())) {
      fenced(inner, i, step, loop);
      return;
    }
    begin("for (int $L = $L; $L < $L; $L)", i, loop.begin(), i, loop.end(), step);
    body(inner, loop.variable(), loop.interval(), loop.body());
  }

  private static boolean isFenced(Stmt body) {
    return SumBody.statements(body).stream().anyMatch(part -> part instanceof Stmt.Fence);
  }

  /** Its addresses run along: C2 of JDK 17 puts others, worked out in each turn, on both sides of the fence. */
  private void fenced(Scope inner, String i, Fragment step, Stmt.For loop) {
    List<Fragment> first = new ArrayList<>(List.of(Fragment.of("$L = $L", i, loop.begin())));
    List<Fragment> steps = new ArrayList<>(List.of(step));
    for (Addresses.Running address : addresses.run(inner, loop)) {
      first.add(Fragment.of("$L = $L", address.name(), address.first()));
      steps.add(Fragment.of("$L += $L", address.name(), address.step()));
    }
    begin("for (int $L; $L < $L; $L)", Fragment.join(first, ", "), i, loop.end(), Fragment.join(steps, ", "));
    ranges.put(loop.variable(), loop.interval());
    emit(inner, loop.body());
    code.endControlFlow();
  }

  /** The end of a method that never comes, as the element is there. */
  private void fence(Scope scope, Access read) {
    begin("if ($T.ends($L, $L))", TERM_FENCE, scope.array(read.buffer().name()), addresses.index(scope, read));
    statement("return");
    code.endControlFlow();
  }

  /** All parts at once, or those that a team takes. What is no call of a routine yet has one thread. */
  private void parallel(Scope scope, Stmt.Parallel parallel) {
    if (!(parallel.body() instanceof Stmt.Call call)) {
      Scope inner = scope.nested();
      String from = inner.declare(parallel.from(), addresses.number(parallel));
      String to = inner.declare(parallel.to(), addresses.number(parallel));
      code.beginControlFlow("");
      code.addStatement("int $L = 0", from).addStatement("int $L = $L", to, parallel.parts());
      emit(inner, parallel.body());
      code.endControlFlow();
      return;
    }
    List<Fragment> all = new ArrayList<>();
    List<Fragment> shared = new ArrayList<>();
    for (Affine argument : call.arguments()) {
      boolean first = argument.equals(Affine.of(parallel.from()));
      boolean last = argument.equals(Affine.of(parallel.to()));
      Fragment value = first || last ? null : Addresses.affine(scope, argument).code();
      shared.add(value);
      all.add(first ? Fragment.of("0") : last ? Fragment.of("$L", parallel.parts()) : value);
    }
    code.beginControlFlow("if ($L == null)", TEAM);
    statement("$L", calls.call(call.routine(), all, scope));
    code.nextControlFlow("else");
    statement("$L", calls.share(call.routine(), parallel.parts(), shared, scope));
    code.endControlFlow();
  }

  /** One loop counts as it did, within other bounds; several count parts. */
  private void parts(Scope scope, Stmt.ForParts loops) {
    Scope inner = scope.nested();
    Fragment from = scope.variable(loops.from());
    Fragment to = scope.variable(loops.to());
    int number = addresses.number(loops);
    if (loops.loops().size() == 1) {
      Stmt.Header loop = loops.loops().get(0);
      String i = inner.declare(loop.variable(), number);
      Fragment step = loop.step() == 1 ? Fragment.of("$L++", i) : Fragment.of("$L += $L", i, loop.step());
      begin("for (int $L = $L; $L < $L; $L)", i, value(loop, from), i, value(loop, to), step);
    } else {
      String part = inner.names.claim("part");
      begin("for (int $L = $L; $L < $L; $L++)", part, from, part, to, part);
      int within = loops.parts();
      for (Stmt.Header loop : loops.loops()) {
        boolean outermost = within == loops.parts();
        within /= loop.trips();
        Fragment quotient = within == 1 ? Fragment.of("$L", part) : Fragment.of("$L / $L", part, within);
        Fragment turn = outermost ? quotient : Fragment.of("$L % $L", quotient, loop.trips());
        statement("int $L = $L", inner.declare(loop.variable(), number), value(loop, turn));
      }
    }
    loops.loops().forEach(loop -> ranges.put(loop.variable(), loop.interval()));
    code.add(addresses.declare(inner, new LinkedHashSet<>(loops.binds()), loops.body()));
    emit(inner, loops.body());
    code.endControlFlow();
  }

  /** What the variable of a loop is in a given turn. */
  private static Fragment value(Stmt.Header loop, Fragment turn) {
    Fragment steps = loop.step() == 1 ? turn : Fragment.of("$L * $L", turn, loop.step());
    return loop.begin() == 0 ? steps : Fragment.of("$L + $L", steps, loop.begin());
  }

  private void body(Scope inner, LoopVar variable, Interval range, Stmt body) {
    ranges.put(variable, range);
    code.add(addresses.declare(inner, Set.of(variable), body));
    emit(inner, body);
    code.endControlFlow();
  }

  private void test(Scope scope, Stmt.If test) {
    List<Fragment> tests = new ArrayList<>();
    test.conditions().forEach(c -> tests.addAll(halves(scope, c)));
    if (tests.isEmpty()) {
      emit(scope, test.body());
      return;
    }
    begin("if ($L)", Fragment.join(tests, " && "));
    emit(scope.nested(), test.body());
    code.endControlFlow();
  }

  /** The halves of {@code 0 <= value < bound} that the ranges of the variables leave open. */
  private List<Fragment> halves(Scope scope, Stmt.Condition condition) {
    Affine value = condition.value();
    Affine variable = new Affine(value.terms(), 0);
    boolean known = ranges.keySet().containsAll(value.terms().keySet());
    List<Fragment> tests = new ArrayList<>();
    if (!known || value.interval(ranges).min() < 0) {
      tests.add(Fragment.of("$L >= $L", Addresses.affine(scope, variable).code(), -value.constant()));
    }
    if (!known || value.interval(ranges).max() >= condition.bound()) {
      long bound = (long) condition.bound() - value.constant();
      String suffix = bound > Integer.MAX_VALUE ? "L" : "";
      tests.add(Fragment.of("$L < $L$L", Addresses.affine(scope, variable).code(), bound, suffix));
    }
    return tests;
  }
}
