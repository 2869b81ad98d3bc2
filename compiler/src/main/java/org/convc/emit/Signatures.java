package org.convc.emit;

import java.util.List;
import org.convc.ir.Kernel;
import org.convc.model.KernelKind;

/** The methods that a class of kernels has to define, as its base class declares them. */
final class Signatures {

  /** Methods of the base class and of {@link Object}, which a routine must not look like. */
  static final List<String> INHERITED =
      List.of(
          "packForward",
          "packBackwardData",
          "forwardKernel",
          "biasedSumKernel",
          "backwardDataKernel",
          "backwardWeightsKernel",
          "backwardBiasKernel",
          "part",
          "memory",
          "clone",
          "equals",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait");

  private Signatures() {}

  /** Whether a kernel method takes what the packing has made of the weights. */
  static boolean takesPacked(KernelKind kind) {
    return arguments(kind).contains(Kernel.WEIGHTS);
  }

  /** The arrays that a kernel method takes, by their names in the IR. The bias is a parameter of layers without one too. */
  static List<String> arguments(KernelKind kind) {
    switch (kind) {
      case FORWARD:
        return List.of("x", "w", "b", "y");
      case BIASED_SUM:
        return List.of("x", "w", "b", "z");
      case BACKWARD_DATA:
        return List.of("dy", "w", "dx");
      case BACKWARD_WEIGHTS:
        return List.of("x", "dy", "dw");
      default:
        return List.of("dy", "db");
    }
  }
}
