package org.convc.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.convc.ir.Affine;
import org.convc.ir.Expr;
import org.convc.ir.Interval;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/** The statements of one method. */
final class StatementEmitter {

  /** How a method of the class is called with the arguments of a routine. */
  interface Calls {
    CodeBlock call(String routine, List<CodeBlock> arguments, Scope scope);

    /**
     * The same, shared among the threads of a team.
     *
     * @param arguments null for the first and the last part
     */
    CodeBlock share(String routine, int parts, List<CodeBlock> arguments, Scope scope);
  }

  /** The Java name of the threads that share a call. */
  static final String TEAM = "team";

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

  private void emit(Scope scope, Stmt s) {
    if (s instanceof Stmt.Block block) {
      block.statements().forEach(part -> emit(scope, part));
    } else if (s instanceof Stmt.For loop) {
      loop(scope, loop);
    } else if (s instanceof Stmt.ForBatch loop) {
      Scope inner = scope.nested();
      String n = inner.declare(loop.item(), addresses.number(loop));
      code.beginControlFlow("for (int $1L = 0; $1L < $2L; $1L++)", n, batch);
      body(inner, loop.item(), new Interval(0, Integer.MAX_VALUE - 1L), loop.body());
    } else if (s instanceof Stmt.Parallel parallel) {
      parallel(scope, parallel);
    } else if (s instanceof Stmt.ForParts loops) {
      parts(scope, loops);
    } else if (s instanceof Stmt.If test) {
      test(scope, test);
    } else if (s instanceof Stmt.Let let) {
      CodeBlock value = expressions.emit(scope, let.value());
      code.addStatement("$L $L = $L", expressions.declare(let.local(), let.value()), scope.declareLocal(let.local()), value);
    } else if (s instanceof Stmt.Assign assign) {
      assign(scope, CodeBlock.of("$L", scope.local(assign.local())), new Expr.Local(assign.local()), assign.value());
    } else if (s instanceof Stmt.Store store && expressions.isVector(store.value())) {
      code.addStatement(expressions.storeVector(scope, store.target(), store.value()));
    } else if (s instanceof Stmt.Store store) {
      assign(scope, expressions.element(scope, store.target()), new Expr.Load(store.target()), store.value());
    } else if (s instanceof Stmt.Section section) {
      code.add("\n// $L\n", CommentText.line(section.purpose()));
      emit(scope, section.body());
      code.add("\n");
    } else {
      Stmt.Call call = (Stmt.Call) s;
      List<CodeBlock> arguments = new ArrayList<>();
      call.arguments().forEach(a -> arguments.add(Addresses.affine(scope, a).code()));
      code.addStatement(calls.call(call.routine(), arguments, scope));
    }
  }

  /** {@code target = value}, or {@code target += value} where that is the same. */
  private void assign(Scope scope, CodeBlock target, Expr before, Expr value) {
    if (value instanceof Expr.Add add && add.a().equals(before) && !expressions.isVector(value)) {
      code.addStatement("$L += $L", target, expressions.emit(scope, add.b()));
    } else {
      code.addStatement("$L = $L", target, expressions.emit(scope, value));
    }
  }

  private void loop(Scope scope, Stmt.For loop) {
    Scope inner = scope.nested();
    String i = inner.declare(loop.variable(), addresses.number(loop));
    CodeBlock step = loop.step() == 1 ? CodeBlock.of("$L++", i) : CodeBlock.of("$L += $L", i, loop.step());
    code.beginControlFlow("for (int $1L = $2L; $1L < $3L; $4L)", i, loop.begin(), loop.end(), step);
    body(inner, loop.variable(), loop.interval(), loop.body());
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
    List<CodeBlock> all = new ArrayList<>();
    List<CodeBlock> shared = new ArrayList<>();
    for (Affine argument : call.arguments()) {
      boolean first = argument.equals(Affine.of(parallel.from()));
      boolean last = argument.equals(Affine.of(parallel.to()));
      CodeBlock value = first || last ? null : Addresses.affine(scope, argument).code();
      shared.add(value);
      all.add(first ? CodeBlock.of("0") : last ? CodeBlock.of("$L", parallel.parts()) : value);
    }
    code.beginControlFlow("if ($L == null)", TEAM);
    code.addStatement(calls.call(call.routine(), all, scope));
    code.nextControlFlow("else");
    code.addStatement(calls.share(call.routine(), parallel.parts(), shared, scope));
    code.endControlFlow();
  }

