package org.convc.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
 *   =>   (by taps)
 *   for each phase r in 0..stride:
 *     for q, m { if 0 <= o < windows: p[stride*q + r] += t[o] * w[k0 + m*step] }     with o = q + shift - m*slope
 * </pre>
 *
 * <p>Position {@code i} is reached by tap {@code k} where {@code i + pad - dilation*k} is a multiple of the stride. For the positions of one
 * phase, {@code i = stride*q + r}, these are the taps {@code k0, k0 + step, ...} with {@code step = stride / gcd(stride, dilation)}, so that
 * each phase is a dense sum without a stride and no product with an inserted zero is ever formed. Positions that no tap reaches keep the
 * value that they start from.
 *
 * <p>The relation is symmetric in windows with their stride and taps with their dilation, so the terms of a position may as well be counted
 * by windows, with phases of the dilation. That is the better way where it leaves fewer terms: a kernel as large as its input has a single
 * window.
 */
public final class PullByPhase implements Pass {

  /** The variables of one axis of the relation. */
  public record AxisVariables(LoopVar window, LoopVar tap, LoopVar position, Relation.Axis axis) {}

  private final List<AxisVariables> axes;
  private final boolean byWindows;
  private final int mostPhases;

  /**
   * @param axes outermost first
   * @param mostPhases a kernel with more phases stays as it is
   */
  public PullByPhase(List<AxisVariables> axes, int mostPhases) {
    this.axes = List.copyOf(axes);
    this.mostPhases = mostPhases;
    this.byWindows = terms(true) < terms(false) && phases(true) <= mostPhases;
  }

  /** The most terms that a position may have, padding included. */
  private double terms(boolean countWindows) {
    double terms = 1;
    for (AxisVariables a : axes) {
      AxisPhase phase = new AxisPhase(a, countWindows, 0);
      terms *= (phase.members() - 1) / phase.step + 1;
    }
    return terms;
  }

  /** The variable that runs through the positions of a phase along axis {@code i}, and how many there are at most. */
  public Map.Entry<LoopVar, Integer> positions(int i) {
    AxisPhase first = new AxisPhase(axes.get(i), byWindows, 0);
    return Map.entry(first.quotient(), first.trips);
  }

  /** The variables that run through the terms of a position. */
  public Set<LoopVar> terms() {
    return axes.stream().map(a -> new AxisPhase(a, byWindows, 0).term()).collect(Collectors.toSet());
  }

  private long phases(boolean countWindows) {
    long phases = 1;
    for (AxisVariables a : axes) {
      int modulus = countWindows ? a.axis().dilation() : a.axis().stride();
      phases *= Math.min(modulus, a.axis().positions());
    }
    return phases;
  }

  /**
   * Positions {@code modulus*q + remainder} of one axis and the terms that reach them: the counted ones are {@code first + m*step}, and the
   * other member of the relation follows.
   */
  private static final class AxisPhase {
    final AxisVariables variables;
    final boolean byWindows;
    final int remainder;
    final int modulus;
    final int trips;
    final int step;
    int first;
    int terms;

    AxisPhase(AxisVariables variables, boolean byWindows, int remainder) {
      this.variables = variables;
      this.byWindows = byWindows;
      this.remainder = remainder;
      Relation.Axis a = variables.axis();
      this.modulus = byWindows ? a.dilation() : a.stride();
      this.trips = (a.positions() - 1 - remainder) / modulus + 1;
      this.step = modulus / gcd(modulus, pace());
      for (first = 0; first < Math.min(step, members()); first++) {
        if (Math.floorMod(reach(), modulus) == 0) {
          terms = (members() - 1 - first) / step + 1;
          return;
        }
      }
    }

    /** How many counted members there are in all phases. */
    int members() {
      return byWindows ? variables.axis().windows() : variables.axis().taps();
    }

    /** How far the position moves with the counted member. */
    private int pace() {
      return byWindows ? variables.axis().stride() : variables.axis().dilation();
    }

    private int reach() {
      return remainder + variables.axis().padBefore() - first * pace();
    }

    LoopVar counted() {
      return byWindows ? variables.window() : variables.tap();
    }

    LoopVar following() {
      return byWindows ? variables.tap() : variables.window();
    }

    LoopVar quotient() {
      return modulus == 1 ? variables.position() : new LoopVar("q" + variables.position().name().substring(1));
    }

    LoopVar term() {
      return modulus == 1 ? counted() : new LoopVar("t" + variables.tap().name().substring(1));
    }

    Affine position() {
      return Affine.of(quotient()).times(modulus).plus(remainder);
    }

    Affine countedValue() {
      return Affine.of(term()).times(step).plus(first);
    }

    Affine followingValue() {
      // step * pace is a multiple of the modulus: the least common one of the two.
      int slope = Math.toIntExact((long) step * pace() / modulus);
      return Affine.of(quotient()).plus(reach() / modulus).plus(Affine.of(term()).times(-slope));
    }

    /** That the following member exists, in terms of the subscript that it is used in. */
    Stmt.Condition exists() {
      Relation.Axis a = variables.axis();
      if (!byWindows) {
        return new Stmt.Condition(followingValue(), a.windows());
      }
      Affine weight = a.flipped() ? followingValue().times(-1).plus(a.taps() - 1) : followingValue();
      return new Stmt.Condition(weight, a.taps());
    }

    private static int gcd(int a, int b) {
      return b == 0 ? a : gcd(b, a % b);
    }
  }

  /** Whether the terms of a position are counted by windows, so that neighbouring positions meet a window with different taps. */
  public boolean byWindows() {
    return byWindows;
  }

  /** Whether there are few enough phases. */
  public boolean applies() {
    return phases(byWindows) <= mostPhases;
  }

  @Override
  public Kernel apply(Kernel kernel) {
    return !applies() ? kernel : kernel.withBody(kernel.body().mapParts(this::items));
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

  /** The sums of one phase; nothing where no term reaches it. */
  private static Optional<Stmt> sums(Nest nest, List<AxisPhase> phase) {
    if (phase.stream().anyMatch(a -> a.terms == 0)) {
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
      Affine counted = a.countedValue();
      Affine following = a.followingValue();
      // The following member first: what replaces it mentions the counted one, which may keep its name.
      LoopVar kept = new LoopVar("counted " + a.counted());
      value =
          Rewrite.affines(
              value,
              s ->
                  s.substitute(a.counted(), Affine.of(kept))
                      .substitute(a.following(), following)
                      .substitute(kept, counted));
      conditions.add(a.exists());
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
    phase.forEach(a -> inner.add(Stmt.For.of(a.term(), a.terms, core)));
    outer.addAll(inner);
    return Optional.of(Nest.wrap(outer, core));
  }

  private List<List<AxisPhase>> phases() {
    List<List<AxisPhase>> phases = List.of(List.of());
    for (AxisVariables a : axes) {
      List<List<AxisPhase>> longer = new ArrayList<>();
      for (List<AxisPhase> prefix : phases) {
        int modulus = byWindows ? a.axis().dilation() : a.axis().stride();
        for (int r = 0; r < Math.min(modulus, a.axis().positions()); r++) {
          List<AxisPhase> phase = new ArrayList<>(prefix);
          phase.add(new AxisPhase(a, byWindows, r));
          longer.add(phase);
        }
      }
      phases = longer;
    }
    return phases;
  }
}
