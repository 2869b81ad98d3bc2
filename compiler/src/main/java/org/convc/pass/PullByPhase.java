package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convc.ir.Access;
import org.convc.ir.Affine;
import org.convc.ir.Expr;
import org.convc.ir.Kernel;
import org.convc.ir.LoopVar;
import org.convc.ir.Stmt;
import org.convc.model.Relation;

/**
 * Sums that are pushed from each window to the positions that it covers become sums that each position pulls.
 *
 * <pre>
 *   for o, k { if inside: p[stride*o + dilation*k - pad] += t[o] * w[k] }
 *   =>
 *   for each phase r in 0..stride:
 *     for q, m { if 0 <= o < windows: p[stride*q + r] += t[o] * w[k0 + m*step] }     with o = q + shift - m*slope
 * </pre>
 *
 * <p>Position {@code i} is reached by tap {@code k} where {@code i + pad - dilation*k} is a multiple of the stride. For the positions of one
 * phase, {@code i = stride*q + r}, these are the taps {@code k0, k0 + step, ...} with {@code step = stride / gcd(stride, dilation)}, so that
 * each phase is a dense sum without a stride and no product with an inserted zero is ever formed. Positions that no tap reaches keep the
 * value that they start from.
 */
public final class PullByPhase implements Pass {

  /** The variables of one axis of the relation. */
  public record AxisVariables(LoopVar window, LoopVar tap, LoopVar position, Relation.Axis axis) {}

  private final List<AxisVariables> axes;
  private final int mostPhases;

  /**
   * @param axes outermost first
   * @param mostPhases a kernel with more phases stays as it is
   */
  public PullByPhase(List<AxisVariables> axes, int mostPhases) {
    this.axes = List.copyOf(axes);
    this.mostPhases = mostPhases;
  }

  /** Positions {@code stride*q + remainder} of one axis, and the taps that reach them. */
  private static final class AxisPhase {
    final AxisVariables variables;
    final int remainder;
    final int trips;
    int firstTap;
    int taps;
    int tapStep;

    AxisPhase(AxisVariables variables, int remainder) {
      this.variables = variables;
      this.remainder = remainder;
      Relation.Axis a = variables.axis();
      this.trips = (a.positions() - 1 - remainder) / a.stride() + 1;
      this.tapStep = a.stride() / gcd(a.stride(), a.dilation());
      for (firstTap = 0; firstTap < Math.min(tapStep, a.taps()); firstTap++) {
        if (Math.floorMod(reach(), a.stride()) == 0) {
          taps = (a.taps() - 1 - firstTap) / tapStep + 1;
          return;
        }
      }
    }

    private int reach() {
      return remainder + variables.axis().padBefore() - firstTap * variables.axis().dilation();
    }

    LoopVar quotient() {
      return variables.axis().stride() == 1
          ? variables.position()
          : new LoopVar("q" + variables.position().name().substring(1));
    }

    LoopVar phaseTap() {
      return variables.axis().stride() == 1
          ? variables.tap()
          : new LoopVar("t" + variables.tap().name().substring(1));
    }

    Affine position() {
      return Affine.of(quotient()).times(variables.axis().stride()).plus(remainder);
    }

    Affine tap() {
      return Affine.of(phaseTap()).times(tapStep).plus(firstTap);
    }

    Affine window() {
      Relation.Axis a = variables.axis();
      int slope = tapStep * a.dilation() / a.stride();
      return Affine.of(quotient()).plus(reach() / a.stride()).plus(Affine.of(phaseTap()).times(-slope));
    }

    private static int gcd(int a, int b) {
      return b == 0 ? a : gcd(b, a % b);
    }
  }

  @Override
  public Kernel apply(Kernel kernel) {
    long phases = 1;
    for (AxisVariables a : axes) {
      phases *= Math.min(a.axis().stride(), a.axis().positions());
    }
    if (phases > mostPhases) {
      return kernel;
    }
    return kernel.withBody(kernel.body().mapParts(this::items));
  }

