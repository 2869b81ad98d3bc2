package org.convc;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.convc.emit.JavaEmitter;
import org.convc.emit.Twin;
import org.convc.ir.Kernel;
import org.convc.load.LayerLoader;
import org.convc.load.VectorModule;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.schedule.Scheduled;
import org.convc.schedule.Scheduler;
import org.convc.schedule.Target;

/** One layer on its way from the model to running kernels. Each step is taken once, when first needed. */
final class LayerCompilation {

  private final Layer model;
  private final List<Target> targets;
  private final LayerLoader loader;
  private GeneratedSource source;
  private ConvLayer layer;

  /**
   * @param targets what the class has kernels for
   */
  LayerCompilation(Layer model, List<Target> targets, LayerLoader loader) {
    this.model = model;
    this.targets = targets;
    this.loader = loader;
  }

  Layer model() {
    return model;
  }

  synchronized GeneratedSource source() {
    if (source == null) {
      String text = JavaEmitter.emit(model, targets.stream().map(this::twin).toList());
      source = GeneratedSource.of(model.javaPackage(), model.name(), model.origin().line(), text);
    }
    return source;
  }

  private Twin twin(Target target) {
    Map<KernelKind, Kernel> kernels = new EnumMap<>(KernelKind.class);
    Map<KernelKind, String> strategies = new EnumMap<>(KernelKind.class);
    for (Map.Entry<KernelKind, Scheduled> entry : Scheduler.schedule(model, target).entrySet()) {
      kernels.put(entry.getKey(), entry.getValue().kernel());
      strategies.put(entry.getKey(), entry.getValue().strategy());
    }
    return new Twin(target.vectorBits(), kernels, strategies);
  }

  /**
   * @throws IllegalStateException if kernels use vectors and the program runs without their module
   */
  synchronized ConvLayer layer() {
    if (layer == null) {
      if (targets.stream().anyMatch(target -> target.vectorBits() > 0)) {
        VectorModule.require();
      }
      layer = loader.load(source().className(), source().text());
    }
    return layer;
  }
}
