package org.convc.pass;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.convc.ir.Access;
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
 * <p>The elements that are written are found by going through them one by one; what a loop reads, by the smallest box
 * around it.
 */
final class OwnScratch {

  private final Kernel kernel;
  private final Buffer buffer;

  /** What may be read. */
  private BitSet known = new BitSet();

  private final Map<LoopVar, Integer> values = new HashMap<>();
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
    before.forEach(s -> write(s, set));
    for (Stmt.ForParts loops : parts(main)) {
      List<LoopVar> variables = loops.loops().stream().map(Stmt.Header::variable).toList();
      boolean same = touches(loops.body()).stream().noneMatch(t -> variables.stream().anyMatch(t.access()::mentions));
      BitSet changed = new BitSet();
      write(loops.body(), changed);
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
    write(s, known);
  }

  private void read(Touch touch) {
    BitSet elements = new BitSet();
    sound &= box(touch, 0, 0, elements);
    elements.andNot(known);
    sound &= elements.isEmpty();
  }

  /** Adds the elements of the box around an access; false if a variable in it comes from outside. */
  private boolean box(Touch touch, int subscript, int offset, BitSet elements) {
    if (subscript == touch.access().subscripts().size()) {
      elements.set(offset, offset + touch.width());
      return true;
    }
    Affine value = touch.access().subscripts().get(subscript);
    if (!touch.ranges().keySet().containsAll(value.terms().keySet())) {
      return false;
    }
    long first = value.interval(touch.ranges()).min();
    long last = value.interval(touch.ranges()).max();
    boolean inside = true;
    for (long i = first; i <= last && inside; i++) {
      inside = box(touch, subscript + 1, Math.toIntExact(offset + i * buffer.stride(subscript)), elements);
    }
    return inside;
  }

  /** Adds the elements that a statement writes whenever it runs. */
  private void write(Stmt s, BitSet elements) {
    if (s instanceof Stmt.Let) {
      lanes.put(((Stmt.Let) s).local(), ((Stmt.Let) s).value().lanes(lanes));
    } else if (s instanceof Stmt.Store) {
      store((Stmt.Store) s, elements);
    } else if (s instanceof Stmt.For) {
      write((Stmt.For) s, elements);
    } else if (!(s instanceof Stmt.If)) {
      s.mapParts(
          part -> {
            write(part, elements);
            return part;
          });
    }
  }

  private void write(Stmt.For loop, BitSet elements) {
    int end = writtenAlong(loop.body(), loop.variable()) ? loop.end() : loop.begin() + 1;
    for (int i = loop.begin(); i < end; i += loop.step()) {
      values.put(loop.variable(), i);
      write(loop.body(), elements);
    }
    values.remove(loop.variable());
  }

  /** Whether the elements that are written depend on the variable. */
  private boolean writtenAlong(Stmt s, LoopVar variable) {
    if (s instanceof Stmt.Store) {
      Access target = ((Stmt.Store) s).target();
      return target.buffer().equals(buffer) && target.mentions(variable);
    }
    boolean[] found = {false};
    s.mapParts(
        part -> {
          found[0] |= writtenAlong(part, variable);
          return part;
        });
    return found[0];
  }

  private void store(Stmt.Store store, BitSet elements) {
    if (!store.target().buffer().equals(buffer)) {
      return;
    }
    Affine offset = store.target().offset();
    if (!values.keySet().containsAll(offset.terms().keySet())) {
      sound = false;
      return;
    }
    int at = offset.constant();
    for (Entry<LoopVar, Integer> term : offset.terms().entrySet()) {
      at += term.getValue() * values.get(term.getKey());
    }
    elements.set(at, at + Math.max(1, store.value().lanes(lanes)));
  }
}