  /** One loop counts as it did, within other bounds; several count parts. */
  private void parts(Scope scope, Stmt.ForParts loops) {
    Scope inner = scope.nested();
    CodeBlock from = scope.variable(loops.from());
    CodeBlock to = scope.variable(loops.to());
    int number = addresses.number(loops);
    if (loops.loops().size() == 1) {
      Stmt.Header loop = loops.loops().get(0);
      String i = inner.declare(loop.variable(), number);
      CodeBlock step = loop.step() == 1 ? CodeBlock.of("$L++", i) : CodeBlock.of("$L += $L", i, loop.step());
      code.beginControlFlow(
          "for (int $1L = $2L; $1L < $3L; $4L)", i, value(loop, from), value(loop, to), step);
    } else {
      String part = inner.names.claim("part");
      code.beginControlFlow("for (int $1L = $2L; $1L < $3L; $1L++)", part, from, to);
      int within = loops.parts();
      for (Stmt.Header loop : loops.loops()) {
        boolean outermost = within == loops.parts();
        within /= loop.trips();
        CodeBlock quotient = within == 1 ? CodeBlock.of("$L", part) : CodeBlock.of("$L / $L", part, within);
        CodeBlock turn = outermost ? quotient : CodeBlock.of("$L % $L", quotient, loop.trips());
        code.addStatement("int $L = $L", inner.declare(loop.variable(), number), value(loop, turn));
      }
    }
    loops.loops().forEach(loop -> ranges.put(loop.variable(), loop.interval()));
    code.add(addresses.declare(inner, new LinkedHashSet<>(loops.binds()), loops.body()));
    emit(inner, loops.body());
    code.endControlFlow();
  }

  /** What the variable of a loop is in a given turn. */
  private static CodeBlock value(Stmt.Header loop, CodeBlock turn) {
    CodeBlock steps = loop.step() == 1 ? turn : CodeBlock.of("$L * $L", turn, loop.step());
    return loop.begin() == 0 ? steps : CodeBlock.of("$L + $L", steps, loop.begin());
  }

  private void body(Scope inner, LoopVar variable, Interval range, Stmt body) {
    ranges.put(variable, range);
    code.add(addresses.declare(inner, Set.of(variable), body));
    emit(inner, body);
    code.endControlFlow();
  }

  private void test(Scope scope, Stmt.If test) {
    List<CodeBlock> tests = new ArrayList<>();
    test.conditions().forEach(c -> tests.addAll(halves(scope, c)));
    if (tests.isEmpty()) {
      emit(scope, test.body());
      return;
    }
    code.beginControlFlow("if ($L)", CodeBlock.join(tests, " && "));
    emit(scope.nested(), test.body());
    code.endControlFlow();
  }

  /** The halves of {@code 0 <= value < bound} that the ranges of the variables leave open. */
  private List<CodeBlock> halves(Scope scope, Stmt.Condition condition) {
    Affine value = condition.value();
    Affine variable = new Affine(value.terms(), 0);
    boolean known = ranges.keySet().containsAll(value.terms().keySet());
    List<CodeBlock> tests = new ArrayList<>();
    if (!known || value.interval(ranges).min() < 0) {
      tests.add(CodeBlock.of("$L >= $L", Addresses.affine(scope, variable).code(), -value.constant()));
    }
    if (!known || value.interval(ranges).max() >= condition.bound()) {
      long bound = (long) condition.bound() - value.constant();
      String suffix = bound > Integer.MAX_VALUE ? "L" : "";
      tests.add(CodeBlock.of("$L < $L$L", Addresses.affine(scope, variable).code(), bound, suffix));
    }
    return tests;
  }
}
