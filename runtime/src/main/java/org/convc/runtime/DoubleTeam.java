package org.convc.runtime;

import java.util.Arrays;
import java.util.concurrent.Executor;

/** The threads of a workspace for layers of type double, with what they need of the current call. */
final class DoubleTeam extends Team {

  private final double[][] tensors = new double[4][];
  private final double[][][] scratch;
  private double[][] packed;
  private DoubleKernels kernels;

  /**
   * @param scratch the scratch arrays that each thread sees, the caller's first
   */
  DoubleTeam(Executor executor, double[][][] scratch) {
    super(executor, scratch.length);
    this.scratch = scratch;
  }

  /** Says what the statements of the next kernels work on. */
  DoubleTeam on(DoubleKernels kernels, double[][] packed, double[] a, double[] b, double[] c, double[] d) {
    this.kernels = kernels;
    this.packed = packed;
    tensors[0] = a;
    tensors[1] = b;
    tensors[2] = c;
    tensors[3] = d;
    return this;
  }

  @Override
  void forget() {
    Arrays.fill(tensors, null);
    packed = null;
    kernels = null;
  }

  @Override
  void range(int statement, int from, int to, int[] values, int thread) {
    kernels.part(statement, from, to, values, tensors, packed, scratch[thread]);
  }
}
