package org.convc.testing;

import java.util.List;
import org.convc.ir.Kernel;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.pass.Pass;
import org.convc.pass.SplitAmongThreads;
import org.convc.schedule.Strategy;

/** A strategy that splits among threads whatever can be split, however small: tests are done with small layers. */
public record SplitAll(Strategy strategy) implements Strategy {

  @Override
  public String name() {
    return strategy.name();
  }

  @Override
  public String key() {
    return strategy.key() + "/split";
  }

  @Override
  public Layer form(Layer layer) {
    return strategy.form(layer);
  }

  @Override
  public Kernel definition(Layer layer, KernelKind kind) {
    return strategy.definition(layer, kind);
  }

  @Override
  public boolean suits(Layer layer, KernelKind kind) {
    return strategy.suits(layer, kind);
  }

  @Override
  public List<Pass> passes(Layer layer, KernelKind kind) {
    return strategy.passes(layer, kind).stream()
        .map(pass -> pass instanceof SplitAmongThreads ? new SplitAmongThreads(4) : pass)
        .toList();
  }

  @Override
  public double cycles(Layer layer, KernelKind kind) {
    return strategy.cycles(layer, kind);
  }

  @Override
  public String describe(Layer layer, KernelKind kind, Kernel scheduled) {
    return strategy.describe(layer, kind, scheduled);
  }
}
