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
    Stmt body = rewrite(kernel.body(), names, routines);
    return kernel.withBody(body).withRoutines(routines);
  }

  private static Stmt rewrite(Stmt s, Set<String> names, List<Kernel.Routine> routines) {
    if (!(s instanceof Stmt.Section)) {
      return s.mapParts(part -> rewrite(part, names, routines));
    }
    Stmt.Section section = (Stmt.Section) s;
    String name = section.name();
    for (int i = 2; !names.add(name); i++) {
      name = section.name() + "_" + i;
    }
    int place = routines.size();
    Stmt body = rewrite(section.body(), names, routines);
    List<LoopVar> parameters = List.copyOf(Rewrite.freeVariables(body));
    // Callers stand before what they call, as a reader meets them.
    routines.add(place, new Kernel.Routine(name, section.purpose(), parameters, body));
    return new Stmt.Call(name, parameters.stream().map(Affine::of).toList());
  }
}
