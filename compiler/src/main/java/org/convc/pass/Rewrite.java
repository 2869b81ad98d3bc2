package org.convc.pass;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/** Changes that go through all of a statement. */
final class Rewrite {

  private Rewrite() {}

  /**
   * {@code kernel} with another body, and the scratch that it needs.
   *
   * @param f the body, of the one that is, with the scratch that is, to which it adds
   */
  static Kernel withScratch(Kernel kernel, BiFunction<Stmt, List<Buffer>, Stmt> f) {
    List<Buffer> scratch = new ArrayList<>(kernel.scratch());
    Stmt body = f.apply(kernel.body(), scratch);
    return kernel.withScratch(scratch).withBody(body);
  }

  /** {@code s} with every subscript, condition and call argument mapped. Headers of loops stay. */
  static Stmt affines(Stmt s, UnaryOperator<Affine> f) {
    if (s instanceof Stmt.If) {
      Stmt.If test = (Stmt.If) s;
      List<Stmt.Condition> conditions =
          test.conditions().stream().map(c -> new Stmt.Condition(f.apply(c.value()), c.bound())).toList();
      return new Stmt.If(conditions, affines(test.body(), f));
    }
    if (s instanceof Stmt.Store) {
      Stmt.Store store = (Stmt.Store) s;
      return new Stmt.Store(store.target().map(f), affines(store.value(), f));
    }
    if (s instanceof Stmt.Call) {
      return new Stmt.Call(((Stmt.Call) s).routine(), ((Stmt.Call) s).arguments().stream().map(f).toList());
    }
    return expressions(s.mapParts(part -> affines(part, f)), e -> affines(e, f));
  }

  static Expr affines(Expr e, UnaryOperator<Affine> f) {
    if (e instanceof Expr.Load) {
      return new Expr.Load(((Expr.Load) e).access().map(f));
    }
    if (e instanceof Expr.LoadVector) {
      return ((Expr.LoadVector) e).at(((Expr.LoadVector) e).access().map(f));
    }
    if (e instanceof Expr.Cosine cosine) {
      return new Expr.Cosine(f.apply(cosine.part()), cosine.turn());
    }
    return e.mapOperands(operand -> affines(operand, f));
  }

  /** {@code s} with {@code f} of every buffer, which has the same axes. */
  static Stmt buffers(Stmt s, UnaryOperator<Buffer> f) {
    return accesses(s, access -> new Access(f.apply(access.buffer()), access.subscripts()));
  }

  /** {@code s} with {@code f} of every element that is read or written, or first one of a vector. */
  static Stmt accesses(Stmt s, UnaryOperator<Access> f) {
    if (s instanceof Stmt.Store) {
      Stmt.Store store = (Stmt.Store) s;
      return new Stmt.Store(f.apply(store.target()), accesses(store.value(), f));
    }
    return expressions(s.mapParts(part -> accesses(part, f)), e -> accesses(e, f));
  }

  private static Expr accesses(Expr e, UnaryOperator<Access> f) {
    if (e instanceof Expr.Load) {
      return new Expr.Load(f.apply(((Expr.Load) e).access()));
    }
    if (e instanceof Expr.LoadVector) {
      return ((Expr.LoadVector) e).at(f.apply(((Expr.LoadVector) e).access()));
    }
    return e.mapOperands(operand -> accesses(operand, f));
  }

  /** {@code s} with {@code value} for {@code variable}. */
  static Stmt substitute(Stmt s, LoopVar variable, Affine value) {
    return affines(s, a -> a.substitute(variable, value));
  }

  /** {@code s} with the expression that it holds directly, if any, mapped as a whole. */
  private static Stmt expressions(Stmt s, UnaryOperator<Expr> f) {
    if (s instanceof Stmt.Let) {
      return new Stmt.Let(((Stmt.Let) s).local(), f.apply(((Stmt.Let) s).value()));
    }
    if (s instanceof Stmt.Assign) {
      return new Stmt.Assign(((Stmt.Assign) s).local(), f.apply(((Stmt.Assign) s).value()));
    }
    return s;
  }

  /** {@code e} with {@code replacement} for every occurrence of {@code sought}. */
  static Expr replace(Expr e, Expr sought, Expr replacement) {
    return e.equals(sought) ? replacement : e.mapOperands(operand -> replace(operand, sought, replacement));
  }

  /** {@code s} with {@code f} applied to every load. */
  static Stmt loads(Stmt s, Function<Expr.Load, Expr> f) {
    if (s instanceof Stmt.Store) {
      return new Stmt.Store(((Stmt.Store) s).target(), loads(((Stmt.Store) s).value(), f));
    }
    return expressions(s.mapParts(part -> loads(part, f)), e -> loads(e, f));
  }

  static Expr loads(Expr e, Function<Expr.Load, Expr> f) {
    return e instanceof Expr.Load ? f.apply((Expr.Load) e) : e.mapOperands(operand -> loads(operand, f));
  }

