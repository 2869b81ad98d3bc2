package org.convc.emit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.convc.ir.Kernel;
import org.convc.ir.Stmt;

/** Which arrays of a kernel a statement uses, itself or through the routines that it calls. */
final class RoutineNeeds {

  /**
   * @param buffers names
   * @param batch whether there is a loop over the batch
   */
  record Needs(Set<String> buffers, boolean batch) {}

  private final Kernel kernel;
  private final Map<String, Needs> ofRoutine = new HashMap<>();

  RoutineNeeds(Kernel kernel) {
    this.kernel = kernel;
  }

  Needs of(Stmt s) {
    Set<String> buffers = new TreeSet<>();
    boolean[] batch = {false};
    visit(s, buffers, batch);
    return new Needs(buffers, batch[0]);
  }

  private void visit(Stmt s, Set<String> buffers, boolean[] batch) {
    Accesses.forEachOwn(s, access -> buffers.add(access.buffer().name()));
    if (s instanceof Stmt.ForBatch) {
      batch[0] = true;
    }
    if (s instanceof Stmt.Call call) {
      Needs inner = ofRoutine.get(call.routine());
      if (inner == null) {
        inner = of(kernel.routine(call.routine()).orElseThrow().body());
        ofRoutine.put(call.routine(), inner);
      }
      buffers.addAll(inner.buffers());
      batch[0] |= inner.batch();
    }
    s.mapParts(
        part -> {
          visit(part, buffers, batch);
          return part;
        });
  }
}
