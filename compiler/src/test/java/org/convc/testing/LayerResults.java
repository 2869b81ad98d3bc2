package org.convc.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convc.ir.Buffer;
import org.convc.ir.Interpreter;
import org.convc.ir.Kernel;
import org.convc.model.KernelKind;
import org.convc.model.Layer;
import org.convc.runtime.Activation;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.ElementType;
import org.convc.runtime.PackedWeights;
import org.convc.runtime.Workspace;
import org.convc.schedule.Scheduled;

/**
 * What all kernels of one layer make of the same arguments.
 *
 * @param trained y as a training workspace computes it, by way of the biased sum
 */
public record LayerResults(double[] y, double[] trained, double[] dx, double[] dw, double[] db) {

  /** Runs the kernels as a program calls them, in new workspaces. */
  public static LayerResults run(ConvLayer layer, LayerData data) {
    return run(layer, data, layer.newWorkspace(data.batch()), layer.newTrainingWorkspace(data.batch()));
  }

  /**
   * Runs the kernels in given workspaces. Results and scratch memory are NaN before each call, so that whatever a kernel reads and did not
   * write shows.
   */
  public static LayerResults run(ConvLayer layer, LayerData data, Workspace plain, Workspace training) {
    return layer.info().type() == ElementType.FLOAT
        ? floats(layer, data, null, plain, training)
        : doubles(layer, data, null, plain, training);
  }

  /** Runs the kernels with packed weights, which held other numbers before. */
  public static LayerResults runPacked(ConvLayer layer, LayerData data) {
    Workspace plain = layer.newWorkspace(data.batch());
    Workspace training = layer.newTrainingWorkspace(data.batch());
    double[] other = Numbers.nan(new double[data.w().length]);
    if (layer.info().type() == ElementType.FLOAT) {
      PackedWeights packed = layer.packWeights(Numbers.floats(other));
      layer.repackWeights(Numbers.floats(data.w()), packed);
      return floats(layer, data, packed, plain, training);
    }
    PackedWeights packed = layer.packWeights(other);
    layer.repackWeights(data.w(), packed);
    return doubles(layer, data, packed, plain, training);
  }

  /**
   * @param packed null for calls with the weights themselves
   */
  private static LayerResults floats(
      ConvLayer layer, LayerData data, PackedWeights packed, Workspace plain, Workspace training) {
    float[] x = Numbers.floats(data.x());
    float[] w = Numbers.floats(data.w());
    float[] b = data.b() == null ? null : Numbers.floats(data.b());
    float[] dy = Numbers.floats(data.dy());
    float[] y = Numbers.nan(new float[dy.length]);
    float[] trained = Numbers.nan(new float[dy.length]);
    float[] dx = Numbers.nan(new float[x.length]);
    float[] dw = Numbers.nan(new float[w.length]);
    float[] db = Numbers.nan(new float[layer.info().filters()]);
    Scratch.fill(plain);
    if (packed == null) {
      layer.forward(data.batch(), x, w, b, y, plain);
      Scratch.fill(training);
      layer.forward(data.batch(), x, w, b, trained, training);
      Scratch.fill(training);
      layer.backwardData(data.batch(), dy, w, dx, training);
    } else {
      layer.forward(data.batch(), x, packed, b, y, plain);
      Scratch.fill(training);
      layer.forward(data.batch(), x, packed, b, trained, training);
      Scratch.fill(training);
      layer.backwardData(data.batch(), dy, packed, dx, training);
    }
    Scratch.fill(training);
    layer.backwardWeights(data.batch(), x, dy, dw, training);
    Scratch.fill(training);
    layer.backwardBias(data.batch(), dy, db, training);
    return new LayerResults(
        Numbers.doubles(y), Numbers.doubles(trained), Numbers.doubles(dx), Numbers.doubles(dw), Numbers.doubles(db));
  }

  private static LayerResults doubles(
      ConvLayer layer, LayerData data, PackedWeights packed, Workspace plain, Workspace training) {
    double[] y = Numbers.nan(new double[data.dy().length]);
    double[] trained = Numbers.nan(new double[data.dy().length]);
    double[] dx = Numbers.nan(new double[data.x().length]);
    double[] dw = Numbers.nan(new double[data.w().length]);
    double[] db = Numbers.nan(new double[layer.info().filters()]);
    Scratch.fill(plain);
    if (packed == null) {
      layer.forward(data.batch(), data.x(), data.w(), data.b(), y, plain);
      Scratch.fill(training);
      layer.forward(data.batch(), data.x(), data.w(), data.b(), trained, training);
      Scratch.fill(training);
      layer.backwardData(data.batch(), data.dy(), data.w(), dx, training);
    } else {
      layer.forward(data.batch(), data.x(), packed, data.b(), y, plain);
      Scratch.fill(training);
      layer.forward(data.batch(), data.x(), packed, data.b(), trained, training);
      Scratch.fill(training);
      layer.backwardData(data.batch(), data.dy(), packed, dx, training);
    }
    Scratch.fill(training);
    layer.backwardWeights(data.batch(), data.x(), data.dy(), dw, training);
    Scratch.fill(training);
    layer.backwardBias(data.batch(), data.dy(), db, training);
    return new LayerResults(y, trained, dx, dw, db);
  }

