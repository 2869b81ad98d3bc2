package org.convc.pass;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Expr;
import org.convc.ir.Interval;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * What all tiles of a run of positions read is copied side by side before the first of them.
 *
 * <pre>
 *   for o in 0..64 by 4 { section tile { for f { ... x[c, o + k]'4 ... } } }
 *   =>
 *   for o in 0..64 by 4 { section pack { for c, j in 0..6 { p[c, j] = x[c, o + j] } }
 *                         section tile { for f { ... p[c, k]'4 ... } } }
 * </pre>
 *
 * <p>In a tensor the channels of a position are a plane apart, each on a page of its own; in the panel they share pages and fill the
 * first-level cache without gaps. Worth it where several tiles read all of the panel: tiles of different rows share too little of it.
 */
public final class PackPanel implements Pass {

  private final LoopVar row;
  private final int fewestTiles;
  private final int mostElements;

  /**
   * @param row the variable whose loop goes by runs
   * @param fewestTiles how many tiles must read a panel for it to be made
   * @param mostElements of a panel
   */
  public PackPanel(LoopVar row, int fewestTiles, int mostElements) {
    this.row = row;
    this.fewestTiles = fewestTiles;
    this.mostElements = mostElements;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return Rewrite.withScratch(kernel, this::rewrite);
  }

  private Stmt rewrite(Stmt s, List<Buffer> scratch) {
    if (s instanceof Stmt.For loop && loop.variable().equals(row)) {
      int tiles = tiles(loop.body());
      if (tiles > 0) {
        return packed(loop.body(), tiles, scratch).map(body -> s.mapParts(part -> body)).orElse(s);
      }
    }
    return s.mapParts(part -> rewrite(part, scratch));
  }

  /** How many tiles a run has, whose loops are within sections or around them; 0 where something else is. */
  private static int tiles(Stmt run) {
    int tiles = 0;
    for (Stmt part : Stmt.Block.of(run).statements()) {
      Stmt loop = part instanceof Stmt.Section section ? section.body() : part;
      boolean tiled = part instanceof Stmt.Section || loop instanceof Stmt.For over && over.body() instanceof Stmt.Block only
          && only.statements().size() == 1 && only.statements().get(0) instanceof Stmt.Section;
      if (!tiled || !(loop instanceof Stmt.For)) {
        return 0;
      }
      tiles += ((Stmt.For) loop).trips();
    }
    return tiles;
  }

  private Optional<Stmt> packed(Stmt tiles, int count, List<Buffer> scratch) {
    List<Part> parts = Stmt.Block.of(tiles).statements().stream().map(this::ofOneSize).toList();
    List<Access> read = parts.stream().flatMap(part -> part.read().stream()).toList();
    boolean differ = parts.stream().anyMatch(part -> part.read().stream().anyMatch(access -> access.mentions(part.tile())));
    if (count < fewestTiles || differ || read.stream().map(Access::buffer).distinct().count() != 1) {
      return Optional.empty();
    }
    Access first = read.get(0);
    Buffer operand = first.buffer();
    int begin = operand.batched() ? 1 : 0;
    List<Affine> outer = first.subscripts().stream().map(s -> part(s, parts.get(0).inner(), false)).toList();
    List<Interval> extents = new ArrayList<>();
    for (int i = begin; i < outer.size(); i++) {
      Interval extent = null;
      for (Part part : parts) {
        for (Access access : part.read()) {
          if (!part(access.subscripts().get(i), part.inner(), false).equals(outer.get(i))) {
            return Optional.empty();
          }
          Interval range = part(access.subscripts().get(i), part.inner(), true).interval(part.inner());
          extent = extent == null ? range : extent.union(range);
        }
      }
      extents.add(i == outer.size() - 1 ? new Interval(extent.min(), extent.max() + parts.get(0).lanes() - 1) : extent);
    }
    if (extents.stream().mapToDouble(e -> e.max() - e.min() + 1).reduce(1, (a, b) -> a * b) > mostElements) {
      return Optional.empty();
    }
    List<LoopVar> loops = List.copyOf(parts.get(0).inner().keySet());
    List<Affine> within = first.subscripts().stream().skip(begin).map(s -> part(s, parts.get(0).inner(), true)).toList();
    Buffer panel = panel(operand, extents, inMemory(within, loops), scratch);
    List<Stmt> packed = new ArrayList<>(List.of(pack(operand, panel, outer, extents, begin)));
    for (Part part : parts) {
      packed.add(
          Rewrite.vectors(
              part.tiles(),
              load ->
                  part.read().contains(load.access())
                      ? load.at(inPanel(load.access(), panel, part.inner(), extents, begin))
                      : load));
    }
    return Optional.of(new Stmt.Block(packed));
  }

  /**
   * Tiles of one size.
   *
   * @param tile the variable of the loop over them
   * @param inner the variables of their loops
   * @param read the vectors that they read of the run
   * @param lanes of these vectors
   */
  private record Part(Stmt tiles, LoopVar tile, Map<LoopVar, Interval> inner, Set<Access> read, int lanes) {}

  private Part ofOneSize(Stmt tiles) {
    Map<LoopVar, Interval> inner = new LinkedHashMap<>();
    bind(tiles, inner);
    Set<Access> read = new LinkedHashSet<>();
    int[] lanes = {0};
    Rewrite.vectors(
        tiles,
        load -> {
          if (load.access().mentions(row)) {
            read.add(load.access());
            lanes[0] = load.span();
          }
          return load;
        });
    Stmt.For loop = (Stmt.For) (tiles instanceof Stmt.Section section ? section.body() : tiles);
    return new Part(tiles, loop.variable(), inner, read, lanes[0]);
  }

  private static Access inPanel(Access access, Buffer panel, Map<LoopVar, Interval> inner, List<Interval> extents, int begin) {
    List<Affine> subscripts = new ArrayList<>();
    for (int i = 0; i < extents.size(); i++) {
      Affine within = part(access.subscripts().get(begin + i), inner, true);
      subscripts.add(within.plus(Math.toIntExact(-extents.get(i).min())));
    }
    return new Access(panel, subscripts);
  }

  private static Stmt pack(Buffer operand, Buffer panel, List<Affine> outer, List<Interval> extents, int begin) {
    List<Affine> target = new ArrayList<>();
    List<Affine> source = new ArrayList<>(outer.subList(0, begin));
    List<Stmt.For> loops = new ArrayList<>();
    for (int i = 0; i < extents.size(); i++) {
      LoopVar variable = new LoopVar(i == extents.size() - 1 ? "j" : i == 0 ? "c" : "r" + i);
      loops.add(Stmt.For.of(variable, panel.axes().get(i).extent(), Stmt.Block.of()));
      target.add(Affine.of(variable));
      source.add(outer.get(begin + i).plus(Math.toIntExact(extents.get(i).min())).plus(Affine.of(variable)));
    }
    return new Stmt.Section(
        SectionNames.of("pack", panel.name()),
        "Copies what the tiles of a run read of " + operand.name() + " side by side.",
        Nest.wrap(loops, new Stmt.Store(new Access(panel, target), new Expr.Load(new Access(operand, source)))));
  }

  /** The axes in the order of the loops that run along them, the innermost loop last, so that it goes in the smallest steps; the row last. */
  private static List<Integer> inMemory(List<Affine> subscripts, List<LoopVar> loops) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < subscripts.size() - 1; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(i -> subscripts.get(i).terms().keySet().stream().mapToInt(loops::indexOf).max().orElse(-1)));
    order.add(subscripts.size() - 1);
    return order;
  }

  private static Buffer panel(Buffer operand, List<Interval> extents, List<Integer> inMemory, List<Buffer> scratch) {
    List<String> labels = operand.axes().stream().map(Buffer.Axis::label).toList();
    List<Integer> sizes = extents.stream().map(e -> Math.toIntExact(e.max() - e.min() + 1)).toList();
    for (int i = 1; ; i++) {
      Buffer panel = Buffer.ordered(operand.name() + "b" + (i == 1 ? "" : i), Buffer.Role.SCRATCH, false, labels, sizes, inMemory);
      if (scratch.contains(panel)) {
        return panel;
      }
      if (scratch.stream().noneMatch(b -> b.name().equals(panel.name()))) {
        scratch.add(panel);
        return panel;
      }
    }
  }

  /** The part of a subscript that varies within a panel, with the constant, or the rest of it. */
  private static Affine part(Affine subscript, Map<LoopVar, Interval> inner, boolean within) {
    Affine part = Affine.constant(within ? subscript.constant() : 0);
    for (Map.Entry<LoopVar, Integer> term : subscript.terms().entrySet()) {
      if (inner.containsKey(term.getKey()) == within) {
        part = part.plus(Affine.of(term.getKey()).times(term.getValue()));
      }
    }
    return part;
  }

  private static void bind(Stmt s, Map<LoopVar, Interval> inner) {
    if (s instanceof Stmt.For) {
      inner.put(((Stmt.For) s).variable(), ((Stmt.For) s).interval());
    }
    s.mapParts(
        part -> {
          bind(part, inner);
          return part;
        });
  }
}
