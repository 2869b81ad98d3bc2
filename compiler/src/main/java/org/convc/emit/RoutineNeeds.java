package org.convc.emit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.convc.ir.Kernel;
import org.convc.ir.Stmt;

/** What a statement of a kernel uses, itself or through the routines that it calls. */
final class RoutineNeeds {

  /**
   * @param buffers names
   * @param batch whether there is a loop over the batch
   * @param team whether there is a parallel statement
   */
  record Needs(Set<String> buffers, boolean batch, boolean team) {}

  private final Kernel kernel;
  private final Map<String, Needs> ofRoutine = new HashMap<>();

  RoutineNeeds(Kernel kernel) {
    this.kernel = kernel;
  }

  Needs of(Stmt s) {
    Set<String> buffers = new TreeSet<>();
    boolean[] others = new boolean[2];
    visit(s, buffers, others);
    return new Needs(buffers, others[0], others[1]);
  }

  /** The same for the body of a routine. */
  Needs of(String routine) {
    Needs known = ofRoutine.get(routine);
    if (known == null) {
      known = of(kernel.routine(routine).orElseThrow().body());
      ofRoutine.put(routine, known);
    }
    return known;
  }

  private void visit(Stmt s, Set<String> buffers, boolean[] others) {
    Accesses.forEachOwn(s, access -> buffers.add(access.buffer().name()));
    if (s instanceof Stmt.ForBatch) {
      others[0] = true;
    }
    if (s instanceof Stmt.Parallel) {
      others[1] = true;
    }
    if (s instanceof Stmt.Call call) {
      Needs inner = of(call.routine());
      buffers.addAll(inner.buffers());
      others[0] |= inner.batch();
      others[1] |= inner.team();
    }
    s.mapParts(
        part -> {
          visit(part, buffers, others);
          return part;
        });
  }
}
