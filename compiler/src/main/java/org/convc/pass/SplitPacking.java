package org.convc.pass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.Stmt;

/**
 * What depends on the weights alone becomes the packing, which callers may run once for many calls.
 *
 * <pre>
 *   wp[c, k] = w[k, c]; for n { S(x[n], wp, y[n]) }
 *   =>
 *   packing { wp[c, k] = w[k, c] }   and   for n { S(x[n], wp, y[n]) }
 * </pre>
 *
 * <p>A statement in front of the loop over the batch is moved if it reads nothing but the weights and what moved
 * statements write, and writes nothing but scratch that no other statement writes. Their scratch becomes packed. Sums
 * that are cleared in front of the loop stay: the loop writes them too.
 */
public final class SplitPacking implements Pass {

  @Override
  public Kernel apply(Kernel kernel) {
    List<Stmt> statements = Stmt.Block.of(kernel.body()).statements();
    Set<Integer> places = moved(kernel, statements);
    if (places.isEmpty()) {
      return kernel;
    }
    List<Stmt> moved = new ArrayList<>();
    List<Stmt> rest = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      (places.contains(i) ? moved : rest).add(statements.get(i));
    }
    Set<Buffer> written = Effects.of(kernel, new Stmt.Block(moved)).writes;
    List<Buffer> packed = new ArrayList<>(kernel.packed());
    List<Buffer> scratch = new ArrayList<>();
    kernel.scratch().forEach(b -> (written.contains(b) ? packed : scratch).add(b));
    UnaryOperator<Buffer> role =
        b -> written.contains(b) ? new Buffer(b.name(), Buffer.Role.PACKED, false, b.axes()) : b;
    List<Kernel.Routine> routines = new ArrayList<>();
    for (Kernel.Routine r : kernel.routines()) {
      routines.add(new Kernel.Routine(r.name(), r.purpose(), r.parameters(), Rewrite.buffers(r.body(), role)));
    }
    Stmt packing = Rewrite.buffers(new Stmt.Block(moved), role);
    return kernel
        .withPacking(packed.stream().map(role).toList(), Stmt.Block.of(kernel.packing(), packing))
        .withScratch(scratch)
        .withRoutines(routines)
        .withBody(Rewrite.buffers(new Stmt.Block(rest), role));
  }

  /** The places of the statements that move. */
  private static Set<Integer> moved(Kernel kernel, List<Stmt> statements) {
    List<Effects> effects = statements.stream().map(s -> Effects.of(kernel, s)).toList();
    Set<Integer> candidates = new TreeSet<>();
    for (int i = 0; i < statements.size() && !effects.get(i).batch && !(statements.get(i) instanceof Stmt.Let); i++) {
      candidates.add(i);
    }
    // Each round drops what depends on something dropped before, until nothing does.
    for (int before = -1; before != candidates.size(); ) {
      before = candidates.size();
      Set<Buffer> made = new HashSet<>(kernel.packed());
      candidates.forEach(i -> made.addAll(effects.get(i).writes));
      for (int i = 0; i < statements.size(); i++) {
        if (!candidates.contains(i)) {
          made.removeAll(effects.get(i).writes);
        }
      }
      candidates.removeIf(i -> !moves(kernel, effects.get(i), made));
    }
    return candidates;
  }

  private static boolean moves(Kernel kernel, Effects effects, Set<Buffer> made) {
    return effects.reads.stream().allMatch(b -> made.contains(b) || kernel.weights().filter(b::equals).isPresent())
        && effects.writes.stream().allMatch(b -> b.role() == Buffer.Role.SCRATCH && made.contains(b))
        && !effects.writes.isEmpty();
  }

  /** What statements do, themselves and through the routines that they call. */
  private static final class Effects {
    private final Kernel kernel;
    private final Set<Buffer> reads = new HashSet<>();
    private final Set<Buffer> writes = new HashSet<>();
    private boolean batch;

    Effects(Kernel kernel) {
      this.kernel = kernel;
    }

    static Effects of(Kernel kernel, Stmt s) {
      Effects effects = new Effects(kernel);
      effects.visit(s);
      return effects;
    }

    void visit(Stmt s) {
      batch |= s instanceof Stmt.ForBatch;
      if (s instanceof Stmt.Store) {
        writes.add(((Stmt.Store) s).target().buffer());
        read(((Stmt.Store) s).value());
      } else if (s instanceof Stmt.Let) {
        read(((Stmt.Let) s).value());
      } else if (s instanceof Stmt.Assign) {
        read(((Stmt.Assign) s).value());
      } else if (s instanceof Stmt.Call) {
        visit(kernel.routine(((Stmt.Call) s).routine()).orElseThrow().body());
      }
      s.mapParts(
          part -> {
            visit(part);
            return part;
          });
    }

    private void read(Expr e) {
      if (e instanceof Expr.Load) {
        reads.add(((Expr.Load) e).access().buffer());
      } else if (e instanceof Expr.LoadVector) {
        reads.add(((Expr.LoadVector) e).access().buffer());
      }
      e.mapOperands(
          operand -> {
            read(operand);
            return operand;
          });
    }
  }
}
