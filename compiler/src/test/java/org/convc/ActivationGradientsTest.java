package org.convc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.convc.runtime.Activation;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.Workspace;
import org.convc.testing.Calls;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients through every activation against central differences, in double, for a convolution and a transposed one. */
class ActivationGradientsTest {

  private static final double STEP = 1e-6;
  private static final int BATCH = 2;

  @ParameterizedTest
  @EnumSource(Activation.Function.class)
  void convolution(Activation.Function function) {
    check(Calls.layer("conv Gradient { input 2 x 5 x 4; filters 4; kernel 3 x 2; stride 2 x 1; pad 1; groups 2; bias; "
        + activation(function) + "type double; }"));
  }

  @ParameterizedTest
  @EnumSource(Activation.Function.class)
  void transposed(Activation.Function function) {
    check(Calls.layer("transposed Gradient { input 2 x 3 x 2; filters 3; kernel 3; stride 2; pad 1; output_pad 1 x 0; bias; layout nhwc; "
        + activation(function) + "type double; }"));
  }

  private static String activation(Activation.Function function) {
    String parameters = switch (function) {
      case LEAKY_RELU -> "(0.125)";
      case ELU -> "(0.75)";
      case CLIP -> "(-0.5, 0.75)";
      default -> "";
    };
    return function == Activation.Function.IDENTITY ? "" : "activation " + function.word() + parameters + "; ";
  }

  /** The loss is Σ dy·y, so its gradient by y is dy. */
  private static void check(ConvLayer layer) {
    Random random = new Random(20261121L);
    double[] x = reals(random, layer.info().inputLength(BATCH));
    double[] w = reals(random, layer.info().weightsLength());
    double[] b = reals(random, layer.info().filters());
    double[] dy = reals(random, layer.info().outputLength(BATCH));
    Workspace training = layer.newTrainingWorkspace(BATCH);
    double[] y = new double[dy.length];
    layer.forward(BATCH, x, w, b, y, training);
    double[] dx = new double[x.length];
    double[] dw = new double[w.length];
    double[] db = new double[b.length];
    layer.backwardData(BATCH, dy, w, dx, training);
    layer.backwardWeights(BATCH, x, dy, dw, training);
    layer.backwardBias(BATCH, dy, db, training);

    Workspace plain = layer.newWorkspace(BATCH);
    DoubleSupplier loss = () -> {
      double[] out = new double[dy.length];
      layer.forward(BATCH, x, w, b, out, plain);
      double sum = 0;
      for (int i = 0; i < out.length; i++) {
        sum += out[i] * dy[i];
      }
      return sum;
    };
    compare("dx", x, dx, loss);
    compare("dw", w, dw, loss);
    compare("db", b, db, loss);
  }

  private static void compare(String name, double[] variables, double[] gradient, DoubleSupplier loss) {
    for (int i = 0; i < variables.length; i++) {
      double value = variables[i];
      variables[i] = value + STEP;
      double above = loss.getAsDouble();
      variables[i] = value - STEP;
      double below = loss.getAsDouble();
      variables[i] = value;
      assertEquals((above - below) / (2 * STEP), gradient[i], 1e-7, name + "[" + i + "]");
    }
  }

  private static double[] reals(Random random, int length) {
    return random.doubles(length, -1, 1).toArray();
  }
}
