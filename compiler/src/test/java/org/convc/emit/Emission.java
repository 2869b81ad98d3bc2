package org.convc.emit;

import java.util.EnumMap;
import java.util.Map;
import org.convc.ir.Kernel;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;

/** What the tests of this package share. */
final class Emission {

  private Emission() {}

  /** All kernels of a layer, unscheduled. */
  static Map<KernelKind, Kernel> definitions(Layer layer) {
    Map<KernelKind, Kernel> kernels = new EnumMap<>(KernelKind.class);
    Definition.kinds(layer).forEach(kind -> kernels.put(kind, Definition.of(layer, kind)));
    return kernels;
  }
}
