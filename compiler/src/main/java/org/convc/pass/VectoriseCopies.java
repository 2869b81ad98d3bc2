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
 * <p>Every second element of a row may be loaded so too: {@code x[0]'8 by 2}.
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
    int whole = loop.begin() + loop.trips() / lanes * lanes;
    List<Stmt> parts = new ArrayList<>();
    parts.add(new Stmt.For(loop.variable(), loop.begin(), whole, lanes, copy));
    if (whole < loop.end()) {
      parts.add(new Stmt.For(loop.variable(), loop.end() - lanes, loop.end(), lanes, copy));
    }
    return Optional.of(new Stmt.Block(parts));
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
    Affine column = access.subscripts().get(access.subscripts().size() - 1);
    return neighbours(access, variable) || step(access, variable) == 2 && Integer.valueOf(2).equals(column.terms().get(variable));
  }

  private static int step(Access access, LoopVar variable) {
    return access.offset().terms().getOrDefault(variable, 0);
  }

  private static boolean neighbours(Access access, LoopVar variable) {
    return Integer.valueOf(1).equals(access.offset().terms().get(variable));
  }
}
