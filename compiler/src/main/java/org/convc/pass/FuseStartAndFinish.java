package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.Stmt;
import org.convc.runtime.Activation;

/**
 * The nests that set a sum's start value and that finish it join the nest that sums.
 *
 * <pre>
 *   for o { y[o] = 0 }
 *   for o { let a = y[o]; ...; y[o] = a }
 *   for o { y[o] = relu(y[o] + b) }
 *   =>
 *   for o { let a = 0; ...; y[o] = relu(a + b) }
 * </pre>
 */
public final class FuseStartAndFinish implements Pass {

  private final Predicate<Activation> activations;

  /** Everything joins. */
  public FuseStartAndFinish() {
    this(activation -> true);
  }

  /**
   * @param activations those that join; a last step with another one stays a loop of its own
   */
  public FuseStartAndFinish(Predicate<Activation> activations) {
    this.activations = activations;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private Stmt rewrite(Stmt s) {
    Stmt inner = s.mapParts(this::rewrite);
    if (!(inner instanceof Stmt.Block)) {
      return inner;
    }
    List<Stmt> fused = new ArrayList<>();
    for (Stmt part : ((Stmt.Block) inner).statements()) {
      Optional<Stmt> joined = fused.isEmpty() ? Optional.empty() : join(fused.get(fused.size() - 1), part);
      if (joined.isPresent()) {
        fused.set(fused.size() - 1, joined.get());
      } else {
        fused.add(part);
      }
    }
    return new Stmt.Block(fused);
  }

  private Optional<Stmt> join(Stmt first, Stmt second) {
    Nest a = Nest.of(first);
    Nest b = Nest.of(second);
    if (!Nest.sameHeaders(a.loops(), b.loops()) || !a.conditions().isEmpty() || !b.conditions().isEmpty()) {
      return Optional.empty();
    }
    return start(a, b).or(() -> finish(a, b));
  }

  /** {@code first} stores a constant where {@code second} begins to sum. */
  private static Optional<Stmt> start(Nest first, Nest second) {
    if (first.store().isEmpty() || !(first.store().get().value() instanceof Expr.Literal)) {
      return Optional.empty();
    }
    List<Stmt> sum = statements(second.core());
    Expr old = new Expr.Load(first.store().get().target());
    if (!(sum.get(0) instanceof Stmt.Let) || !((Stmt.Let) sum.get(0)).value().equals(old)) {
      return Optional.empty();
    }
    List<Stmt> fused = new ArrayList<>(sum);
    fused.set(0, new Stmt.Let(((Stmt.Let) sum.get(0)).local(), first.store().get().value()));
    return Optional.of(Nest.wrap(second.loops(), new Stmt.Block(fused)));
  }

  /** {@code second} changes what {@code first} has just stored. */
  private Optional<Stmt> finish(Nest first, Nest second) {
    List<Stmt> sum = statements(first.core());
    Stmt last = sum.get(sum.size() - 1);
    if (second.store().isEmpty() || !(last instanceof Stmt.Store) || !joins(second.store().get().value())) {
      return Optional.empty();
    }
    Stmt.Store stored = (Stmt.Store) last;
    if (!second.store().get().target().equals(stored.target())) {
      return Optional.empty();
    }
    Expr finished = Rewrite.replace(second.store().get().value(), new Expr.Load(stored.target()), stored.value());
    List<Stmt> fused = new ArrayList<>(sum);
    fused.set(sum.size() - 1, new Stmt.Store(stored.target(), finished));
    return Optional.of(Nest.wrap(first.loops(), new Stmt.Block(fused)));
  }

  private boolean joins(Expr finish) {
    return !(finish instanceof Expr.Activate) || activations.test(((Expr.Activate) finish).activation());
  }

  private static List<Stmt> statements(Stmt core) {
    return core instanceof Stmt.Block ? ((Stmt.Block) core).statements() : List.of(core);
  }
}
