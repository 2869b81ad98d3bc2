package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;

/**
 * Phases that go through the same rows go through them together, so that what they all read and the lines that they all write to stay in
 * the cache between one phase and the next.
 *
 * <pre>
 *   section phase0 { for g, c, q { S0 } }; section phase1 { for g, c, q { S1 } }
 *   =>
 *   for g, q { section phase0 { for c { S0 } }; section phase1 { for c { S1 } } }
 * </pre>
 *
 * <p>Every element is summed as before; phases share no element.
 */
public final class FusePhases implements Pass {

  private static final String PHASE = "phase";

  private final List<LoopVar> together;

  /**
   * @param together the variables of the loops that phases go through together, outermost first: over groups, and over rows
   *     or channels
   */
  public FusePhases(List<LoopVar> together) {
    this.together = List.copyOf(together);
  }

  /** One phase: the loops that it may share, and what is within them. */
  private record Phase(Stmt.Section section, List<Stmt.For> outer, Stmt within) {}

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private Stmt rewrite(Stmt s) {
    if (!(s instanceof Stmt.Block)) {
      return s.mapParts(this::rewrite);
    }
    List<Stmt> fused = new ArrayList<>();
    List<Phase> alike = new ArrayList<>();
    for (Stmt part : ((Stmt.Block) s).statements()) {
      Optional<Phase> phase = phase(part);
      if (phase.isEmpty() || !alike.isEmpty() && !Nest.sameHeaders(alike.get(0).outer(), phase.get().outer())) {
        flush(alike, fused);
      }
      if (phase.isPresent()) {
        alike.add(phase.get());
      } else {
        fused.add(rewrite(part));
      }
    }
    flush(alike, fused);
    return new Stmt.Block(fused);
  }

  private static void flush(List<Phase> alike, List<Stmt> fused) {
    if (alike.size() == 1) {
      fused.add(alike.get(0).section());
    } else if (!alike.isEmpty()) {
      List<Stmt> sections = new ArrayList<>();
      for (Phase phase : alike) {
        sections.add(new Stmt.Section(phase.section().name(), phase.section().purpose(), phase.within()));
      }
      fused.add(Nest.wrap(alike.get(0).outer(), new Stmt.Block(sections)));
    }
    alike.clear();
  }

  private Optional<Phase> phase(Stmt s) {
    if (!(s instanceof Stmt.Section) || !((Stmt.Section) s).name().startsWith(PHASE)) {
      return Optional.empty();
    }
    Stmt body = ((Stmt.Section) s).body();
    if (body instanceof Stmt.Block && ((Stmt.Block) body).statements().size() == 1) {
      body = ((Stmt.Block) body).statements().get(0);
    }
    Nest nest = Nest.of(body);
    List<Stmt.For> outer = nest.loops().stream().filter(l -> together.contains(l.variable())).toList();
    if (outer.size() < together.size() || !nest.conditions().isEmpty()) {
      return Optional.empty();
    }
    List<Stmt.For> rest = new ArrayList<>(nest.loops());
    rest.removeAll(outer);
    return Optional.of(new Phase((Stmt.Section) s, outer, Nest.wrap(rest, nest.core())));
  }
}
