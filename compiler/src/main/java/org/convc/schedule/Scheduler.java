package org.convc.schedule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
    Map<KernelKind, Scheduled> kernels = new EnumMap<>(KernelKind.class);
    for (KernelKind kind : Definition.kinds(layer)) {
      Strategy strategy = Candidates.of(layer, kind, target).get(0);
      kernels.put(kind, schedule(strategy.form(layer), kind, strategy));
    }
    return kernels;
  }

  /**
   * One kernel by a given strategy.
   *
   * @throws CompilerDefect naming the pass, with the IR that it was given, if a pass breaks a kernel
   */
  public static Scheduled schedule(Layer layer, KernelKind kind, Strategy strategy) {
    List<Scheduled.Stage> stages = new ArrayList<>();
    Kernel kernel = Definition.of(layer, kind);
    stages.add(new Scheduled.Stage("Definition", kernel));
    for (Pass pass : strategy.passes(layer, kind)) {
      Kernel before = kernel;
      try {
        kernel = pass.apply(before);
        Verifier.verify(kernel);
      } catch (RuntimeException e) {
        throw new CompilerDefect(
            strategy.name() + ", " + pass.name() + ": " + e.getMessage(), Printer.print(before), e);
      }
      stages.add(new Scheduled.Stage(pass.name(), kernel));
    }
    String packed = kernel.packed().isEmpty() ? "" : ", weights packed";
    return new Scheduled(strategy.describe(layer, kind, kernel) + packed, stages);
  }
}
