package org.convc.schedule;

import java.util.List;
import org.convc.ir.Kernel;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.pass.Pass;

/** A way to compute a kernel: the passes that turn its definition into what runs. */
public interface Strategy {

  /** The word that names it: {@code direct}. */
  String name();

  /** The passes for one kernel, in order. */
  List<Pass> passes(Layer layer, KernelKind kind);

  /**
   * One line for the reader of the generated source.
   *
   * @param scheduled what the passes made
   */
  String describe(Layer layer, KernelKind kind, Kernel scheduled);
}
