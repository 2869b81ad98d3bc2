package org.convc.lower;

import java.util.ArrayList;
import java.util.List;
import org.convc.ir.Affine;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;
import org.convc.model.Relation;

/**
 * The loop variables of a relation and the subscripts made of them. Names are those of the mathematics: {@code n} the batch item,
 * {@code g} the group, {@code oc} and {@code ic} channels of the window and of the position tensor within their group, {@code oy, ox}
 * windows, {@code ky, kx} taps, {@code iy, ix} positions; a third axis is {@code z}.
 */
public final class RelationLoops {

  public static final LoopVar ITEM = new LoopVar("n");

  private static final String AXES = "zyx";

  /** One loop from 0 to its extent. */
  public record Loop(LoopVar variable, int extent) {

    /** The variable as a subscript. */
    public Affine index() {
      return Affine.of(variable);
    }
  }

  private final Relation relation;

  public RelationLoops(Relation relation) {
    this.relation = relation;
  }

  public Loop group() {
    return new Loop(new LoopVar("g"), relation.groups());
  }

  public Loop windowChannel() {
    return new Loop(new LoopVar("oc"), relation.windowChannelsPerGroup());
  }

  public Loop positionChannel() {
    return new Loop(new LoopVar("ic"), relation.positionChannelsPerGroup());
  }

  public List<Loop> windows() {
    return spatial("o", relation.axes().stream().map(Relation.Axis::windows).toList());
  }

  public List<Loop> taps() {
    return spatial("k", relation.axes().stream().map(Relation.Axis::taps).toList());
  }

  public List<Loop> positions() {
    return spatial("i", relation.axes().stream().map(Relation.Axis::positions).toList());
  }

  /** Channel of the window tensor, counted over all groups. */
  Affine windowChannelIndex() {
    return group().index().times(relation.windowChannelsPerGroup()).plus(windowChannel().index());
  }

  /** Channel of the position tensor, counted over all groups. */
  Affine positionChannelIndex() {
    return group().index().times(relation.positionChannelsPerGroup()).plus(positionChannel().index());
  }

  /** {@code o * stride + k * dilation - padBefore} along each axis. */
  List<Affine> relatedPositions() {
    List<Affine> positions = new ArrayList<>();
    for (int i = 0; i < relation.axes().size(); i++) {
      Relation.Axis a = relation.axes().get(i);
      Affine window = windows().get(i).index().times(a.stride());
      positions.add(window.plus(taps().get(i).index().times(a.dilation())).plus(-a.padBefore()));
    }
    return positions;
  }

  /** The subscripts of the weight that a tap multiplies: read from the other end for a flipped kernel. */
  List<Affine> weightTaps() {
    List<Affine> subscripts = new ArrayList<>();
    for (int i = 0; i < relation.axes().size(); i++) {
      Relation.Axis a = relation.axes().get(i);
      Affine tap = taps().get(i).index();
      subscripts.add(a.flipped() ? tap.times(-1).plus(a.taps() - 1) : tap);
    }
    return subscripts;
  }

  /** {@code body} within {@code loops}, the first one outermost. */
  static Stmt nest(List<Loop> loops, Stmt body) {
    Stmt nest = body;
    for (int i = loops.size() - 1; i >= 0; i--) {
      nest = Stmt.For.of(loops.get(i).variable(), loops.get(i).extent(), nest);
    }
    return nest;
  }

  private static List<Loop> spatial(String prefix, List<Integer> extents) {
    List<Loop> loops = new ArrayList<>();
    for (int i = 0; i < extents.size(); i++) {
      String axis = AXES.substring(AXES.length() - extents.size() + i).substring(0, 1);
      loops.add(new Loop(new LoopVar(prefix + axis), extents.get(i)));
    }
    return loops;
  }
}
