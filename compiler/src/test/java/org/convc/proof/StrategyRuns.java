package org.convc.proof;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.convc.emit.JavaEmitter;
import org.convc.emit.Twin;
import org.convc.ir.Interpreter;
import org.convc.ir.Kernel;
import org.convc.load.LayerLoader;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.schedule.DirectStrategy;
import org.convc.schedule.Scheduler;
import org.convc.schedule.Strategy;
import org.convc.schedule.Target;
import org.convc.testing.LayerData;

/** Layers by one strategy: as classes that run, and as its definition means them. */
final class StrategyRuns {

  private StrategyRuns() {}

  /** The class of a layer whose kernels are all by a strategy that suits them. */
  static ConvLayer load(Layer layer, Strategy wanted, Target target) {
    Map<KernelKind, Kernel> kernels = new EnumMap<>(KernelKind.class);
    Map<KernelKind, String> chosen = new EnumMap<>(KernelKind.class);
    for (KernelKind kind : Definition.kinds(layer)) {
      Strategy strategy = wanted.suits(wanted.form(layer), kind) ? wanted : new DirectStrategy();
      kernels.put(kind, Scheduler.schedule(strategy.form(layer), kind, strategy).kernel());
      chosen.put(kind, strategy.name());
    }
    String source = JavaEmitter.emit(layer, List.of(new Twin(target.vectorBits(), kernels, chosen)));
    return LayerLoader.janino().load(JavaEmitter.className(layer), source);
  }

  /** A result of the definition that a strategy begins with. */
  static double[] interpreted(Layer layer, KernelKind kind, Strategy strategy, LayerData data, String result, int length) {
    Map<String, double[]> arguments = new HashMap<>();
    arguments.put("x", data.x());
    arguments.put("w", data.w());
    arguments.put("b", data.b());
    arguments.put("dy", data.dy());
    arguments.put(result, new double[length]);
    Interpreter.run(strategy.definition(strategy.form(layer), kind), data.batch(), arguments);
    return arguments.get(result);
  }
}
