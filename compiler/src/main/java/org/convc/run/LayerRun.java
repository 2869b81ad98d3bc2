package org.convc.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.ElementType;
import org.convc.runtime.LayerInfo;
import org.convc.runtime.Workspace;
import org.convc.runtime.npy.Tensor;

/** Calls a layer once for each pass, on tensors that fit it and are of its type. */
public final class LayerRun {

  private final ConvLayer layer;
  private final LayerInfo info;
  private final Map<Operand, Tensor> operands;

  /** 0 for one item without an axis for the batch. */
  private final int batch;

  /**
   * @param operands what the passes need, checked by their slots
   * @throws IllegalArgumentException if the operands are not of the same batch
   */
  public LayerRun(ConvLayer layer, Map<Operand, Tensor> operands) {
    this.layer = layer;
    this.info = layer.info();
    this.operands = new EnumMap<>(operands);
    this.batch = batch();
  }

  /** The results in the order of the passes. */
  public Map<Pass, Tensor> run(List<Pass> passes, int threads) {
    if (threads == 1) {
      return run(passes, training(passes) ? layer.newTrainingWorkspace(items()) : layer.newWorkspace(items()));
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads - 1);
    try {
      return run(
          passes,
          training(passes) ? layer.newTrainingWorkspace(items(), pool, threads) : layer.newWorkspace(items(), pool, threads));
    } finally {
      pool.shutdown();
    }
  }

  private Map<Pass, Tensor> run(List<Pass> passes, Workspace workspace) {
    Map<Pass, Tensor> results = new EnumMap<>(Pass.class);
    if (training(passes)) {
      // The gradients are taken at the sums of this call.
      results.put(Pass.FORWARD, call(Pass.FORWARD, workspace));
    }
    for (Pass pass : passes) {
      results.computeIfAbsent(pass, p -> call(p, workspace));
    }
    results.keySet().retainAll(passes);
    return results;
  }

  private boolean training(List<Pass> passes) {
    return info.hasActivation() && passes.stream().anyMatch(pass -> pass != Pass.FORWARD);
  }

  private Tensor call(Pass pass, Workspace workspace) {
    Tensor result = Tensor.zeros(info.type(), pass.shape(info, batch));
    if (info.type() == ElementType.FLOAT) {
      call(pass, result.floats(), workspace);
    } else {
      call(pass, result.doubles(), workspace);
    }
    return result;
  }

  private void call(Pass pass, float[] result, Workspace workspace) {
    switch (pass) {
      case FORWARD:
        layer.forward(items(), floats(Operand.INPUT), floats(Operand.WEIGHTS), floats(Operand.BIAS), result, workspace);
        break;
      case BACKWARD_DATA:
        layer.backwardData(items(), floats(Operand.DY), floats(Operand.WEIGHTS), result, workspace);
        break;
      case BACKWARD_WEIGHTS:
        layer.backwardWeights(items(), floats(Operand.INPUT), floats(Operand.DY), result, workspace);
        break;
      default:
        layer.backwardBias(items(), floats(Operand.DY), result, workspace);
    }
  }

  private void call(Pass pass, double[] result, Workspace workspace) {
    switch (pass) {
      case FORWARD:
        layer.forward(items(), doubles(Operand.INPUT), doubles(Operand.WEIGHTS), doubles(Operand.BIAS), result, workspace);
        break;
      case BACKWARD_DATA:
        layer.backwardData(items(), doubles(Operand.DY), doubles(Operand.WEIGHTS), result, workspace);
        break;
      case BACKWARD_WEIGHTS:
        layer.backwardWeights(items(), doubles(Operand.INPUT), doubles(Operand.DY), result, workspace);
        break;
      default:
        layer.backwardBias(items(), doubles(Operand.DY), result, workspace);
    }
  }

  private float[] floats(Operand operand) {
    return operands.containsKey(operand) ? operands.get(operand).floats() : null;
  }

  private double[] doubles(Operand operand) {
    return operands.containsKey(operand) ? operands.get(operand).doubles() : null;
  }

  private int items() {
    return Math.max(1, batch);
  }

  private int batch() {
    Tensor x = operands.get(Operand.INPUT);
    Tensor dy = operands.get(Operand.DY);
    int ofX = x == null ? -1 : Operand.INPUT.slot(info).batch(x);
    int ofDy = dy == null ? -1 : Operand.DY.slot(info).batch(dy);
    if (x != null && dy != null && ofX != ofDy) {
      throw new IllegalArgumentException(
          "the input is " + Tensor.text(x.shape()) + " and dy " + Tensor.text(dy.shape()) + ": not of the same batch");
    }
    return Math.max(ofX, ofDy);
  }
}
