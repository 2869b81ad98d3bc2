package org.convc.schedule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.convc.ir.CompilerDefect;
import org.convc.ir.Kernel;
import org.convc.ir.Printer;
import org.convc.ir.Verifier;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.pass.Pass;

/** From a layer to its scheduled kernels. */
public final class Scheduler {

  private Scheduler() {}

  /** All kernels of a layer for plain arrays. */
  public static Map<KernelKind, Scheduled> schedule(Layer layer) {
    return schedule(layer, Target.PLAIN);
  }

  /** All kernels of a layer, each by the strategy that suits it. */
  public static Map<KernelKind, Scheduled> schedule(Layer layer, Target target) {
    return schedule(layer, target, Preference.NONE);
  }

  /** All kernels of a layer, each by the strategy that is preferred, or else costs least. */
  public static Map<KernelKind, Scheduled> schedule(Layer layer, Target target, Preference preference) {
    Map<KernelKind, Scheduled> kernels = new EnumMap<>(KernelKind.class);
    for (KernelKind kind : Definition.kinds(layer)) {
      Strategy strategy = choose(layer, kind, target, preference).strategy();
      kernels.put(kind, schedule(strategy.form(layer), kind, strategy));
    }
    return kernels;
  }

  /** The strategy for one kernel. */
  public static Choice choose(Layer layer, KernelKind kind, Target target, Preference preference) {
    List<Strategy> all = Candidates.of(layer, kind, target);
    List<Strategy> asked = all.stream().filter(s -> s.family() == preference.family()).toList();
    List<Strategy> candidates = asked.isEmpty() ? all : asked;
    Optional<Strategy> preferred =
        preference
            .key(layer, kind, target)
            .flatMap(key -> candidates.stream().filter(s -> s.key().equals(key)).findFirst());
    if (preferred.isPresent()) {
      return new Choice(preferred.get(), Choice.Origin.TUNING);
    }
    if (!asked.isEmpty()) {
      return new Choice(asked.get(0), Choice.Origin.REQUEST);
    }
    return new Choice(all.get(0), all.size() == 1 ? Choice.Origin.ONLY_ONE : Choice.Origin.COST_MODEL);
  }

  /**
   * One kernel by a given strategy.
   *
   * @throws CompilerDefect naming the pass, with the IR that it was given, if a pass breaks a kernel
   */
  public static Scheduled schedule(Layer layer, KernelKind kind, Strategy strategy) {
    List<Scheduled.Stage> stages = new ArrayList<>();
    Kernel kernel = strategy.definition(layer, kind);
    stages.add(new Scheduled.Stage("Definition", kernel));
    for (Pass pass : strategy.passes(layer, kind)) {
      Kernel before = kernel;
      kernel = attributed(strategy, pass.name(), before, () -> pass.apply(before));
      stages.add(new Scheduled.Stage(pass.name(), kernel));
    }
    verify(strategy, stages);
    String packed = kernel.packed().isEmpty() ? "" : ", weights packed";
    return new Scheduled(strategy.describe(layer, kind, kernel) + packed, stages);
  }

  /** Verifies what came out; only where that is not well formed, all before it too, to name the pass that broke it. */
  private static void verify(Strategy strategy, List<Scheduled.Stage> stages) {
    Kernel result = stages.get(stages.size() - 1).kernel();
    try {
      Verifier.verify(result);
    } catch (CompilerDefect e) {
      Kernel before = result;
      for (Scheduled.Stage stage : stages) {
        attributed(strategy, stage.name(), before, () -> verified(stage.kernel()));
        before = stage.kernel();
      }
      throw e;
    }
  }

  private static Kernel verified(Kernel kernel) {
    Verifier.verify(kernel);
    return kernel;
  }

  private static Kernel attributed(Strategy strategy, String pass, Kernel before, Supplier<Kernel> step) {
    try {
      return step.get();
    } catch (RuntimeException e) {
      throw new CompilerDefect(strategy.name() + ", " + pass + ": " + e.getMessage(), Printer.print(before), e);
    }
  }
}
