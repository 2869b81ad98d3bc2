package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.convc.ir.Affine;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * The terms of sums cut into blocks, in their order, so that what a block reads stays in the first-level cache for all sums.
 *
 * <pre>
 *   for oy in 0..7, ox in 0..20 { S(oy, ox) }
 *   =>   (at most 60)
 *   for oyb in 0..2 { for oy in 0..3, ox in 0..20 { S(3*oyb + oy, ox) } };  for oy in 0..1, ox in 0..20 { S(6 + oy, ox) }
 * </pre>
 */
final class TermBlocks {

  private final List<Stmt.For> around;
  private final Stmt.For cut;
  private final List<Stmt.For> inner;
  private final int size;

  /**
   * @param terms outermost first, all from 0 by 1
   * @param most terms of a block, if the innermost loop has fewer or can be cut
   */
  TermBlocks(List<Stmt.For> terms, int most) {
    int last = terms.size() - 1;
    int within = 1;
    while (last > 0 && within * terms.get(last).trips() <= most) {
      within *= terms.get(last).trips();
      last--;
    }
    this.around = terms.subList(0, last);
    this.cut = terms.get(last);
    this.inner = terms.subList(last + 1, terms.size());
    this.size = size(cut.trips(), Math.max(1, most / within));
  }

  /** The largest divisor up to {@code most}, if that is not much smaller; else what leaves the fewest and the largest blocks. */
  private static int size(int trips, int most) {
    for (int size = Math.min(trips, most); size > most / 2; size--) {
      if (trips % size == 0) {
        return size;
      }
    }
    int blocks = (trips + most - 1) / most;
    return (trips + blocks - 1) / blocks;
  }

  /** How many blocks there are. */
  long count() {
    long outer = around.stream().mapToLong(Stmt.For::trips).reduce(1, (a, b) -> a * b);
    return outer * ((cut.trips() + size - 1) / size);
  }

  /** The loops over the terms of the largest block. */
  List<Stmt.For> largest() {
    return terms(size);
  }

  private List<Stmt.For> terms(int rows) {
    List<Stmt.For> terms = new ArrayList<>();
    terms.add(Stmt.For.of(cut.variable(), rows, cut.body()));
    terms.addAll(inner);
    return terms;
  }

  /**
   * One block.
   *
   * @param terms the loops over its terms, each from 0
   * @param place the subscripts of its terms among all, from those within the block
   */
  record Block(List<Stmt.For> terms, UnaryOperator<Affine> place) {}

  /** {@code body} for each block, in their order. */
  Stmt each(Function<Block, Stmt> body) {
    int blocks = cut.trips() / size;
    LoopVar block = new LoopVar(cut.variable().name() + "b");
    List<Stmt> parts = new ArrayList<>();
    if (blocks == 1) {
      parts.add(body.apply(new Block(terms(size), a -> a)));
    } else {
      Affine first = Affine.of(block).times(size);
      parts.add(Stmt.For.of(block, blocks, body.apply(at(first, size))));
    }
    if (blocks * size < cut.trips()) {
      parts.add(body.apply(at(Affine.constant(blocks * size), cut.trips() - blocks * size)));
    }
    return Nest.wrap(around, new Stmt.Block(parts));
  }

  private Block at(Affine first, int rows) {
    Affine place = first.plus(Affine.of(cut.variable()));
    return new Block(terms(rows), a -> a.substitute(cut.variable(), place));
  }
}
