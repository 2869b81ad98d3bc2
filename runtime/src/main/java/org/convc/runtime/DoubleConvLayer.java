package org.convc.runtime;

import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * What all layers of type double have in common; generated classes extend it. It makes every check that {@link
 * ConvLayer} promises, packs weights and applies the derivative of the activation around its kernels.
 */
public abstract class DoubleConvLayer implements ConvLayer {

  private final LayerInfo info;
  private final DoubleKernels kernels;
  private final WorkspacePlan plan;
  private final CallChecks checks;

  /**
   * @throws IllegalArgumentException if the layer is not of type double
   */
  protected DoubleConvLayer(LayerInfo info, DoubleKernels kernels) {
    this.info = Objects.requireNonNull(info, "info");
    this.kernels = Objects.requireNonNull(kernels, "kernels");
    this.plan = new WorkspacePlan(info, kernels.memory());
    this.checks = new CallChecks(plan, kernels.getClass());
    checks.ofType(ElementType.DOUBLE);
  }

  @Override
  public final LayerInfo info() {
    return info;
  }

  @Override
  public final String kernels() {
    return kernels.toString();
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
  public final Workspace newWorkspace(int maxBatch, Executor executor, int threads) {
    return plan.allocate(maxBatch, false, executor, threads);
  }

  @Override
  public final Workspace newTrainingWorkspace(int maxBatch, Executor executor, int threads) {
    return plan.allocate(maxBatch, true, executor, threads);
  }

  @Override
  public final PackedWeights packWeights(double[] weights) {
    checks.packWeights(weights);
    PackedWeights.Doubles arrays = PackedWeights.doubles(info, kernels.memory());
    pack(weights, arrays);
    return new PackedWeights(info, kernels, arrays);
  }

  @Override
  public final void repackWeights(double[] weights, PackedWeights packed) {
    checks.repackWeights(weights, packed);
    pack(weights, packed.doubles);
  }

  private void pack(double[] weights, PackedWeights.Doubles arrays) {
    kernels.packForward(weights, arrays.forward(), null);
    kernels.packBackwardData(weights, arrays.backwardData(), null);
    if (arrays.weights() != null) {
      System.arraycopy(weights, 0, arrays.weights(), 0, weights.length);
    }
  }

  @Override
  public final void forward(int batch, double[] x, double[] weights, double[] bias, double[] y, Workspace workspace) {
    checks.forward(batch, x, weights, bias, y, workspace);
    workspace.acquire();
    try {
      double[][] packed = workspace.doubles.packed();
      kernels.packForward(weights, packed, team(workspace, packed, x, weights, bias, y));
      forward(batch, x, weights, packed, bias, y, workspace);
    } finally {
      workspace.release();
    }
  }

  @Override
  public final void forward(int batch, double[] x, PackedWeights weights, double[] bias, double[] y,
      Workspace workspace) {
    checks.forward(batch, x, weights, bias, y, workspace);
    workspace.acquire();
    try {
      forward(batch, x, weights.doubles.weights(), weights.doubles.forward(), bias, y, workspace);
    } finally {
      workspace.release();
    }
  }

  private void forward(int batch, double[] x, double[] weights, double[][] packed, double[] bias, double[] y,
      Workspace workspace) {
    double[][] scratch = workspace.doubles.scratch();
    double[] z = workspace.doubles.z();
    if (z == null) {
      Team team = team(workspace, packed, x, weights, bias, y);
      kernels.forwardKernel(batch, x, weights, bias, y, packed, scratch, team);
    } else {
      workspace.keeps(0);
      Team team = team(workspace, packed, x, weights, bias, z);
      kernels.biasedSumKernel(batch, x, weights, bias, z, packed, scratch, team);
      workspace.keeps(batch);
      activate(workspace.doubles.team(), z, y);
    }
  }

  @Override
  public final void backwardData(int batch, double[] dy, double[] weights, double[] dx, Workspace workspace) {
    checks.backwardData(batch, dy, weights, dx, workspace);
    workspace.acquire();
    try {
      double[] dz = dz("backwardData", batch, dy, workspace);
      double[][] packed = workspace.doubles.packed();
      Team team = team(workspace, packed, dz, weights, dx, null);
      kernels.packBackwardData(weights, packed, team);
      kernels.backwardDataKernel(batch, dz, weights, dx, packed, workspace.doubles.scratch(), team);
    } finally {
      workspace.release();
    }
  }

  @Override
  public final void backwardData(int batch, double[] dy, PackedWeights weights, double[] dx, Workspace workspace) {
    checks.backwardData(batch, dy, weights, dx, workspace);
    workspace.acquire();
    try {
      double[] dz = dz("backwardData", batch, dy, workspace);
      double[] plain = weights.doubles.weights();
      double[][] packed = weights.doubles.backwardData();
      Team team = team(workspace, packed, dz, plain, dx, null);
      kernels.backwardDataKernel(batch, dz, plain, dx, packed, workspace.doubles.scratch(), team);
    } finally {
      workspace.release();
    }
  }

  @Override
  public final void backwardWeights(int batch, double[] x, double[] dy, double[] dWeights, Workspace workspace) {
    checks.backwardWeights(batch, x, dy, dWeights, workspace);
    workspace.acquire();
    try {
      double[] dz = dz("backwardWeights", batch, dy, workspace);
      Team team = team(workspace, null, x, dz, dWeights, null);
      kernels.backwardWeightsKernel(batch, x, dz, dWeights, workspace.doubles.scratch(), team);
    } finally {
      workspace.release();
    }
  }

  @Override
  public final void backwardBias(int batch, double[] dy, double[] dBias, Workspace workspace) {
    checks.backwardBias(batch, dy, dBias, workspace);
    workspace.acquire();
    try {
      double[] dz = dz("backwardBias", batch, dy, workspace);
      Team team = team(workspace, null, dz, dBias, null, null);
      kernels.backwardBiasKernel(batch, dz, dBias, workspace.doubles.scratch(), team);
    } finally {
      workspace.release();
    }
  }

  private void activate(DoubleTeam team, double[] z, double[] y) {
    if (team == null) {
      info.activation().apply(z, y, y.length);
    } else {
      team.apply(info.activation(), z, y);
    }
  }

  /** The threads of a workspace, told what the call works on; null if the caller's thread is alone. */
  private Team team(Workspace workspace, double[][] packed, double[] a, double[] b, double[] c, double[] d) {
    DoubleTeam team = workspace.doubles.team();
    return team == null ? null : team.on(kernels, packed, a, b, c, d);
  }

  @Override
  public final PackedWeights packWeights(float[] weights) {
    throw checks.wrongType(ElementType.FLOAT);
  }

  @Override
  public final void repackWeights(float[] weights, PackedWeights packed) {
    throw checks.wrongType(ElementType.FLOAT);
  }

  @Override
  public final void forward(int batch, float[] x, PackedWeights weights, float[] bias, float[] y,
      Workspace workspace) {
    throw checks.wrongType(ElementType.FLOAT);
  }

  @Override
  public final void backwardData(int batch, float[] dy, PackedWeights weights, float[] dx, Workspace workspace) {
    throw checks.wrongType(ElementType.FLOAT);
  }

  @Override
  public final void forward(int batch, float[] x, float[] weights, float[] bias, float[] y, Workspace workspace) {
    throw checks.wrongType(ElementType.FLOAT);
  }

  @Override
  public final void backwardData(int batch, float[] dy, float[] weights, float[] dx, Workspace workspace) {
    throw checks.wrongType(ElementType.FLOAT);
  }

  @Override
  public final void backwardWeights(int batch, float[] x, float[] dy, float[] dWeights, Workspace workspace) {
    throw checks.wrongType(ElementType.FLOAT);
  }

  @Override
  public final void backwardBias(int batch, float[] dy, float[] dBias, Workspace workspace) {
    throw checks.wrongType(ElementType.FLOAT);
  }

  /** What {@link #info()} says. */
  @Override
  public String toString() {
    return info.toString();
  }

  /** The gradient by the biased sum: dy itself without an activation, else dy * activation'(z) in the workspace. */
  private double[] dz(String method, int batch, double[] dy, Workspace workspace) {
    if (!info.hasActivation()) {
      return dy;
    }
    checks.sumsOf(batch, method, workspace);
    double[] dz = workspace.doubles.dz();
    double[] z = workspace.doubles.z();
    DoubleTeam team = workspace.doubles.team();
    if (team == null) {
      info.activation().backward(z, dy, dz, dy.length);
    } else {
      team.backward(info.activation(), z, dy, dz);
    }
    return dz;
  }
}
