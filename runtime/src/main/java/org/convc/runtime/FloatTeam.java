package org.convc.runtime;

import java.util.Arrays;
import java.util.concurrent.Executor;

/** The threads of a workspace for layers of type float, with what they need of the current call. */
final class FloatTeam extends Team {

  private final float[][] tensors = new float[4][];
  private final float[][][] scratch;
  private float[][] packed;
  private FloatKernels kernels;

  /**
   * @param scratch the scratch arrays that each thread sees, the caller's first
   */
  FloatTeam(Executor executor, float[][][] scratch) {
    super(executor, scratch.length);
    this.scratch = scratch;
  }

  /** Says what the statements of the next kernels work on. */
  FloatTeam on(FloatKernels kernels, float[][] packed, float[] a, float[] b, float[] c, float[] d) {
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
