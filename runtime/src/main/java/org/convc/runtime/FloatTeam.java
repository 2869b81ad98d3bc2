package org.convc.runtime;

import java.util.Arrays;
import java.util.concurrent.Executor;

/** The threads of a workspace for layers of type float, with what they need of the current call. */
final class FloatTeam extends Team {

  /** Statements that are not of the kernels. */
  private static final int APPLY = -1;

  private static final int BACKWARD = -2;

  private final float[][] tensors = new float[4][];
  private final float[][][] scratch;
  private float[][] packed;
  private FloatKernels kernels;
  private Activation activation;

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
    activation = null;
  }

  /** y = activation(z), on as many elements as y has. */
  void apply(Activation function, float[] z, float[] y) {
    activation = function;
    on(null, null, z, y, null, null).run(APPLY, blocks(y.length));
  }

  /** dz = dy * activation'(z), on as many elements as dy has. */
  void backward(Activation function, float[] z, float[] dy, float[] dz) {
    activation = function;
    on(null, null, z, dy, dz, null).run(BACKWARD, blocks(dy.length));
  }

  @Override
  void range(int statement, int from, int to, int[] values, int thread) {
    if (statement >= 0) {
      kernels.part(statement, from, to, values, tensors, packed, scratch[thread]);
      return;
    }
    int first = from * BLOCK;
    int last = (int) Math.min((long) to * BLOCK, tensors[1].length);
    if (statement == APPLY) {
      activation.applyRange(tensors[0], tensors[1], first, last);
    } else {
      activation.backwardRange(tensors[0], tensors[1], tensors[2], first, last);
    }
  }
}