  /** What the reference loop makes of the arguments. */
  public static LayerResults reference(Layer layer, LayerData data) {
    double[] z = ReferenceLoop.biasedSum(layer, data.batch(), data.x(), data.w(), data.b());
    double[] y = z.clone();
    double[] dz = data.dy().clone();
    for (int i = 0; i < z.length; i++) {
      boolean isFloat = layer.type() == ElementType.FLOAT;
      y[i] = isFloat ? layer.activation().apply((float) z[i]) : layer.activation().apply(z[i]);
      dz[i] *= isFloat ? layer.activation().derivative((float) z[i]) : layer.activation().derivative(z[i]);
    }
    return new LayerResults(
        y,
        y,
        ReferenceLoop.backwardData(layer, data.batch(), dz, data.w()),
        ReferenceLoop.backwardWeights(layer, data.batch(), data.x(), dz),
        ReferenceLoop.backwardBias(layer, dz));
  }

  /** What the interpreter makes of the arguments, with the kernels that are emitted. */
  public static LayerResults interpreted(Layer layer, Map<KernelKind, Scheduled> kernels, LayerData data) {
    double[] y = interpret(kernels.get(KernelKind.FORWARD).kernel(), data.batch(), forward(data));
    double[] trained = y;
    double[] dz = data.dy().clone();
    if (kernels.containsKey(KernelKind.BIASED_SUM)) {
      double[] z = interpret(kernels.get(KernelKind.BIASED_SUM).kernel(), data.batch(), forward(data));
      trained = new double[z.length];
      for (int i = 0; i < z.length; i++) {
        boolean isFloat = layer.type() == ElementType.FLOAT;
        Activation activation = layer.activation();
        trained[i] = isFloat ? activation.apply((float) z[i]) : activation.apply(z[i]);
        dz[i] = isFloat ? (float) dz[i] * activation.derivative((float) z[i]) : dz[i] * activation.derivative(z[i]);
      }
    }
    return new LayerResults(
        y,
        trained,
        interpret(kernels.get(KernelKind.BACKWARD_DATA).kernel(), data.batch(), List.of(dz, data.w())),
        interpret(kernels.get(KernelKind.BACKWARD_WEIGHTS).kernel(), data.batch(), List.of(data.x(), dz)),
        interpret(kernels.get(KernelKind.BACKWARD_BIAS).kernel(), data.batch(), List.of(dz)));
  }

  private static List<double[]> forward(LayerData data) {
    return data.b() == null ? List.of(data.x(), data.w()) : List.of(data.x(), data.w(), data.b());
  }

  /** The result of a kernel, which is its last argument. */
  private static double[] interpret(Kernel kernel, int batch, List<double[]> inputs) {
    Map<String, double[]> arguments = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      arguments.put(kernel.arguments().get(i).name(), inputs.get(i));
    }
    Buffer result = kernel.arguments().get(inputs.size());
    double[] values = Numbers.nan(new double[result.elements() * (result.batched() ? batch : 1)]);
    arguments.put(result.name(), values);
    Interpreter.run(kernel, batch, arguments);
    return values;
  }

  /** A number that differs wherever a bit does, but for chance. */
  public long hash() {
    long hash = 0;
    for (double[] part : List.of(y, trained, dx, dw, db)) {
      for (double value : part) {
        hash = RandomLayers.mix(hash, Double.doubleToRawLongBits(value));
      }
    }
    return hash;
  }

  /** The first bit in which these results are not {@code expected}; empty where there is none. */
  public Optional<String> difference(LayerResults expected) {
    return Numbers.difference("y", expected.y, y)
        .or(() -> Numbers.difference("y by way of the biased sum", expected.trained, trained))
        .or(() -> Numbers.difference("dx", expected.dx, dx))
        .or(() -> Numbers.difference("dw", expected.dw, dw))
        .or(() -> Numbers.difference("db", expected.db, db));
  }

  /** How many of the numbers are not zero. */
  public long nonZeros() {
    return Numbers.nonZeros(y) + Numbers.nonZeros(dx) + Numbers.nonZeros(dw) + Numbers.nonZeros(db);
  }

  /** How many numbers there are. */
  public long size() {
    return (long) y.length + dx.length + dw.length + db.length;
  }
}
