package org.convc.runtime;

import java.util.Objects;

/**
 * What all layers of type float have in common; generated classes extend it. It makes every check that {@link ConvLayer} promises and
 * applies the derivative of the activation, so that a kernel sees arrays that fit and no activation but the one fused into
 * {@link #forwardKernel}.
 *
 * <p>In the kernels, data tensors hold the first {@code batch} items of an array that may be longer. A scratch array is zero in a new
 * workspace, afterwards as the layer's last kernel in that workspace left it.
 */
public abstract class FloatConvLayer implements ConvLayer {

  private final LayerInfo info;
  private final WorkspacePlan plan;
  private final CallChecks checks;

  /**
   * @param scratchLengths the number of elements of each scratch array that the kernels use
   * @throws IllegalArgumentException if the layer is not of type float, or a length is negative
   */
  protected FloatConvLayer(LayerInfo info, int... scratchLengths) {
    this.info = Objects.requireNonNull(info, "info");
    this.plan = new WorkspacePlan(info, scratchLengths);
    this.checks = new CallChecks(plan);
    checks.ofType(ElementType.FLOAT);
  }

  /** y = activation(x ⋆ weights + bias). */
  protected abstract void forwardKernel(int batch, float[] x, float[] weights, float[] bias, float[] y,
      float[][] scratch);

  /** z = x ⋆ weights + bias, without the activation. A layer without an activation need not have it. */
  protected void biasedSumKernel(int batch, float[] x, float[] weights, float[] bias, float[] z, float[][] scratch) {
    forwardKernel(batch, x, weights, bias, z, scratch);
  }

  /** dx from dz, the gradient by the biased sum. */
  protected abstract void backwardDataKernel(int batch, float[] dz, float[] weights, float[] dx, float[][] scratch);

  /** dWeights from dz, the gradient by the biased sum. */
  protected abstract void backwardWeightsKernel(int batch, float[] x, float[] dz, float[] dWeights, float[][] scratch);

  /** dBias from dz, the gradient by the biased sum. */
  protected abstract void backwardBiasKernel(int batch, float[] dz, float[] dBias, float[][] scratch);

  @Override
  public final LayerInfo info() {
    return info;
  }

  @Override
  public final Workspace newWorkspace(int maxBatch) {
    return plan.allocate(maxBatch, false);
  }

  @Override
  public final Workspace newTrainingWorkspace(int maxBatch) {
    return plan.allocate(maxBatch, true);
  }

  @Override
  public final void forward(int batch, float[] x, float[] weights, float[] bias, float[] y, Workspace workspace) {
    checks.forward(batch, x, weights, bias, y, workspace);
    workspace.acquire();
    try {
      float[][] scratch = workspace.floats.scratch();
      float[] z = workspace.floats.z();
      if (z == null) {
        forwardKernel(batch, x, weights, bias, y, scratch);
      } else {
        workspace.keeps(0);
        biasedSumKernel(batch, x, weights, bias, z, scratch);
        workspace.keeps(batch);
        info.activation().apply(z, y, y.length);
      }
    } finally {
      workspace.release();
    }
  }

  @Override
  public final void backwardData(int batch, float[] dy, float[] weights, float[] dx, Workspace workspace) {
    checks.backwardData(batch, dy, weights, dx, workspace);
    workspace.acquire();
    try {
      backwardDataKernel(batch, dz("backwardData", batch, dy, workspace), weights, dx, workspace.floats.scratch());
    } finally {
      workspace.release();
    }
  }

  @Override
  public final void backwardWeights(int batch, float[] x, float[] dy, float[] dWeights, Workspace workspace) {
    checks.backwardWeights(batch, x, dy, dWeights, workspace);
    workspace.acquire();
    try {
      backwardWeightsKernel(batch, x, dz("backwardWeights", batch, dy, workspace), dWeights,
          workspace.floats.scratch());
    } finally {
      workspace.release();
    }
  }

  @Override
  public final void backwardBias(int batch, float[] dy, float[] dBias, Workspace workspace) {
    checks.backwardBias(batch, dy, dBias, workspace);
    workspace.acquire();
    try {
      backwardBiasKernel(batch, dz("backwardBias", batch, dy, workspace), dBias, workspace.floats.scratch());
    } finally {
      workspace.release();
    }
  }

  @Override
  public final void forward(int batch, double[] x, double[] weights, double[] bias, double[] y, Workspace workspace) {
    throw checks.wrongType(ElementType.DOUBLE);
  }

  @Override
  public final void backwardData(int batch, double[] dy, double[] weights, double[] dx, Workspace workspace) {
    throw checks.wrongType(ElementType.DOUBLE);
  }

  @Override
  public final void backwardWeights(int batch, double[] x, double[] dy, double[] dWeights, Workspace workspace) {
    throw checks.wrongType(ElementType.DOUBLE);
  }

  @Override
  public final void backwardBias(int batch, double[] dy, double[] dBias, Workspace workspace) {
    throw checks.wrongType(ElementType.DOUBLE);
  }

  /** What {@link #info()} says. */
  @Override
  public String toString() {
    return info.toString();
  }

  /** The gradient by the biased sum: dy itself without an activation, else dy * activation'(z) in the workspace. */
  private float[] dz(String method, int batch, float[] dy, Workspace workspace) {
    if (!info.hasActivation()) {
      return dy;
    }
    checks.sumsOf(batch, method, workspace);
    float[] dz = workspace.floats.dz();
    info.activation().backward(workspace.floats.z(), dy, dz, dy.length);
    return dz;
  }
}
