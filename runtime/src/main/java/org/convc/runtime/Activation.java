package org.convc.runtime;

import java.util.Locale;

/**
 * A function applied to each biased sum.
 *
 * @param a first parameter: the slope of leaky relu, alpha of elu, the lower bound of clip; else 0
 * @param b second parameter: the upper bound of clip; else 0
 */
public record Activation(Function function, double a, double b) {

  /** No activation: the biased sum is the output. */
  public static final Activation NONE = new Activation(Function.IDENTITY, 0, 0);

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
