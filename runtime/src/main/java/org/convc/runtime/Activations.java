package org.convc.runtime;

/**
 * The activation functions, called by generated code and by {@link Activation}. Definitions are those of ONNX and PyTorch.
 *
 * <p>The same argument gives the same bits on every JDK and machine: transcendental functions come from {@link StrictMath}, everything else
 * is basic arithmetic. The float forms compute in double and round once. NaN gives NaN; at the infinities every function has its limit;
 * nothing overflows or cancels in between. What is cheap is free of branches, so that loops over it vectorise. The derivatives are in
 * {@link ActivationDerivatives}.
 */
public final class Activations {

  /** Beyond this, exp(-|v|) is 0 in double, however it is used. */
  static final double EXP_VANISHES = 750;

  /** Below minus this, 1 + exp(-v) is exp(-v) in double. */
  private static final double ONE_VANISHES = 40;

  private static final double SQRT_2_OVER_PI = 0.79788456080286535588;
  private static final double GELU_TANH_CUBIC = 0.044715;

  private Activations() {}

  /** max(v, 0). */
  public static double relu(double v) {
    return Math.max(v, 0d);
  }

  /** max(v, 0). */
  public static float relu(float v) {
    return Math.max(v, 0f);
  }

  /** v where v >= 0, else slope * v. */
  public static double leakyRelu(double v, double slope) {
    return Math.max(v, 0d) + slope * Math.min(v, 0d);
  }

  /** v where v >= 0, else slope * v. */
  public static float leakyRelu(float v, float slope) {
    return Math.max(v, 0f) + slope * Math.min(v, 0f);
  }

  /** 1 / (1 + exp(-v)). */
  public static double sigmoid(double v) {
    return v < -ONE_VANISHES ? StrictMath.exp(v) : 1 / (1 + StrictMath.exp(-v));
  }

  /** 1 / (1 + exp(-v)). */
  public static float sigmoid(float v) {
    return (float) sigmoid((double) v);
  }

  /** The hyperbolic tangent. */
  public static double tanh(double v) {
    return StrictMath.tanh(v);
  }

  /** The hyperbolic tangent. */
  public static float tanh(float v) {
    return (float) StrictMath.tanh(v);
  }

  /** log(1 + exp(v)) = max(v, 0) + log(1 + exp(-|v|)). */
  public static double softplus(double v) {
    return Math.max(v, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(v)));
  }

  /** log(1 + exp(v)). */
  public static float softplus(float v) {
    return (float) softplus((double) v);
  }

  /** v where v > 0, else alpha * (exp(v) - 1). */
  public static double elu(double v, double alpha) {
    return v > 0 ? v : alpha * StrictMath.expm1(v);
  }

  /** v where v > 0, else alpha * (exp(v) - 1). */
  public static float elu(float v, float alpha) {
    return (float) elu((double) v, (double) alpha);
  }

  /** v * Φ(v), with Φ(v) = (1 + erf(v / √2)) / 2 the normal distribution: the exact form, not the one with tanh. */
  public static double gelu(double v) {
    return v < -EXP_VANISHES ? -0d : v * NormalDistribution.cumulative(v);
  }

  /** v * Φ(v), with Φ(v) = (1 + erf(v / √2)) / 2 the normal distribution: the exact form, not the one with tanh. */
  public static float gelu(float v) {
    return (float) gelu((double) v);
  }

  /**
   * v / 2 * (1 + tanh(√(2/π) * (v + 0.044715 v³))), the approximation in D. Hendrycks and K. Gimpel, Gaussian error linear units,
   * arXiv:1606.08415. Computed as v * sigmoid(2u) with u the argument of tanh, which does not cancel for negative v.
   */
  public static double geluTanh(double v) {
    double twice = geluTanhTwiceArgument(v);
    return twice < -EXP_VANISHES ? -0d : v * sigmoid(twice);
  }

  /** As {@link #geluTanh(double)}. */
  public static float geluTanh(float v) {
    return (float) geluTanh((double) v);
  }

  /** v * sigmoid(v). */
  public static double silu(double v) {
    return v < -EXP_VANISHES ? -0d : v * sigmoid(v);
  }

  /** v * sigmoid(v). */
  public static float silu(float v) {
    return (float) silu((double) v);
  }

  /** min(max(v + 3, 0), 6) / 6. */
  public static double hardSigmoid(double v) {
    return Math.min(Math.max(v + 3, 0), 6) / 6;
  }

  /** min(max(v + 3, 0), 6) / 6. */
  public static float hardSigmoid(float v) {
    return (float) hardSigmoid((double) v);
  }

  /** v * min(max(v + 3, 0), 6) / 6. */
  public static double hardSwish(double v) {
    return Math.max(v, -3) * hardSigmoid(v);
  }

  /** v * min(max(v + 3, 0), 6) / 6. */
  public static float hardSwish(float v) {
    return (float) hardSwish((double) v);
  }

  /** min(max(v, lower), upper). */
  public static double clip(double v, double lower, double upper) {
    return Math.min(Math.max(v, lower), upper);
  }

  /** min(max(v, lower), upper). */
  public static float clip(float v, float lower, float upper) {
    return Math.min(Math.max(v, lower), upper);
  }

  /** 2u, with u the argument of tanh in {@link #geluTanh(double)}. */
  static double geluTanhTwiceArgument(double v) {
    return 2 * SQRT_2_OVER_PI * v * (1 + GELU_TANH_CUBIC * v * v);
  }

  /** The derivative of {@link #geluTanhTwiceArgument}. */
  static double geluTanhTwiceSlope(double v) {
    return 2 * SQRT_2_OVER_PI * (1 + 3 * GELU_TANH_CUBIC * v * v);
  }
}
