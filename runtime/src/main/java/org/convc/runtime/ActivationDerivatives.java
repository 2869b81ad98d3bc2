package org.convc.runtime;

/**
 * The derivatives of {@link Activations}, each at the argument of the function. Where a function has a kink, the slope of one side is
 * taken: 0 for relu at 0, for clip at its bounds, for hard sigmoid at -3 and 3 and for hard swish at -3; 1 for hard swish at 3; slope for
 * leaky relu and alpha for elu at 0. NaN gives NaN. Same bits everywhere, as there.
 */
public final class ActivationDerivatives {

  private ActivationDerivatives() {}

  /** 1 where v > 0, else 0. */
  public static double relu(double v) {
    return step(v);
  }

  /** 1 where v > 0, else 0. */
  public static float relu(float v) {
    return step(v);
  }

  /** 1 where v > 0, else slope. */
  public static double leakyRelu(double v, double slope) {
    double step = step(v);
    return step + slope * (1 - step);
  }

  /** 1 where v > 0, else slope. */
  public static float leakyRelu(float v, float slope) {
    float step = step(v);
    return step + slope * (1 - step);
  }

  /** sigmoid(v) * sigmoid(-v). */
  public static double sigmoid(double v) {
    return Activations.sigmoid(v) * Activations.sigmoid(-v);
  }

  /** sigmoid(v) * sigmoid(-v). */
  public static float sigmoid(float v) {
    return (float) sigmoid((double) v);
  }

  /** 1 - tanh(v)² = 4 e / (1 + e)² with e = exp(-2|v|). */
  public static double tanh(double v) {
    double e = StrictMath.exp(-2 * Math.abs(v));
    return 4 * e / ((1 + e) * (1 + e));
  }

  /** 1 - tanh(v)². */
  public static float tanh(float v) {
    return (float) tanh((double) v);
  }

  /** sigmoid(v). */
  public static double softplus(double v) {
    return Activations.sigmoid(v);
  }

  /** sigmoid(v). */
  public static float softplus(float v) {
    return Activations.sigmoid(v);
  }

  /** 1 where v > 0, else alpha * exp(v). */
  public static double elu(double v, double alpha) {
    return v > 0 ? 1 : alpha * StrictMath.exp(v);
  }

  /** 1 where v > 0, else alpha * exp(v). */
  public static float elu(float v, float alpha) {
    return (float) elu((double) v, (double) alpha);
  }

  /** Φ(v) + v * φ(v), with φ(v) = exp(-v²/2) / √(2π). */
  public static double gelu(double v) {
    if (Math.abs(v) > Activations.EXP_VANISHES) {
      return v > 0 ? 1 : 0;
    }
    return NormalDistribution.cumulative(v) + v * NormalDistribution.density(v);
  }

  /** Φ(v) + v * φ(v), with φ(v) = exp(-v²/2) / √(2π). */
  public static float gelu(float v) {
    return (float) gelu((double) v);
  }

  /** s + v * s * (1 - s) * 2u', with s = sigmoid(2u) and u the argument of tanh. */
  public static double geluTanh(double v) {
    double twice = Activations.geluTanhTwiceArgument(v);
    if (Math.abs(twice) > Activations.EXP_VANISHES) {
      return v > 0 ? 1 : 0;
    }
    return Activations.sigmoid(twice) + v * sigmoid(twice) * Activations.geluTanhTwiceSlope(v);
  }

  /** As {@link #geluTanh(double)}. */
  public static float geluTanh(float v) {
    return (float) geluTanh((double) v);
  }

  /** s + v * s * (1 - s), with s = sigmoid(v). */
  public static double silu(double v) {
    if (Math.abs(v) > Activations.EXP_VANISHES) {
      return v > 0 ? 1 : 0;
    }
    return Activations.sigmoid(v) * (1 + v * Activations.sigmoid(-v));
  }

  /** s + v * s * (1 - s), with s = sigmoid(v). */
  public static float silu(float v) {
    return (float) silu((double) v);
  }

  /** 1/6 where -3 < v < 3, else 0. */
  public static double hardSigmoid(double v) {
    return step(v + 3) * step(3 - v) / 6;
  }

  /** 1/6 where -3 < v < 3, else 0. */
  public static float hardSigmoid(float v) {
    return (float) hardSigmoid((double) v);
  }

  /** (2v + 3) / 6 where -3 < v < 3, 0 below, 1 above. */
  public static double hardSwish(double v) {
    double below = step(3 - v);
    double inside = (2 * Activations.clip(v, -3, 3) + 3) / 6;
    // Adding 0 turns the negative zero of v <= -3 into 0.
    return step(v + 3) * (below * inside + (1 - below)) + 0d;
  }

  /** (2v + 3) / 6 where -3 < v < 3, 0 below, 1 above. */
  public static float hardSwish(float v) {
    return (float) hardSwish((double) v);
  }

  /** 1 where lower < v < upper, else 0. */
  public static double clip(double v, double lower, double upper) {
    return step(v - lower) * step(upper - v);
  }

  /** 1 where lower < v < upper, else 0. */
  public static float clip(float v, float lower, float upper) {
    return step(v - lower) * step(upper - v);
  }

  /**
   * 1 where v > 0, 0 where v <= 0, NaN for NaN. Even the smallest positive number times both factors is above 1. Without a branch, loops
   * vectorise, and random signs cost nothing.
   */
  private static double step(double v) {
    return Math.min(Math.max(v, 0d) * 0x1p1000 * 0x1p1000, 1d);
  }

  private static float step(float v) {
    return Math.min(Math.max(v, 0f) * 0x1p127f * 0x1p127f, 1f);
  }
}
