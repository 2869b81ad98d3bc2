package org.convc.schedule;

import java.util.List;
import org.convc.ir.Kernel;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.pass.DropSingleTrips;
import org.convc.pass.OutlineSections;
import org.convc.pass.Pass;
import org.convc.pass.SplitAmongThreads;
import org.convc.pass.SplitPacking;
import org.convc.pass.VectoriseCopies;

/** What is lowered to vectors and tiles at once: little is left to the passes. */
abstract class LoweredTilesStrategy implements Strategy {

  /** Numbers of a vector. */
  final int lanes;

  LoweredTilesStrategy(int lanes) {
    this.lanes = lanes;
  }

  @Override
  public List<Pass> passes(Layer layer, KernelKind kind) {
    return List.of(new DropSingleTrips(), new VectoriseCopies(lanes), new SplitAmongThreads(), new SplitPacking(), new OutlineSections());
  }

  @Override
  public String describe(Layer layer, KernelKind kind, Kernel scheduled) {
    return name() + ", vectors of " + lanes;
  }
}
