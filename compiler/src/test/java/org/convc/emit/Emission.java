package org.convc.emit;

import java.util.EnumMap;
import java.util.Map;
import org.convc.ir.Kernel;
import org.convc.lower.Definition;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.pass.DropSingleTrips;

/** What the tests of this package share. */
final class Emission {

  private Emission() {}

  /** All kernels of a layer, unscheduled but for loops that run once. */
  static Map<KernelKind, Kernel> definitions(Layer layer) {
    Map<KernelKind, Kernel> kernels = new EnumMap<>(KernelKind.class);
    Definition.kinds(layer).forEach(kind -> kernels.put(kind, new DropSingleTrips().apply(Definition.of(layer, kind))));
    return kernels;
  }
}
