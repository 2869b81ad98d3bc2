package org.convc.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.algebra.LinearProgram;
import org.convc.algebra.Rational;
import org.convc.ir.Access;
import org.convc.ir.Expr;
import org.convc.ir.Stmt;

/** A linear program as statements: inputs {@code d0, d1, ...} are loaded where they are first needed, sums are {@code t0, t1, ...}. */
final class StraightLine {

  private final LinearProgram program;
  private final List<Access> inputs;
  private final List<Access> results;
  private final boolean[] loaded;
  private final List<Stmt> statements = new ArrayList<>();

  private StraightLine(LinearProgram program, List<Access> inputs, List<Access> results) {
    this.program = program;
    this.inputs = inputs;
    this.results = results;
    this.loaded = new boolean[inputs.size()];
  }

  /** Loads the inputs, computes the results and stores each as soon as it is known. */
  static Stmt of(LinearProgram program, List<Access> inputs, List<Access> results) {
    return new StraightLine(program, inputs, results).emit();
  }

  private Stmt emit() {
    for (int i = 0; i < inputs.size(); i++) {
      if (program.results().contains(i)) {
        store(i, load(i));
      }
    }
    for (int i = 0; i < program.sums().size(); i++) {
      int value = inputs.size() + i;
      statements.add(new Stmt.Let(name(value), sum(program.sums().get(i))));
      store(value, new Expr.Local(name(value)));
    }
    return new Stmt.Block(statements);
  }

  private void store(int value, Expr local) {
    for (int i = 0; i < results.size(); i++) {
      if (program.results().get(i) == value) {
        statements.add(new Stmt.Store(results.get(i), local));
      }
    }
  }

  /** A term that is not multiplied comes first; the others are added to it in their order. */
  private Expr sum(List<LinearProgram.Term> terms) {
    Optional<LinearProgram.Term> first = terms.stream().filter(t -> t.factor().isOne()).findFirst();
    Expr sum = first.isPresent() ? load(first.get().value()) : new Expr.Literal(0);
    for (LinearProgram.Term term : terms) {
      if (first.isPresent() && term.equals(first.get())) {
        continue;
      }
      Expr value = load(term.value());
      Rational factor = term.factor();
      if (factor.isOne()) {
        sum = new Expr.Add(sum, value);
      } else if (factor.negated().isOne() && first.isPresent()) {
        sum = new Expr.Subtract(sum, value);
      } else {
        sum = new Expr.Fma(value, new Expr.Literal(factor.toDouble()), sum);
      }
    }
    return sum;
  }

  private Expr load(int value) {
    if (value < inputs.size() && !loaded[value]) {
      statements.add(new Stmt.Let(name(value), new Expr.Load(inputs.get(value))));
      loaded[value] = true;
    }
    return new Expr.Local(name(value));
  }

  private String name(int value) {
    return value < inputs.size() ? "d" + value : "t" + (value - inputs.size());
  }
}