  /** {@code s} with {@code f} applied to every load of a vector. */
  static Stmt vectors(Stmt s, Function<Expr.LoadVector, Expr> f) {
    if (s instanceof Stmt.Store) {
      return new Stmt.Store(((Stmt.Store) s).target(), vectors(((Stmt.Store) s).value(), f));
    }
    return expressions(s.mapParts(part -> vectors(part, f)), e -> vectors(e, f));
  }

  private static Expr vectors(Expr e, Function<Expr.LoadVector, Expr> f) {
    return e instanceof Expr.LoadVector ? f.apply((Expr.LoadVector) e) : e.mapOperands(operand -> vectors(operand, f));
  }

  /** {@code s}, an assignment, with {@code f} applied to each thing that it loads: an element, neighbours, or one in every lane. */
  static Stmt leaves(Stmt s, UnaryOperator<Expr> f) {
    return expressions(s, e -> leaves(e, f));
  }

  private static Expr leaves(Expr e, UnaryOperator<Expr> f) {
    boolean leaf =
        e instanceof Expr.Load
            || e instanceof Expr.LoadVector
            || e instanceof Expr.Broadcast && ((Expr.Broadcast) e).scalar() instanceof Expr.Load;
    return leaf ? f.apply(e) : e.mapOperands(operand -> leaves(operand, f));
  }

  /** {@code s} with {@code f} of every local that it uses. */
  static Stmt locals(Stmt s, Function<Expr.Local, Expr> f) {
    if (s instanceof Stmt.Store) {
      return new Stmt.Store(((Stmt.Store) s).target(), locals(((Stmt.Store) s).value(), f));
    }
    return expressions(s.mapParts(part -> locals(part, f)), e -> locals(e, f));
  }

  private static Expr locals(Expr e, Function<Expr.Local, Expr> f) {
    return e instanceof Expr.Local ? f.apply((Expr.Local) e) : e.mapOperands(operand -> locals(operand, f));
  }

  static boolean contains(Expr e, Expr sought) {
    boolean[] found = {e.equals(sought)};
    e.mapOperands(
        operand -> {
          found[0] |= contains(operand, sought);
          return operand;
        });
    return found[0];
  }

  /** {@code s} with local {@code from} called {@code to}. */
  static Stmt renameLocal(Stmt s, String from, String to) {
    UnaryOperator<Expr> rename = e -> replace(e, new Expr.Local(from), new Expr.Local(to));
    if (s instanceof Stmt.Let) {
      Stmt.Let let = (Stmt.Let) s;
      return new Stmt.Let(let.local().equals(from) ? to : let.local(), rename.apply(let.value()));
    }
    if (s instanceof Stmt.Assign) {
      Stmt.Assign assign = (Stmt.Assign) s;
      return new Stmt.Assign(assign.local().equals(from) ? to : assign.local(), rename.apply(assign.value()));
    }
    if (s instanceof Stmt.Store) {
      return new Stmt.Store(((Stmt.Store) s).target(), rename.apply(((Stmt.Store) s).value()));
    }
    return s.mapParts(part -> renameLocal(part, from, to));
  }

  /** The loop variables that {@code s} uses and does not bind, in the order of their first use. */
  static Set<LoopVar> freeVariables(Stmt s) {
    Set<LoopVar> free = new LinkedHashSet<>();
    collect(s, Set.of(), free);
    return free;
  }

  private static void collect(Stmt s, Set<LoopVar> bound, Set<LoopVar> free) {
    Set<LoopVar> inner = bound;
    if (!s.binds().isEmpty()) {
      inner = new LinkedHashSet<>(bound);
      inner.addAll(s.binds());
    }
    Set<LoopVar> visible = inner;
    Consumer<Affine> note =
        a -> a.terms().keySet().stream().filter(v -> !visible.contains(v)).forEach(free::add);
    if (s instanceof Stmt.ForParts) {
      note.accept(Affine.of(((Stmt.ForParts) s).from()).plus(Affine.of(((Stmt.ForParts) s).to())));
    }
    // Only what stands directly in this statement: its parts are visited below, with what it binds.
    if (s instanceof Stmt.If) {
      ((Stmt.If) s).conditions().forEach(c -> note.accept(c.value()));
    } else if (s instanceof Stmt.Call) {
      ((Stmt.Call) s).arguments().forEach(note);
    } else if (s instanceof Stmt.Store) {
      ((Stmt.Store) s).target().subscripts().forEach(note);
      note(((Stmt.Store) s).value(), note);
    } else if (s instanceof Stmt.Let) {
      note(((Stmt.Let) s).value(), note);
    } else if (s instanceof Stmt.Assign) {
      note(((Stmt.Assign) s).value(), note);
    }
    s.mapParts(
        part -> {
          collect(part, visible, free);
          return part;
        });
  }

  private static void note(Expr e, Consumer<Affine> note) {
    if (e instanceof Expr.Load) {
      ((Expr.Load) e).access().subscripts().forEach(note);
    } else if (e instanceof Expr.LoadVector) {
      ((Expr.LoadVector) e).access().subscripts().forEach(note);
    } else if (e instanceof Expr.Cosine cosine) {
      note.accept(cosine.part());
    }
    e.mapOperands(
        operand -> {
          note(operand, note);
          return operand;
        });
  }
}
