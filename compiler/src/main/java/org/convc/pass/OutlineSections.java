package org.convc.pass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.convc.ir.Affine;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * Sections become routines, so that every method is small enough for HotSpot to compile.
 *
 * <pre>
 *   for n, o { section tile { S(n, o) } }   =>   for n, o { tile(n, o) }   and   tile(n, o) { S(n, o) }
 * </pre>
 */
public final class OutlineSections implements Pass {

  @Override
  public Kernel apply(Kernel kernel) {
    List<Kernel.Routine> routines = new ArrayList<>(kernel.routines());
    Set<String> names = new HashSet<>();
    routines.forEach(r -> names.add(r.name()));
    names.add(kernel.name());
    Stmt packing = rewrite(kernel.packing(), List.of(), names, routines);
    Stmt body = rewrite(kernel.body(), List.of(), names, routines);
    return kernel.withPacking(kernel.packed(), packing).withBody(body).withRoutines(routines);
  }

  /**
   * @param around the variables of the loops around {@code s}, outermost first: the order of a routine's parameters
   */
  private static Stmt rewrite(Stmt s, List<LoopVar> around, Set<String> names, List<Kernel.Routine> routines) {
    if (!(s instanceof Stmt.Section)) {
      List<LoopVar> within = new ArrayList<>(around);
      within.addAll(s.binds());
      return s.mapParts(part -> rewrite(part, within, names, routines));
    }
    Stmt.Section section = (Stmt.Section) s;
    String name = section.name();
    for (int i = 2; !names.add(name); i++) {
      name = section.name() + "_" + i;
    }
    int place = routines.size();
    Stmt body = rewrite(section.body(), around, names, routines);
    Set<LoopVar> used = Rewrite.freeVariables(body);
    List<LoopVar> parameters = around.stream().filter(used::contains).toList();
    // Callers stand before what they call, as a reader meets them.
    routines.add(place, new Kernel.Routine(name, section.purpose(), parameters, body));
    return new Stmt.Call(name, parameters.stream().map(Affine::of).toList());
  }
}
