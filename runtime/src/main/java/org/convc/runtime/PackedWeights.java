package org.convc.runtime;

/**
 * The weights of one layer in the order in which its kernels read them, so that calls with the same weights do not
 * bring them into that order again and again. Layers make them: {@link ConvLayer#packWeights(float[])}. Later changes
 * of the weights do not show in them until {@link ConvLayer#repackWeights(float[], PackedWeights) repackWeights} says
 * so; as long as nobody does, any number of threads may use them at once.
 */
public final class PackedWeights {

  /** The arrays of a layer of type float; {@code weights} is null where no kernel reads them as they are. */
  record Floats(float[] weights, float[][] forward, float[][] backwardData) {}

  /** The arrays of a layer of type double; {@code weights} is null where no kernel reads them as they are. */
  record Doubles(double[] weights, double[][] forward, double[][] backwardData) {}

  private final LayerInfo info;
  private final Kernels kernels;

  /** Null for layers of type double. */
  final Floats floats;

  /** Null for layers of type float. */
  final Doubles doubles;

  /**
   * @param kernels those that the arrays are in order for
   * @param floats written already, so that threads which get this object from elsewhere see the numbers
   */
  PackedWeights(LayerInfo info, Kernels kernels, Floats floats) {
    this.info = info;
    this.kernels = kernels;
    this.floats = floats;
    this.doubles = null;
  }

  PackedWeights(LayerInfo info, Kernels kernels, Doubles doubles) {
    this.info = info;
    this.kernels = kernels;
    this.floats = null;
    this.doubles = doubles;
  }

  /**
   * @throws OutOfMemoryError saying how much was asked for
   */
  static Floats floats(LayerInfo info, KernelMemory memory) {
    try {
      return new Floats(
          memory.keepsWeights() ? new float[info.weightsLength()] : null,
          KernelMemory.floats(memory.forwardPackedLengths()),
          KernelMemory.floats(memory.backwardDataPackedLengths()));
    } catch (OutOfMemoryError e) {
      throw explained(info, memory, e);
    }
  }

  /**
   * @throws OutOfMemoryError saying how much was asked for
   */
  static Doubles doubles(LayerInfo info, KernelMemory memory) {
    try {
      return new Doubles(
          memory.keepsWeights() ? new double[info.weightsLength()] : null,
          KernelMemory.doubles(memory.forwardPackedLengths()),
          KernelMemory.doubles(memory.backwardDataPackedLengths()));
    } catch (OutOfMemoryError e) {
      throw explained(info, memory, e);
    }
  }

  /** What the layer is whose weights these are. */
  public LayerInfo layer() {
    return info;
  }

  /** The memory that the numbers take, in bytes, array headers not counted. */
  public long bytes() {
    return bytes(info, kernels.memory());
  }

  /** For example {@code packed weights of Stem, 37632 bytes}. */
  @Override
  public String toString() {
    return "packed weights of " + info.name() + ", " + Text.count(bytes(), "byte");
  }

  /** Whether kernels of this class understand the arrays: another build may keep as many numbers in another order. */
  boolean serves(Class<? extends Kernels> build) {
    return kernels.getClass() == build;
  }

  private static long bytes(LayerInfo info, KernelMemory memory) {
    long elements = KernelMemory.elements(memory.forwardPackedLengths())
        + KernelMemory.elements(memory.backwardDataPackedLengths())
        + (memory.keepsWeights() ? info.weightsLength() : 0);
    return elements * info.type().bytes();
  }

  private static OutOfMemoryError explained(LayerInfo info, KernelMemory memory, OutOfMemoryError e) {
    OutOfMemoryError explained = new OutOfMemoryError(
        "packed weights of " + info.name() + " take " + Text.count(bytes(info, memory), "byte") + ": "
        + e.getMessage());
    explained.initCause(e);
    return explained;
  }
}
