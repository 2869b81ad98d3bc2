package org.convc.pass;

import java.util.List;
import org.convc.ir.Expr;
import org.convc.ir.Stmt;

/** How much there is to do in a statement. */
final class Work {

  private Work() {}

  /** Assignments and stores, of a number or a vector each, in all iterations. */
  static long of(List<Stmt> statements) {
    return statements.stream().mapToLong(s -> of(s, true)).reduce(0, Work::sum);
  }

  /** The same without what is in parallel statements. */
  static long outsideOfParallel(Stmt s) {
    return of(s, false);
  }

  private static long of(Stmt s, boolean parallel) {
    if (s instanceof Stmt.Let || s instanceof Stmt.Assign || s instanceof Stmt.Store) {
      return 1;
    }
    if (s instanceof Stmt.Parallel && !parallel) {
      return 0;
    }
    long[] work = {0};
    s.mapParts(
        part -> {
          work[0] = sum(work[0], of(part, parallel));
          return part;
        });
    long trips = 1;
    if (s instanceof Stmt.For) {
      trips = ((Stmt.For) s).trips();
    } else if (s instanceof Stmt.ForParts) {
      trips = ((Stmt.ForParts) s).parts();
    }
    return work[0] > Long.MAX_VALUE / trips ? Long.MAX_VALUE : work[0] * trips;
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  static boolean hasBatch(Stmt s) {
    boolean[] found = {s instanceof Stmt.ForBatch};
    s.mapParts(
        part -> {
          found[0] |= hasBatch(part);
          return part;
        });
    return found[0];
  }

  /** Whether a statement does nothing but store constants. */
  static boolean isClear(Stmt s) {
    if (s instanceof Stmt.Store) {
      Expr value = ((Stmt.Store) s).value();
      return value instanceof Expr.Literal
          || value instanceof Expr.Broadcast && ((Expr.Broadcast) value).scalar() instanceof Expr.Literal;
    }
    boolean[] clear = {!(s instanceof Stmt.Let || s instanceof Stmt.Assign || s instanceof Stmt.Call)};
    s.mapParts(
        part -> {
          clear[0] &= isClear(part);
          return part;
        });
    return clear[0];
  }
}
