package org.convc.runtime;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * A function applied to each biased sum. What the functions are is written at {@link Activations}, which values their derivatives take at
 * kinks at {@link ActivationDerivatives}; these methods give the same bits. On floats, the parameters are first rounded to float. No
 * method that takes numbers allocates.
 *
 * @param a first parameter: the slope of leaky relu, alpha of elu, the lower bound of clip; else 0
 * @param b second parameter: the upper bound of clip; else 0
 */
public record Activation(Function function, double a, double b) {

  /** No activation: the biased sum is the output. */
  public static final Activation NONE = new Activation(Function.IDENTITY, 0, 0);

  /**
   * @throws IllegalArgumentException if a parameter is not finite, a parameter that the function does not take is not 0, or the lower bound
   *     of clip is not below the upper one
   */
  public Activation {
    Objects.requireNonNull(function, "function");
    if (!Double.isFinite(a) || !Double.isFinite(b)) {
      throw new IllegalArgumentException(function.word() + ": expected finite parameters, got " + a + " and " + b);
    }
    if ((function.parameters() < 1 && a != 0) || (function.parameters() < 2 && b != 0)) {
      throw new IllegalArgumentException(
          function.word() + " takes " + Text.count(function.parameters(), "parameter") + ", the others must be 0, got "
          + a + " and " + b);
    }
    if (function == Function.CLIP && a >= b) {
      throw new IllegalArgumentException(
          "clip: expected a lower bound below the upper bound, got " + Text.number(a) + " and " + Text.number(b));
    }
    // Without negative zeros, equal parameters are equal in every sense and print alike.
    a += 0d;
    b += 0d;
  }

  /**
   * The function with its parameters in the order of the language: {@code of(LEAKY_RELU, 0.01)}, {@code of(CLIP, 0, 6)}.
   *
   * @throws IllegalArgumentException if their number is not the function's, or as the constructor
   */
  public static Activation of(Function function, double... parameters) {
    if (parameters.length != function.parameters()) {
      throw new IllegalArgumentException(function.word() + " takes " + Text.count(function.parameters(), "parameter")
          + ", got " + (parameters.length == 0 ? "none" : Arrays.toString(parameters)));
    }
    double a = parameters.length > 0 ? parameters[0] : 0;
    double b = parameters.length > 1 ? parameters[1] : 0;
    return new Activation(function, a, b);
  }

  /** The function at z. */
  public float apply(float z) {
    return FloatActivation.apply(function, z, (float) a, (float) b);
  }

  /** The function at z. */
  public double apply(double z) {
    return DoubleActivation.apply(function, z, a, b);
  }

  /** The derivative of the function at z. */
  public float derivative(float z) {
    return FloatActivation.derivative(function, z, (float) a, (float) b);
  }

  /** The derivative of the function at z. */
  public double derivative(double z) {
    return DoubleActivation.derivative(function, z, a, b);
  }

  /**
   * y = function(z), on the first {@code length} elements. The arrays may be the same.
   *
   * @throws IndexOutOfBoundsException if an array is shorter; nothing is written then
   */
  public void apply(float[] z, float[] y, int length) {
    Objects.checkFromIndexSize(0, length, Math.min(z.length, y.length));
    FloatActivation.apply(function, z, y, 0, length, (float) a, (float) b);
  }

  /** As {@link #apply(float[], float[], int)}. */
  public void apply(double[] z, double[] y, int length) {
    Objects.checkFromIndexSize(0, length, Math.min(z.length, y.length));
    DoubleActivation.apply(function, z, y, 0, length, a, b);
  }

  /**
   * dz = dy * function'(z), on the first {@code length} elements: the chain rule, from the gradient by the output to the gradient by the
   * argument. The arrays may be the same.
   *
   * @throws IndexOutOfBoundsException if an array is shorter; nothing is written then
   */
  public void backward(float[] z, float[] dy, float[] dz, int length) {
    Objects.checkFromIndexSize(0, length, Math.min(z.length, Math.min(dy.length, dz.length)));
    FloatActivation.backward(function, z, dy, dz, 0, length, (float) a, (float) b);
  }

  /** As {@link #backward(float[], float[], float[], int)}. */
  public void backward(double[] z, double[] dy, double[] dz, int length) {
    Objects.checkFromIndexSize(0, length, Math.min(z.length, Math.min(dy.length, dz.length)));
    DoubleActivation.backward(function, z, dy, dz, 0, length, a, b);
  }

  void applyRange(float[] z, float[] y, int from, int to) {
    FloatActivation.apply(function, z, y, from, to, (float) a, (float) b);
  }

  void applyRange(double[] z, double[] y, int from, int to) {
    DoubleActivation.apply(function, z, y, from, to, a, b);
  }

  void backwardRange(float[] z, float[] dy, float[] dz, int from, int to) {
    FloatActivation.backward(function, z, dy, dz, from, to, (float) a, (float) b);
  }

  void backwardRange(double[] z, double[] dy, double[] dz, int from, int to) {
    DoubleActivation.backward(function, z, dy, dz, from, to, a, b);
  }

  /** As the language has it: {@code relu}, {@code leaky_relu(0.01)}, {@code clip(0, 6)}; {@code none} for no activation. */
  @Override
  public String toString() {
    switch (function.parameters()) {
      case 0:
        return function == Function.IDENTITY ? "none" : function.word();
      case 1:
        return function.word() + "(" + Text.number(a) + ")";
      default:
        return function.word() + "(" + Text.number(a) + ", " + Text.number(b) + ")";
    }
  }

  /** The functions, with the number of parameters that each takes. */
  public enum Function {
    IDENTITY(0),
    RELU(0),
    LEAKY_RELU(1),
    SIGMOID(0),
    TANH(0),
    SOFTPLUS(0),
    ELU(1),
    GELU(0),
    GELU_TANH(0),
    SILU(0),
    HARD_SIGMOID(0),
    HARD_SWISH(0),
    CLIP(2);

    private final int parameters;

    Function(int parameters) {
      this.parameters = parameters;
    }

    public int parameters() {
      return parameters;
    }

    /** The word of the language: {@code leaky_relu}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
