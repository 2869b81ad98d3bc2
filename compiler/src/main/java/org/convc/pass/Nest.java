package org.convc.pass;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.convc.ir.Affine;
import org.convc.ir.Interval;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * A statement seen as loops, one directly within the other, around conditions around a core.
 *
 * @param loops outermost first; only their headers count
 * @param conditions what all hold where the core runs
 */
record Nest(List<Stmt.For> loops, List<Stmt.Condition> conditions, Stmt core) {

  static Nest of(Stmt s) {
    List<Stmt.For> loops = new ArrayList<>();
    Stmt rest = s;
    while (rest instanceof Stmt.For) {
      loops.add((Stmt.For) rest);
      rest = ((Stmt.For) rest).body();
    }
    if (rest instanceof Stmt.If) {
      return new Nest(loops, ((Stmt.If) rest).conditions(), ((Stmt.If) rest).body());
    }
    return new Nest(loops, List.of(), rest);
  }

  /** The store that is the whole core. */
  Optional<Stmt.Store> store() {
    return core instanceof Stmt.Store ? Optional.of((Stmt.Store) core) : Optional.empty();
  }

  Stmt toStmt() {
    return wrap(loops, conditions.isEmpty() ? core : new Stmt.If(conditions, core));
  }

  /** {@code body} within the headers of {@code loops}. */
  static Stmt wrap(List<Stmt.For> loops, Stmt body) {
    Stmt nest = body;
    for (int i = loops.size() - 1; i >= 0; i--) {
      Stmt.For loop = loops.get(i);
      nest = new Stmt.For(loop.variable(), loop.begin(), loop.end(), loop.step(), nest);
    }
    return nest;
  }

  /**
   * {@code body} within some loops, the last of which goes by blocks around the others where it is long:
   * {@code for ib in 0..n by block { for within { for i in 0..block { S(ib + i) } } }}. What is left over follows.
   */
  static Stmt byBlocks(List<Stmt.For> within, Stmt.For last, int most, Stmt body) {
    List<Stmt.For> loops = new ArrayList<>(within);
    if (last.trips() <= 2 * most) {
      loops.add(last);
      return wrap(loops, body);
    }
    int block = IntStream.iterate(most, b -> b > most / 2, b -> b - 1).filter(b -> last.trips() % b == 0).findFirst().orElse(most);
    int end = last.begin() + last.trips() / block * block;
    LoopVar first = new LoopVar(last.variable().name() + "b");
    loops.add(Stmt.For.of(last.variable(), block, body));
    loops.add(0, new Stmt.For(first, last.begin(), end, block, body));
    Affine at = Affine.of(first).plus(Affine.of(last.variable()));
    Stmt blocks = wrap(loops, Rewrite.substitute(body, last.variable(), at));
    if (end == last.end()) {
      return blocks;
    }
    loops = new ArrayList<>(within);
    loops.add(new Stmt.For(last.variable(), end, last.end(), 1, body));
    return Stmt.Block.of(blocks, wrap(loops, body));
  }

  /** {@code loops} with those over {@code innermost} last, in that order, and the others in the order that they have. */
  static List<Stmt.For> withInnermost(List<Stmt.For> loops, List<LoopVar> innermost) {
    return loops.stream().sorted(Comparator.comparingInt(l -> innermost.indexOf(l.variable()))).toList();
  }

  /** Whether two lists of loops run through the same values of the same variables in the same order. */
  static boolean sameHeaders(List<Stmt.For> a, List<Stmt.For> b) {
    return headers(a).equals(headers(b));
  }

  private static List<List<Object>> headers(List<Stmt.For> loops) {
    return loops.stream().map(l -> List.<Object>of(l.variable(), l.begin(), l.end(), l.step())).toList();
  }

  Map<LoopVar, Interval> ranges() {
    Map<LoopVar, Interval> ranges = new HashMap<>();
    loops.forEach(l -> ranges.put(l.variable(), l.interval()));
    return ranges;
  }
}
