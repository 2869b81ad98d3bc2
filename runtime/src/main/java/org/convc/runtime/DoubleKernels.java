package org.convc.runtime;

/**
 * The kernels of one layer of type double; generated classes extend it. Every argument has been checked, so a kernel
 * sees arrays that fit and no activation but the one fused into {@link #forwardKernel}. Any number of threads may call
 * it at once.
 *
 * <p>Data tensors hold the first {@code batch} items of an array that may be longer. A scratch array is zero in a new
 * workspace, afterwards as the layer's last kernel in that workspace left it. {@code packed} holds what the packing
 * method made of the same weights, and is only read; {@code weights} is null in calls with packed weights unless the
 * {@link KernelMemory} says that kernels read them.
 *
 * <p>{@code team} has the threads that share a call, and is null where the caller's thread is alone. With it, a kernel calls
 * {@link Team#run} for each statement that is split, and {@link #part} for its parts is called on these threads.
 */
public abstract class DoubleKernels extends Kernels {

  /**
   * @param vectorBits width of the vectors that the kernels use; 0 for plain arrays
   * @throws IllegalArgumentException if the width is negative
   */
  protected DoubleKernels(int vectorBits, KernelMemory memory) {
    super(vectorBits, memory);
  }

  /** Writes what {@link #forwardKernel} and {@link #biasedSumKernel} read in {@code packed}. */
  protected void packForward(double[] weights, double[][] packed, Team team) {
    // Kernels that read the weights as they are have nothing to pack.
  }

  /** Writes what {@link #backwardDataKernel} reads in {@code packed}. */
  protected void packBackwardData(double[] weights, double[][] packed, Team team) {
    // As above.
  }

  /** y = activation(x ⋆ weights + bias). */
  protected abstract void forwardKernel(int batch, double[] x, double[] weights, double[] bias, double[] y,
      double[][] packed, double[][] scratch, Team team);

  /** z = x ⋆ weights + bias, without the activation. A layer without an activation need not have it. */
  protected void biasedSumKernel(int batch, double[] x, double[] weights, double[] bias, double[] z,
      double[][] packed, double[][] scratch, Team team) {
    forwardKernel(batch, x, weights, bias, z, packed, scratch, team);
  }

  /** dx from dz, the gradient by the biased sum. */
  protected abstract void backwardDataKernel(int batch, double[] dz, double[] weights, double[] dx,
      double[][] packed, double[][] scratch, Team team);

  /** dWeights from dz, the gradient by the biased sum. */
  protected abstract void backwardWeightsKernel(int batch, double[] x, double[] dz, double[] dWeights,
      double[][] scratch, Team team);

  /** dBias from dz, the gradient by the biased sum. */
  protected abstract void backwardBiasKernel(int batch, double[] dz, double[] dBias, double[][] scratch, Team team);

  /**
   * Runs the parts {@code from..to} of a statement.
   *
   * @param statement its number in {@link Team#run}
   * @param values those of {@link Team#at}
   * @param tensors the arrays of the kernel's signature, from x or dz to the result; of packing, those of the kernel that it is for, or
   *     the weights alone
   * @param scratch those of the thread
   */
  protected void part(int statement, int from, int to, int[] values, double[][] tensors, double[][] packed,
      double[][] scratch) {
    throw new IllegalArgumentException("no statement " + statement);
  }
}
