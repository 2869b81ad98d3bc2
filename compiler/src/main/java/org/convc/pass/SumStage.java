package org.convc.pass;

import java.util.List;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Stmt;

/**
 * Where the sums of a nest rest with the channels of a block side by side, until they are copied into the order of the result.
 *
 * @param nest whose sums they are
 * @param at the place of a sum
 * @param axes the loops over the buffer, the lanes innermost
 */
record SumStage(SumNest nest, ChannelBlocks blocks, Access at, List<Stmt.For> axes) {

  /** Sums of a row that are copied together. */
  private static final int COLUMNS = 16;

  /**
   * @param name of the buffer, which no other has
   */
  static SumStage of(SumNest nest, ChannelBlocks blocks, String name, List<Stmt.For> axes) {
    List<String> labels = axes.stream().map(l -> l.variable().name()).toList();
    List<Integer> extents = axes.stream().map(Stmt.For::trips).toList();
    Buffer buffer = Buffer.rowMajor(name, Buffer.Role.SCRATCH, false, labels, extents);
    return new SumStage(nest, blocks, new Access(buffer, axes.stream().map(l -> Affine.of(l.variable())).toList()), axes);
  }

  Buffer buffer() {
    return at.buffer();
  }

  /** A sum goes on from what rests here. */
  Stmt.Let start() {
    return new Stmt.Let(nest.step().local(), new Expr.Load(at));
  }

  /** A sum is put to rest. */
  Stmt.Store end() {
    return new Stmt.Store(at, new Expr.Local(nest.step().local()));
  }

  Stmt.Section clear(String purpose) {
    Stmt zero = new Stmt.Store(at, new Expr.Literal(0));
    return new Stmt.Section(SectionNames.of("clear", buffer().name()), purpose, Nest.wrap(axes, zero));
  }

  /**
   * Finishes the sums and copies them to where the nest stores its own.
   *
   * @param loops over the axes, in the order of the copy: the last runs along a row, of which each block of columns stays in the first-level
   *     cache for all lanes
   */
  Stmt.Section unpack(String purpose, List<Stmt.For> loops) {
    Expr value = Rewrite.replace(nest.end().value(), new Expr.Local(nest.step().local()), new Expr.Load(at));
    Stmt store = blocks.onlyChannels(counted(new Stmt.Store(nest.end().target(), value)));
    Stmt copy = Nest.byBlocks(loops.subList(0, loops.size() - 1), loops.get(loops.size() - 1), COLUMNS, store);
    return new Stmt.Section(SectionNames.of("unpack", buffer().name()), purpose, copy);
  }

  /** {@code store} with the channel counted over all blocks, except where this is read. */
  private Stmt counted(Stmt store) {
    Stmt counted = Rewrite.affines(store, a -> a.substitute(blocks.channel(), blocks.channelOfLane()));
    Access moved = at.map(a -> a.substitute(blocks.channel(), blocks.channelOfLane()));
    return Rewrite.loads(counted, load -> load.access().equals(moved) ? new Expr.Load(at) : load);
  }
}
