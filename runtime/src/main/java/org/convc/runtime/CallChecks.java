package org.convc.runtime;

/**
 * Every check that {@link ConvLayer} promises, for both element types: arrays come as {@code Object} and are looked at for null, identity
 * and length only. Nothing is written and nothing is allocated unless a check fails.
 */
final class CallChecks {

  private final LayerInfo info;
  private final WorkspacePlan plan;
  private final Class<? extends Kernels> build;

  /**
   * @param build the class of the layer's kernels
   */
  CallChecks(WorkspacePlan plan, Class<? extends Kernels> build) {
    this.info = plan.info();
    this.plan = plan;
    this.build = build;
  }

  /** That a layer's class is of the type that its description says. */
  void ofType(ElementType type) {
    if (info.type() != type) {
      throw new IllegalArgumentException(info.name() + ": a layer of type " + type.word() + " described as of type "
          + info.type().word());
    }
  }

  void forward(int batch, Object x, Object weights, Object bias, Object y, Workspace workspace) {
    workspace(batch, workspace);
    data("x", info.input(), batch, x);
    weights("weights", weights);
    bias(bias);
    data("y", info.output(), batch, y);
    apart("y", y, "x", x);
    apart("y", y, "weights", weights);
    apart("y", y, "bias", bias);
  }

  void forward(int batch, Object x, PackedWeights weights, Object bias, Object y, Workspace workspace) {
    workspace(batch, workspace);
    data("x", info.input(), batch, x);
    packed("weights", weights);
    bias(bias);
    data("y", info.output(), batch, y);
    apart("y", y, "x", x);
    apart("y", y, "bias", bias);
  }

  void packWeights(Object weights) {
    weights("weights", weights);
  }

  void repackWeights(Object weights, PackedWeights packed) {
    weights("weights", weights);
    packed("packed", packed);
  }

  void backwardData(int batch, Object dy, Object weights, Object dx, Workspace workspace) {
    workspace(batch, workspace);
    data("dy", info.output(), batch, dy);
    weights("weights", weights);
    data("dx", info.input(), batch, dx);
    apart("dx", dx, "dy", dy);
    apart("dx", dx, "weights", weights);
    keepsSums("backwardData", workspace);
  }

  void backwardData(int batch, Object dy, PackedWeights weights, Object dx, Workspace workspace) {
    workspace(batch, workspace);
    data("dy", info.output(), batch, dy);
    packed("weights", weights);
    data("dx", info.input(), batch, dx);
    apart("dx", dx, "dy", dy);
    keepsSums("backwardData", workspace);
  }

  void backwardWeights(int batch, Object x, Object dy, Object dWeights, Workspace workspace) {
    workspace(batch, workspace);
    data("x", info.input(), batch, x);
    data("dy", info.output(), batch, dy);
    weights("dWeights", dWeights);
    apart("dWeights", dWeights, "x", x);
    apart("dWeights", dWeights, "dy", dy);
    keepsSums("backwardWeights", workspace);
  }

  void backwardBias(int batch, Object dy, Object dBias, Workspace workspace) {
    workspace(batch, workspace);
    data("dy", info.output(), batch, dy);
    perFilter("dBias", dBias);
    apart("dBias", dBias, "dy", dy);
    keepsSums("backwardBias", workspace);
  }

  /** To be asked by the call that holds the workspace. */
  void sumsOf(int batch, String method, Workspace workspace) {
    int kept = workspace.batch();
    if (kept == batch) {
      return;
    }
    String found = kept == 0
        ? "no forward call has been completed in this workspace"
        : "the most recent forward call in this workspace was on " + Text.count(kept, "item");
    throw new IllegalStateException(method + " of " + Text.count(batch, "item") + " takes the derivative of "
        + info.activation() + " at the biased sums of a forward call on the same batch, but " + found);
  }

  IllegalArgumentException wrongType(ElementType arrays) {
    return new IllegalArgumentException("layer " + info.name() + " is of type " + info.type().word() + ": expected "
        + info.type().word() + "[] arrays, got " + arrays.word() + "[]");
  }

  private void workspace(int batch, Workspace workspace) {
    if (workspace == null) {
      throw new NullPointerException("workspace: expected one of " + info.name() + ", got null");
    }
    if (!plan.serves(workspace.plan())) {
      throw new IllegalArgumentException("workspace: " + foreign(workspace.plan()));
    }
    if (batch < 1 || batch > workspace.capacity()) {
      throw new IllegalArgumentException(
          "batch: expected 1 to " + workspace.capacity() + ", the capacity of the workspace, got " + batch);
    }
  }

  private String foreign(WorkspacePlan other) {
    if (!info.equals(other.info())) {
      return "expected one of the layer " + info + ", got one of the layer " + other.info();
    }
    return "expected one of this build of " + info.name() + " with scratch arrays of " + plan.arrays()
        + " elements, got one of another build with " + other.arrays();
  }

  private void packed(String name, PackedWeights packed) {
    if (packed == null) {
      throw new NullPointerException(name + ": expected packed weights of " + info.name() + ", got null");
    }
    if (!info.equals(packed.layer())) {
      throw new IllegalArgumentException(
          name + ": expected packed weights of the layer " + info + ", got those of the layer " + packed.layer());
    }
    if (!packed.serves(build)) {
      throw new IllegalArgumentException(
          name + ": expected weights packed by this build of " + info.name() + ", got those of another build");
    }
  }

  private void keepsSums(String method, Workspace workspace) {
    if (info.hasActivation() && !workspace.training()) {
      throw new IllegalStateException(method + " takes the derivative of " + info.activation()
          + " at the biased sums: expected a workspace from newTrainingWorkspace that has run forward, "
          + "got one from newWorkspace");
    }
  }

  private void data(String name, Shape item, int batch, Object array) {
    int expected = LayerInfo.length(item, batch);
    if (array == null || length(array) != expected) {
      throw misfit(name, batch + " * (" + item + ") = " + expected, array);
    }
  }

  private void weights(String name, Object array) {
    int expected = info.weights().elements();
    if (array == null || length(array) != expected) {
      throw misfit(name, info.weights() + " = " + expected, array);
    }
  }

  private void bias(Object array) {
    if (info.bias()) {
      perFilter("bias", array);
    } else if (array != null) {
      throw new IllegalArgumentException(
          "bias: expected null, as " + info.name() + " has no bias, got " + length(array) + " " + numbers());
    }
  }

  private void perFilter(String name, Object array) {
    int expected = info.filters();
    if (array == null || length(array) != expected) {
      throw misfit(name, "one per filter = " + expected, array);
    }
  }

  private static void apart(String resultName, Object result, String argumentName, Object argument) {
    if (result == argument) {
      throw new IllegalArgumentException(
          resultName + ": expected an array of its own for the result, got the array that is also " + argumentName);
    }
  }

  private RuntimeException misfit(String name, String expected, Object array) {
    String start = name + ": expected " + expected + " " + numbers() + ", got ";
    return array == null
        ? new NullPointerException(start + "null")
        : new IllegalArgumentException(start + length(array));
  }

  /** {@code floats}. */
  private String numbers() {
    return info.type().word() + "s";
  }

  private static int length(Object array) {
    return array instanceof float[] ? ((float[]) array).length : ((double[]) array).length;
  }
}
