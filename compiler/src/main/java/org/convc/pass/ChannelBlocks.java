package org.convc.pass;

import java.util.List;
import org.convc.ir.Affine;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * The channels of a result in blocks, the last of which is filled up: {@code for cb in 0..blocks, c in 0..size} for {@code for c in
 * 0..channels}.
 *
 * @param channel counts channels, and within a block its lanes
 * @param size lanes of a block
 * @param channels how many there are
 */
record ChannelBlocks(LoopVar channel, int size, int channels) {

  /** What counts the blocks. */
  LoopVar variable() {
    return new LoopVar(channel.name() + "b");
  }

  /** The channel, from block and lane. */
  Affine channelOfLane() {
    return Affine.of(variable()).times(size).plus(Affine.of(channel));
  }

  Stmt.For blocks(Stmt body) {
    return Stmt.For.of(variable(), (channels + size - 1) / size, body);
  }

  Stmt.For lanes(Stmt body) {
    return Stmt.For.of(channel, size, body);
  }

  /** Whether the last block has lanes without a channel. */
  boolean isFilledUp() {
    return channels % size != 0;
  }

  /** {@code s} for the channels that there are, not for lanes that fill up the last block. */
  Stmt onlyChannels(Stmt s) {
    return isFilledUp() ? new Stmt.If(List.of(new Stmt.Condition(channelOfLane(), channels)), s) : s;
  }

  /** {@code copy}, which counts channels, from block and lane; {@code zero} first where it does not reach all lanes. */
  Stmt filledUp(Stmt zero, Stmt copy) {
    return isFilledUp() ? Stmt.Block.of(zero, onlyChannels(copy)) : copy;
  }
}
