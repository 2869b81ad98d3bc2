package org.convc.schedule;

import java.util.List;
import org.convc.ir.Kernel;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.model.StrategyFamily;
import org.convc.pass.Pass;

/** A way to compute a kernel: the passes that turn its definition into what runs. */
public interface Strategy {

  /** The word that names it: {@code direct}. */
  String name();

  /**
   * The form of a layer that it works on, to be passed to the other methods: the one with the fewest axes, as long rows suit most
   * strategies.
   */
  default Layer form(Layer layer) {
    return layer.merged();
  }

  /**
   * Its name and all of its parameters, as files of measurements keep them: {@code channel-lanes/8/2/12}. No two candidates for a kernel
   * share one, and a key never changes its meaning: what works differently gets another.
   */
  String key();

  /** What somebody who wants it asks for. */
  default StrategyFamily family() {
    return StrategyFamily.ofKey(key()).orElseThrow();
  }

  /** Whether it makes anything of a kernel that the general strategy would not. */
  boolean suits(Layer layer, KernelKind kind);

  /** Why it does not suit, for a kernel that it does not suit: {@code rows of 14 are shorter than a vector of 16}. */
  default String misfit(Layer layer, KernelKind kind) {
    return name() + " are made for other layers";
  }

  /** What the passes start from: the sum over the relation, or an algorithm that rounds otherwise. */
  default Kernel definition(Layer layer, KernelKind kind) {
    return Definition.of(layer, kind);
  }

  /** The passes for one kernel, in order. */
  List<Pass> passes(Layer layer, KernelKind kind);

  /**
   * What the kernel costs for one batch item, in cycles of a core whose second-level cache holds what it reads again: good for comparing
   * strategies, not for predicting times. See {@link Costs}.
   */
  double cycles(Layer layer, KernelKind kind);

  /**
   * What results may be off by beside what direct sums are, in the units of {@link org.convc.model.Accuracy}: 0 for the products of the
   * definition themselves.
   */
  default int error(Layer layer, KernelKind kind) {
    return 0;
  }

  /**
   * One line for the reader of the generated source.
   *
   * @param scheduled what the passes made
   */
  String describe(Layer layer, KernelKind kind, Kernel scheduled);
}
