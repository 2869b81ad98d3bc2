package org.convc.emit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.convc.ir.Kernel;
import org.convc.model.KernelKind;

/**
 * The kernels of a layer for one kind of machine. A class may carry several twins, of which its constructor chooses
 * one.
 *
 * @param vectorBits width of their vectors; 0 for plain arrays
 * @param kernels verified kernels, for all kinds that the layer has
 * @param strategies a few words on how each kernel works, for the head of the class; kernels may be missing
 */
public record Twin(int vectorBits, Map<KernelKind, Kernel> kernels, Map<KernelKind, String> strategies) {

  public Twin {
    kernels = Collections.unmodifiableMap(new EnumMap<>(kernels));
    strategies = strategies.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(strategies));
  }

  /** {@code plain arrays}, or for example {@code vectors of 256 bits}. */
  String machine() {
    return vectorBits == 0 ? "plain arrays" : "vectors of " + vectorBits + " bits";
  }

  /** The name of its class: {@code Plain}, or for example {@code Vector256}. */
  String className() {
    return vectorBits == 0 ? "Plain" : "Vector" + vectorBits;
  }
}