  /** The body of the loop over the batch: start values, sums, and perhaps a last step. */
  private Stmt items(Stmt body) {
    List<Stmt> parts = body instanceof Stmt.Block ? ((Stmt.Block) body).statements() : List.of(body);
    List<List<AxisPhase>> phases = phases();
    List<Stmt> result = new ArrayList<>();
    for (List<AxisPhase> phase : phases) {
      List<Stmt> ofPhase = new ArrayList<>();
      for (Stmt part : parts) {
        Nest nest = Nest.of(part);
        if (nest.conditions().isEmpty()) {
          ofPhase.add(positions(nest, phase));
        } else {
          sums(nest, phase).ifPresent(ofPhase::add);
        }
      }
      Stmt block = new Stmt.Block(ofPhase);
      result.add(phases.size() == 1 ? block : section(phase, block));
    }
    return new Stmt.Block(result);
  }

  private static Stmt section(List<AxisPhase> phase, Stmt body) {
    StringBuilder name = new StringBuilder("phase");
    List<String> positions = new ArrayList<>();
    for (AxisPhase a : phase) {
      name.append(name.length() == 5 ? "" : "_").append(a.remainder);
      positions.add(a.variables.position() + " = " + a.position());
    }
    return new Stmt.Section(name.toString(), "Positions " + String.join(", ", positions) + ".", body);
  }

  /** A nest over all positions, on those of one phase. */
  private static Stmt positions(Nest nest, List<AxisPhase> phase) {
    List<Stmt.For> loops = new ArrayList<>();
    Stmt core = nest.core();
    for (Stmt.For loop : nest.loops()) {
      Optional<AxisPhase> axis = phase.stream().filter(a -> a.variables.position().equals(loop.variable())).findFirst();
      loops.add(axis.map(a -> Stmt.For.of(a.quotient(), a.trips, nest.core())).orElse(loop));
    }
    for (AxisPhase a : phase) {
      core = Rewrite.substitute(core, a.variables.position(), a.position());
    }
    return Nest.wrap(loops, core);
  }

  /** The sums of one phase; nothing where no tap reaches it. */
  private static Optional<Stmt> sums(Nest nest, List<AxisPhase> phase) {
    if (phase.stream().anyMatch(a -> a.taps == 0)) {
      return Optional.empty();
    }
    Stmt.Store store = nest.store().orElseThrow();
    Access target = store.target();
    Expr value = store.value();
    int firstSpatial = target.subscripts().size() - phase.size();
    List<Affine> subscripts = new ArrayList<>(target.subscripts().subList(0, firstSpatial));
    phase.forEach(a -> subscripts.add(a.position()));
    Access pulled = new Access(target.buffer(), subscripts);
    value = Rewrite.replace(value, new Expr.Load(target), new Expr.Load(pulled));
    List<Stmt.Condition> conditions = new ArrayList<>();
    for (AxisPhase a : phase) {
      Affine window = a.window();
      Affine tap = a.tap();
      value =
          Rewrite.affines(value, s -> s.substitute(a.variables.window(), window).substitute(a.variables.tap(), tap));
      conditions.add(new Stmt.Condition(window, a.variables.axis().windows()));
    }
    Stmt core = new Stmt.If(conditions, new Stmt.Store(pulled, value));
    List<Stmt.For> outer = new ArrayList<>();
    List<Stmt.For> inner = new ArrayList<>();
    for (Stmt.For loop : nest.loops()) {
      boolean spatial =
          phase.stream()
              .anyMatch(a -> loop.variable().equals(a.variables.window()) || loop.variable().equals(a.variables.tap()));
      if (!spatial) {
        (pulled.mentions(loop.variable()) ? outer : inner).add(loop);
      }
    }
    phase.forEach(a -> outer.add(Stmt.For.of(a.quotient(), a.trips, core)));
    phase.forEach(a -> inner.add(Stmt.For.of(a.phaseTap(), a.taps, core)));
    outer.addAll(inner);
    return Optional.of(Nest.wrap(outer, core));
  }

  private List<List<AxisPhase>> phases() {
    List<List<AxisPhase>> phases = List.of(List.of());
    for (AxisVariables a : axes) {
      List<List<AxisPhase>> longer = new ArrayList<>();
      for (List<AxisPhase> prefix : phases) {
        for (int r = 0; r < Math.min(a.axis().stride(), a.axis().positions()); r++) {
          List<AxisPhase> phase = new ArrayList<>(prefix);
          phase.add(new AxisPhase(a, r));
          longer.add(phase);
        }
      }
      phases = longer;
    }
    return phases;
  }
}
