package org.convc.pass;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.convc.ir.Affine;
import org.convc.ir.Buffer;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;
import org.convc.ir.Touch;

/**
 * Whether each thread can have a buffer for itself: whether every iteration that is counted as a part reads nothing
 * in it but what the same iteration has written before, or what the statements in front have set and no iteration
 * changes.
 *
 * <p>What is written is known element by element; what a loop reads, by the smallest box around it.
 */
final class OwnScratch {

  private final Kernel kernel;
  private final Buffer buffer;

  /** What may be read. */
  private BitSet known = new BitSet();

  private final Map<String, Integer> lanes = new HashMap<>();
  private boolean sound = true;

  OwnScratch(Kernel kernel, Buffer buffer) {
    this.kernel = kernel;
    this.buffer = buffer;
  }

  /**
   * @param before what each range begins with
   * @param main statements with loops over parts
   */
  boolean suffices(List<Stmt> before, List<Stmt> main) {
    BitSet set = new BitSet();
    before.forEach(s -> write(s, List.of(), set));
    for (Stmt.ForParts loops : parts(main)) {
      List<LoopVar> variables = loops.loops().stream().map(Stmt.Header::variable).toList();
      boolean same = touches(loops.body()).stream().noneMatch(t -> variables.stream().anyMatch(t.access()::mentions));
      BitSet changed = new BitSet();
      write(loops.body(), List.of(), changed);
      known = (BitSet) set.clone();
      known.andNot(changed);
      if (!same) {
        return false;
      }
      run(loops.body());
    }
    return sound;
  }

  private static List<Stmt.ForParts> parts(List<Stmt> statements) {
    List<Stmt.ForParts> found = new ArrayList<>();
    statements.forEach(s -> collect(s, found));
    return found;
  }

  private static void collect(Stmt s, List<Stmt.ForParts> found) {
    if (s instanceof Stmt.ForParts) {
      found.add((Stmt.ForParts) s);
    }
    s.mapParts(
        part -> {
          collect(part, found);
          return part;
        });
  }

  private List<Touch> touches(Stmt s) {
    return Touch.of(kernel, s).stream().filter(t -> t.access().buffer().equals(buffer)).toList();
  }

  /** Follows the statements of one iteration as they run. */
  private void run(Stmt s) {
    List<Touch> touches = touches(s);
    if (touches.isEmpty()) {
      return;
    }
    boolean sameEveryTime =
        s instanceof Stmt.For && touches.stream().noneMatch(t -> t.access().mentions(((Stmt.For) s).variable()));
    if (sameEveryTime || s instanceof Stmt.Block || s instanceof Stmt.Section) {
      s.mapParts(
          part -> {
            run(part);
            return part;
          });
      return;
    }
    touches.stream().filter(t -> !t.written()).forEach(this::read);
    write(s, List.of(), known);
  }

  private void read(Touch touch) {
    if (!touch.access().subscripts().stream().allMatch(s -> touch.ranges().keySet().containsAll(s.terms().keySet()))) {
      sound = false;
      return;
    }
    Elements box = Elements.box(touch);
    sound &= box.all(known);
  }

  /**
   * Adds the elements that a statement writes whenever it runs.
   *
   * @param around the loops of the statement that is followed, from the outermost
   */
  private void write(Stmt s, List<Stmt.For> around, BitSet elements) {
    if (s instanceof Stmt.Let let) {
      lanes.put(let.local(), let.value().lanes(lanes));
    } else if (s instanceof Stmt.Store store) {
      store(store, around, elements);
    } else if (!(s instanceof Stmt.If)) {
      List<Stmt.For> inside = new ArrayList<>(around);
      if (s instanceof Stmt.For loop) {
        inside.add(loop);
      }
      s.mapParts(
          part -> {
            write(part, inside, elements);
            return part;
          });
    }
  }

  private void store(Stmt.Store store, List<Stmt.For> around, BitSet elements) {
    if (!store.target().buffer().equals(buffer)) {
      return;
    }
    Affine offset = store.target().offset();
    Set<LoopVar> bound = around.stream().map(Stmt.For::variable).collect(Collectors.toSet());
    if (!bound.containsAll(offset.terms().keySet())) {
      sound = false;
      return;
    }
    Elements.along(offset, around, Math.max(1, store.value().lanes(lanes))).addTo(elements);
  }
}
