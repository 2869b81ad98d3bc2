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

  private final LoopVar group;
  private final LoopVar row;

  /**
   * @param row the variable over rows within a phase
   */
  public FusePhases(LoopVar group, LoopVar row) {
    this.group = group;
    this.row = row;
  }

  /** One phase: the loops over groups and rows, and what is within them. */
  private record Phase(Stmt.Section section, Stmt.For groups, Stmt.For rows, Stmt within) {}

  @Override
  public Kernel apply(Kernel kernel) {
    return kernel.withBody(rewrite(kernel.body()));
  }

  private Stmt rewrite(Stmt s) {
    if (!(s instanceof Stmt.Block)) {
      return s.mapParts(this::rewrite);
    }
    List<Stmt> fused = new ArrayList<>();
    List<Phase> together = new ArrayList<>();
    for (Stmt part : ((Stmt.Block) s).statements()) {
      Optional<Phase> phase = phase(part);
      if (phase.isEmpty() || !together.isEmpty() && !alike(together.get(0), phase.get())) {
        flush(together, fused);
      }
      if (phase.isPresent()) {
        together.add(phase.get());
      } else {
        fused.add(rewrite(part));
      }
    }
    flush(together, fused);
    return new Stmt.Block(fused);
  }

  private static void flush(List<Phase> together, List<Stmt> fused) {
    if (together.size() == 1) {
      fused.add(together.get(0).section());
    } else if (!together.isEmpty()) {
      List<Stmt> sections = new ArrayList<>();
      for (Phase phase : together) {
        sections.add(new Stmt.Section(phase.section().name(), phase.section().purpose(), phase.within()));
      }
      Phase first = together.get(0);
      fused.add(Nest.wrap(List.of(first.groups(), first.rows()), new Stmt.Block(sections)));
    }
    together.clear();
  }

  private static boolean alike(Phase a, Phase b) {
    return Nest.sameHeaders(List.of(a.groups(), a.rows()), List.of(b.groups(), b.rows()));
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
    List<Stmt.For> groups = nest.loops().stream().filter(l -> l.variable().equals(group)).toList();
    List<Stmt.For> rows = nest.loops().stream().filter(l -> l.variable().equals(row)).toList();
    if (groups.isEmpty() || rows.isEmpty() || !nest.conditions().isEmpty()) {
      return Optional.empty();
    }
    List<Stmt.For> rest = new ArrayList<>(nest.loops());
    rest.removeAll(groups);
    rest.removeAll(rows);
    return Optional.of(new Phase((Stmt.Section) s, groups.get(0), rows.get(0), Nest.wrap(rest, nest.core())));
  }
}
