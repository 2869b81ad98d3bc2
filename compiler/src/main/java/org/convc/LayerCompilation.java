package org.convc;

import java.util.List;
import org.convc.emit.JavaEmitter;
import org.convc.load.LayerLoader;
import org.convc.load.VectorModule;
import org.convc.model.Layer;
import org.convc.runtime.ConvLayer;
import org.convc.schedule.Preference;
import org.convc.schedule.Target;

/** One layer on its way from the model to running kernels. Each step is taken once, when first needed. */
final class LayerCompilation {

  private final Layer model;
  private final List<Target> targets;
  private final Preference preference;
  private final LayerLoader loader;
  private GeneratedSource source;
  private ConvLayer layer;

  /**
   * @param targets what the class has kernels for
   * @param preference what knows better than the costs which strategies to take
   */
  LayerCompilation(Layer model, List<Target> targets, Preference preference, LayerLoader loader) {
    this.model = model;
    this.targets = targets;
    this.preference = preference;
    this.loader = loader;
  }

  Layer model() {
    return model;
  }

  LayerLoader loader() {
    return loader;
  }

  /**
   * What the class has kernels for, if that is this machine.
   *
   * @throws IllegalArgumentException if it is several targets, or the program runs without the module of the Vector API that this one needs
   */
  Target onlyTarget() {
    Target target = targets.get(0);
    if (targets.size() > 1 || target.release() == Target.ANY_RELEASE) {
      throw new IllegalArgumentException("compiled for machines that are not known yet; measuring takes one target, this machine");
    }
    if (target.vectorBits() > 0 && !VectorModule.isPresent()) {
      throw new IllegalArgumentException("compiled for " + target + ", and this program runs without the module for that");
    }
    return target;
  }

  synchronized GeneratedSource source() {
    if (source == null) {
      String text = JavaEmitter.emit(model, targets.stream().map(target -> planner(target).twin()).toList());
      source = GeneratedSource.of(model.javaPackage(), model.name(), model.origin().line(), text);
    }
    return source;
  }

  /** How the kernels are computed, and why so. */
  LayerPlan plan() {
    return new LayerPlan(model, targets.stream().map(target -> planner(target).plan(loader)).toList());
  }

  private Planner planner(Target target) {
    return new Planner(model, target, preference);
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
