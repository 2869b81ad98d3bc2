package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * Loops that copy or clear neighbours do so a vector at a time; the last vector overlaps the one before it where the lanes do not divide
 * the loop.
 *
 * <pre>
 *   for i in 0..14 { p[i + 1] = x[i] }   =>   p[1]'8 = x[0]'8; p[7]'8 = x[6]'8
 * </pre>
 *
 * <p>Up to 8 vectors are written out: of a loop of few steps HotSpot makes three. Every second element of a row may be loaded so too,
 * {@code x[0]'8 by 2}, and two rows be stored so as one, or one row with each element twice:
 *
 * <pre>
 *   for i in 0..8 { y[2*i] = t[i]; y[2*i + 1] = u[i] }   =>   y[0]'8 = lower(t[0]'8, u[0]'8); y[8]'8 = upper(t[0]'8, u[0]'8)
 * </pre>
 *
 * <p>HotSpot vectorises such loops by itself, but not the rest that its unrolling leaves, which is all there is of a short row. For the
 * same reason copies to or from elements that are apart are written out several at a time:
 *
 * <pre>
 *   for i in 0..28 { p[i] = x[3*i] }   =>   for i in 0..28 by 7 { p[i] = x[3*i]; ... p[i + 6] = x[3*i + 18] }
 * </pre>
 */
public final class VectoriseCopies implements Pass {

  private static final int MOST_UNROLLED = 8;

  private final int lanes;

  /**
   * @param lanes of all vectors: narrower ones for shorter rows would make every vector slow on JDK 17, where stores are compiled with
   *     help of a profile that all vectors share
   */
  public VectoriseCopies(int lanes) {
    this.lanes = lanes;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private Stmt rewrite(Stmt s) {
    if (s instanceof Stmt.For && ((Stmt.For) s).body() instanceof Stmt.Store) {
      Stmt.For loop = (Stmt.For) s;
      return vectorised(loop, (Stmt.Store) loop.body()).orElseGet(() -> unrolled(loop, (Stmt.Store) loop.body()));
    }
    if (s instanceof Stmt.For loop && loop.body() instanceof Stmt.Block) {
      Optional<Stmt> interleaved = interleaved(loop, ((Stmt.Block) loop.body()).statements());
      if (interleaved.isPresent()) {
        return interleaved.get();
      }
    }
    return s.mapParts(this::rewrite);
  }

  private Optional<Stmt> vectorised(Stmt.For loop, Stmt.Store store) {
    if (loop.trips() < lanes || loop.step() != 1 || !isCopy(store, loop.variable())) {
      return Optional.empty();
    }
    Access access = store.value() instanceof Expr.Load ? ((Expr.Load) store.value()).access() : store.target();
    Expr value =
        store.value() instanceof Expr.Load
            ? new Expr.LoadVector(access, lanes, step(access, loop.variable()))
            : new Expr.Broadcast(store.value(), lanes);
    Stmt copy = new Stmt.Store(store.target(), value);
    return Optional.of(inVectors(loop, copy, copy));
  }

  /**
   * A loop by vectors, the last of which may overlap the one before it.
   *
   * @param last what is done with that one: as much of {@code copy} as the one before it has not done
   */
  private Stmt inVectors(Stmt.For loop, Stmt copy, Stmt last) {
    int whole = loop.begin() + loop.trips() / lanes * lanes;
    List<Stmt> parts = new ArrayList<>();
    if (loop.trips() <= MOST_UNROLLED * lanes) {
      for (int at = loop.begin(); at < whole; at += lanes) {
        parts.add(Rewrite.substitute(copy, loop.variable(), Affine.constant(at)));
      }
    } else {
      parts.add(new Stmt.For(loop.variable(), loop.begin(), whole, lanes, copy));
    }
    if (whole < loop.end()) {
      parts.add(Rewrite.substitute(last, loop.variable(), Affine.constant(loop.end() - lanes)));
    }
    return new Stmt.Block(parts);
  }

  /** Two rows that become one, elements in turn. */
  private Optional<Stmt> interleaved(Stmt.For loop, List<Stmt> stores) {
    if (stores.size() != 2 || loop.trips() < lanes || loop.step() != 1) {
      return Optional.empty();
    }
    List<Access> sources = new ArrayList<>();
    List<Access> targets = new ArrayList<>();
    for (Stmt s : stores) {
      if (s instanceof Stmt.Store store && store.value() instanceof Expr.Load load && neighbours(load.access(), loop.variable())) {
        sources.add(load.access());
        targets.add(store.target());
      }
    }
    if (targets.size() != 2 || !isEverySecond(targets.get(0), loop.variable()) || !targets.get(1).equals(later(targets.get(0), 1))
        || sources.stream().anyMatch(source -> source.buffer().equals(targets.get(0).buffer()))) {
      return Optional.empty();
    }
    Expr even = new Expr.LoadVector(sources.get(0), lanes);
    Expr odd = new Expr.LoadVector(sources.get(1), lanes);
    Stmt lower = new Stmt.Store(targets.get(0), new Expr.Interleave(even, odd, false));
    Stmt upper = new Stmt.Store(later(targets.get(0), lanes), new Expr.Interleave(even, odd, true));
    boolean written = loop.trips() % lanes <= lanes / 2;
    return Optional.of(inVectors(loop, Stmt.Block.of(lower, upper), written ? upper : Stmt.Block.of(lower, upper)));
  }

  /** So many elements further in the row. */
  private static Access later(Access access, int elements) {
    List<Affine> subscripts = new ArrayList<>(access.subscripts());
    int last = subscripts.size() - 1;
    subscripts.set(last, subscripts.get(last).plus(elements));
    return new Access(access.buffer(), subscripts);
  }

  private static Stmt unrolled(Stmt.For loop, Stmt.Store store) {
    int together = loop.trips() <= MOST_UNROLLED ? loop.trips() : divisor(loop.trips());
    boolean copy = store.value() instanceof Expr.Load || store.value() instanceof Expr.Literal || store.value() instanceof Expr.Add;
    if (together == 1 || !copy) {
      return loop;
    }
    List<Stmt> copies = new ArrayList<>();
    for (int i = 0; i < together; i++) {
      Affine at = Affine.of(loop.variable()).plus(i * loop.step());
      copies.add(Rewrite.substitute(store, loop.variable(), at));
    }
    return new Stmt.For(loop.variable(), loop.begin(), loop.end(), together * loop.step(), new Stmt.Block(copies));
  }

  /** The largest number up to {@link #MOST_UNROLLED} that divides the trips. */
  private static int divisor(int trips) {
    return IntStream.iterate(MOST_UNROLLED, d -> d - 1).filter(d -> trips % d == 0).findFirst().orElseThrow();
  }

  private static boolean isCopy(Stmt.Store store, LoopVar variable) {
    return neighbours(store.target(), variable)
        && (store.value() instanceof Expr.Literal
            || store.value() instanceof Expr.Load
                && isRow(((Expr.Load) store.value()).access(), variable)
                && !((Expr.Load) store.value()).access().buffer().equals(store.target().buffer()));
  }

  /** Whether the variable goes along a row, by neighbours or by every second element, which two vectors of neighbours make up. */
  private static boolean isRow(Access access, LoopVar variable) {
    return neighbours(access, variable) || isEverySecond(access, variable);
  }

  private static boolean isEverySecond(Access access, LoopVar variable) {
    Affine column = access.subscripts().get(access.subscripts().size() - 1);
    return step(access, variable) == 2 && Integer.valueOf(2).equals(column.terms().get(variable));
  }

  private static int step(Access access, LoopVar variable) {
    return access.offset().terms().getOrDefault(variable, 0);
  }

  private static boolean neighbours(Access access, LoopVar variable) {
    return Integer.valueOf(1).equals(access.offset().terms().get(variable));
  }
}
