package org.convc.pass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * Runs of positions whose tiles read a panel are taken several at a time: each tile of channels goes through all of them.
 *
 * <pre>
 *   for o in 0..64 by 4 { section pack { p[c, j] = x[c, o + j] }; for f by 6 { y[f, o] = ... } }
 *   =>
 *   for o in 0..64 by 16 { for run in 0..4 { section pack { p[run, c, j] = x[c, o + 4*run + j] } }
 *                          for f by 6 { for run in 0..4 { y[f, o + 4*run] = ... } } }
 * </pre>
 *
 * <p>The channels of the result are a plane apart. One run at a time writes a piece of a cache line in each plane and comes back to the line
 * only after all channels; several write whole lines one after the other, which the processor fetches in advance, and the weights of a tile
 * are read from the first-level cache by all but the first. Groups are of one size, so runs of a prime number stay as they are.
 */
public final class GroupRuns implements Pass {

  private static final LoopVar RUN = new LoopVar("run");

  /** Groups of a row: fewer would leave threads without work. */
  private static final int FEWEST_GROUPS = 7;

  /** Threads that are to share the groups with little loss. */
  private static final int THREADS = 4;

  /** Share of their time that those are idle for at most. */
  private static final double IDLE = 1 / 8.0;

  private final LoopVar row;
  private final int mostElements;
  private final int mostRuns;

  /**
   * @param row the variable whose loop goes by runs
   * @param mostElements of all panels of a group
   * @param mostRuns of a group
   */
  public GroupRuns(LoopVar row, int mostElements, int mostRuns) {
    this.row = row;
    this.mostElements = mostElements;
    this.mostRuns = mostRuns;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    Map<Buffer, Integer> runs = new LinkedHashMap<>();
    collect(kernel.body(), runs);
    runs.values().removeIf(most -> most == 1);
    List<Buffer> scratch = kernel.scratch().stream().map(b -> runs.containsKey(b) ? ofRuns(b, runs.get(b)) : b).toList();
    return kernel.withScratch(scratch).withBody(rewrite(kernel.body(), runs));
  }

  /** The panels, and the most runs that a group of any loop with them has. */
  private void collect(Stmt s, Map<Buffer, Integer> runs) {
    panel(s).ifPresent(panel -> runs.merge(panel, runs((Stmt.For) s, panel), Math::max));
    s.mapParts(
        part -> {
          collect(part, runs);
          return part;
        });
  }

  private Stmt rewrite(Stmt s, Map<Buffer, Integer> runs) {
    return panel(s).filter(runs::containsKey)
        .map(panel -> grouped((Stmt.For) s, panel, ofRuns(panel, runs.get(panel))))
        .orElseGet(() -> s.mapParts(part -> rewrite(part, runs)));
  }

  private Stmt grouped(Stmt.For loop, Buffer panel, Buffer panels) {
    int runs = runs(loop, panel);
    Affine position = Affine.of(row).plus(Affine.of(RUN).times(loop.step()));
    Stmt.For over = Stmt.For.of(RUN, runs, Stmt.Block.of());
    List<Stmt> group = new ArrayList<>();
    for (Stmt part : Stmt.Block.of(loop.body()).statements()) {
      Stmt moved = Rewrite.accesses(Rewrite.substitute(part, row, position), access -> inRun(access, panel, panels));
      group.add(group.isEmpty() ? Nest.wrap(List.of(over), moved) : within(moved, over));
    }
    return new Stmt.For(row, loop.begin(), loop.end(), loop.step() * runs, new Stmt.Block(group));
  }

  /** The panel of a loop by runs whose tiles read one. */
  private Optional<Buffer> panel(Stmt s) {
    if (!(s instanceof Stmt.For loop) || !loop.variable().equals(row)) {
      return Optional.empty();
    }
    List<Stmt> parts = Stmt.Block.of(loop.body()).statements();
    return parts.size() > 1 && parts.stream().skip(1).allMatch(GroupRuns::isOverTiles) ? packed(parts.get(0)) : Optional.empty();
  }

  /** What a section copies to. Only loops by runs have panels ({@link PackPanel}), so nothing else reads it. */
  private static Optional<Buffer> packed(Stmt first) {
    return first instanceof Stmt.Section section
        ? Nest.of(section.body()).store().map(store -> store.target().buffer()).filter(b -> b.role() == Buffer.Role.SCRATCH)
        : Optional.empty();
  }

  /** Whether this is a loop over tiles, in a section or around one. */
  private static boolean isOverTiles(Stmt part) {
    return (part instanceof Stmt.Section section ? section.body() : part) instanceof Stmt.For;
  }

  /** As many runs as divide a row into groups of one size, of which threads have enough to share. */
  private int runs(Stmt.For loop, Buffer panel) {
    int runs = Math.max(1, Math.min(mostRuns, mostElements / panel.elements()));
    while (runs > 1 && (loop.trips() % runs > 0 || !isShared(loop.trips() / runs))) {
      runs--;
    }
    return runs;
  }

  private static boolean isShared(int groups) {
    int turns = (groups + THREADS - 1) / THREADS;
    return groups >= FEWEST_GROUPS && groups >= (1 - IDLE) * THREADS * turns;
  }

  private static Buffer ofRuns(Buffer panel, int runs) {
    List<Buffer.Axis> axes = new ArrayList<>(panel.axes());
    axes.add(0, new Buffer.Axis(RUN.name(), runs, panel.elements()));
    return new Buffer(panel.name(), panel.role(), panel.batched(), axes);
  }

  private static Access inRun(Access access, Buffer panel, Buffer panels) {
    if (!access.buffer().equals(panel)) {
      return access;
    }
    List<Affine> subscripts = new ArrayList<>(access.subscripts());
    subscripts.add(0, Affine.of(RUN));
    return new Access(panels, subscripts);
  }

  private static Stmt within(Stmt part, Stmt.For runs) {
    return part instanceof Stmt.For tile
        ? tile.mapParts(body -> Nest.wrap(List.of(runs), body))
        : part.mapParts(body -> within(body, runs));
  }
}
