package org.convc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.convc.emit.JavaEmitter;
import org.convc.emit.Twin;
import org.convc.ir.Buffer;
import org.convc.ir.Kernel;
import org.convc.load.LayerLoader;
import org.convc.load.VectorModule;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.schedule.Candidates;
import org.convc.schedule.Choice;
import org.convc.schedule.DirectStrategy;
import org.convc.schedule.Preference;
import org.convc.schedule.Scheduled;
import org.convc.schedule.Scheduler;
import org.convc.schedule.Strategy;
import org.convc.schedule.Target;

/** Chooses the strategies of one layer for one target, schedules them, and gives account of both. */
final class Planner {

  private final Layer layer;
  private final Target target;
  private final Preference preference;

  Planner(Layer layer, Target target, Preference preference) {
    this.layer = layer;
    this.target = target;
    this.preference = preference;
  }

  /** What is emitted. */
  Twin twin() {
    return twin(Scheduler.schedule(layer, target, preference));
  }

  private Twin twin(Map<KernelKind, Scheduled> scheduled) {
    Map<KernelKind, Kernel> kernels = new EnumMap<>(KernelKind.class);
    Map<KernelKind, String> strategies = new EnumMap<>(KernelKind.class);
    scheduled.forEach(
        (kind, steps) -> {
          kernels.put(kind, steps.kernel());
          strategies.put(kind, steps.strategy());
        });
    return new Twin(target.vectorBits(), kernels, strategies);
  }

  /** The account. Compiles the class, as the sizes of methods are known only then, but loads nothing. */
  LayerPlan.TwinPlan plan(LayerLoader loader) {
    Map<KernelKind, Scheduled> scheduled = Scheduler.schedule(layer, target, preference);
    Twin twin = twin(scheduled);
    Map<KernelKind, Set<String>> methods = JavaEmitter.methodNames(layer, twin);
    Map<String, Map<String, Integer>> sizes = methodSizes(twin, loader);
    List<KernelPlan> plans = new ArrayList<>();
    for (KernelKind kind : Definition.kinds(layer)) {
      Kernel kernel = twin.kernels().get(kind);
      Choice choice = Scheduler.choose(layer, kind, target, preference);
      plans.add(
          new KernelPlan(
              kind.javaName(),
              twin.strategies().get(kind),
              choice.strategy().key(),
              kind == KernelKind.BACKWARD_BIAS ? Optional.empty() : Optional.of(cycles(choice.strategy(), kind)),
              choice.origin(),
              choice.strategy() instanceof DirectStrategy,
              alternatives(kind, choice),
              bytes(kernel.scratch()),
              bytes(kernel.packed()),
              methods(sizes, methods.get(kind)),
              loader.methodLimit(),
              scheduled.get(kind)));
    }
    return new LayerPlan.TwinPlan(target.vectorBits(), target.release(), plans);
  }

  private static List<KernelPlan.Method> methods(Map<String, Map<String, Integer>> sizes, Set<String> names) {
    Map<String, Integer> bytes = new TreeMap<>();
    names.forEach(name -> bytes.put(name, KernelPlan.Method.UNKNOWN));
    for (Map<String, Integer> ofClass : sizes.values()) {
      ofClass.forEach((method, size) -> bytes.computeIfPresent(method.substring(0, method.indexOf('(')), (name, known) -> size));
    }
    return bytes.entrySet().stream().map(e -> new KernelPlan.Method(e.getKey(), e.getValue())).toList();
  }

  /** By class and method; empty where the program runs without the module that the kernels are compiled with. */
  private Map<String, Map<String, Integer>> methodSizes(Twin twin, LayerLoader loader) {
    if (target.vectorBits() > 0 && !VectorModule.isPresent()) {
      return Map.of();
    }
    String className = JavaEmitter.className(layer);
    Map<String, Map<String, Integer>> sizes = loader.methodSizes(className, JavaEmitter.emit(layer, List.of(twin)));
    // The class of the layer itself has no kernels.
    sizes.remove(className);
    return sizes;
  }

  private long bytes(List<Buffer> buffers) {
    return buffers.stream().mapToLong(Buffer::elements).sum() * layer.type().bytes();
  }

  private List<KernelPlan.Alternative> alternatives(KernelKind kind, Choice choice) {
    double least = cycles(choice.strategy(), kind);
    List<KernelPlan.Alternative> alternatives = new ArrayList<>();
    for (Strategy s : Candidates.all(layer, kind, target)) {
      if (s.key().equals(choice.strategy().key())) {
        continue;
      }
      Optional<String> misfit = Candidates.misfit(s, layer, kind);
      boolean suits = misfit.isEmpty();
      double cycles = suits ? cycles(s, kind) : 0;
      alternatives.add(
          new KernelPlan.Alternative(s.key(), suits, cycles, suits ? factor(cycles / least) : misfit.get()));
    }
    alternatives.sort(
        Comparator.comparing((KernelPlan.Alternative a) -> !a.suits())
            .thenComparingDouble(KernelPlan.Alternative::cycles));
    return alternatives;
  }

  private double cycles(Strategy strategy, KernelKind kind) {
    return strategy.cycles(strategy.form(layer), kind);
  }

  private static String factor(double factor) {
    return String.format(Locale.ROOT, "%.2f times as many", factor);
  }
}
