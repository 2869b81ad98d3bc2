package org.convc.runtime;

/** An {@link Activation} on numbers of type double: which static function it is, one at a time and over arrays. */
final class DoubleActivation {

  private DoubleActivation() {}

  static double apply(Activation.Function function, double z, double a, double b) {
    switch (function) {
      case RELU:
        return Activations.relu(z);
      case LEAKY_RELU:
        return Activations.leakyRelu(z, a);
      case SIGMOID:
        return Activations.sigmoid(z);
      case TANH:
        return Activations.tanh(z);
      case SOFTPLUS:
        return Activations.softplus(z);
      case ELU:
        return Activations.elu(z, a);
      case GELU:
        return Activations.gelu(z);
      case GELU_TANH:
        return Activations.geluTanh(z);
      case SILU:
        return Activations.silu(z);
      case HARD_SIGMOID:
        return Activations.hardSigmoid(z);
      case HARD_SWISH:
        return Activations.hardSwish(z);
      case CLIP:
        return Activations.clip(z, a, b);
      default:
        return z;
    }
  }

  static double derivative(Activation.Function function, double z, double a, double b) {
    switch (function) {
      case RELU:
        return ActivationDerivatives.relu(z);
      case LEAKY_RELU:
        return ActivationDerivatives.leakyRelu(z, a);
      case SIGMOID:
        return ActivationDerivatives.sigmoid(z);
      case TANH:
        return ActivationDerivatives.tanh(z);
      case SOFTPLUS:
        return ActivationDerivatives.softplus(z);
      case ELU:
        return ActivationDerivatives.elu(z, a);
      case GELU:
        return ActivationDerivatives.gelu(z);
      case GELU_TANH:
        return ActivationDerivatives.geluTanh(z);
      case SILU:
        return ActivationDerivatives.silu(z);
      case HARD_SIGMOID:
        return ActivationDerivatives.hardSigmoid(z);
      case HARD_SWISH:
        return ActivationDerivatives.hardSwish(z);
      case CLIP:
        return ActivationDerivatives.clip(z, a, b);
      default:
        return 1;
    }
  }

  /** y = function(z), from one element to the one before another. */
  static void apply(Activation.Function function, double[] z, double[] y, int from, int to, double a, double b) {
    switch (function) {
      case RELU:
        for (int i = from; i < to; i++) {
          y[i] = Activations.relu(z[i]);
        }
        break;
      case LEAKY_RELU:
        for (int i = from; i < to; i++) {
          y[i] = Activations.leakyRelu(z[i], a);
        }
        break;
      case SIGMOID:
        for (int i = from; i < to; i++) {
          y[i] = Activations.sigmoid(z[i]);
        }
        break;
      case TANH:
        for (int i = from; i < to; i++) {
          y[i] = Activations.tanh(z[i]);
        }
        break;
      case SOFTPLUS:
        for (int i = from; i < to; i++) {
          y[i] = Activations.softplus(z[i]);
        }
        break;
      case ELU:
        for (int i = from; i < to; i++) {
          y[i] = Activations.elu(z[i], a);
        }
        break;
      case GELU:
        for (int i = from; i < to; i++) {
          y[i] = Activations.gelu(z[i]);
        }
        break;
      case GELU_TANH:
        for (int i = from; i < to; i++) {
          y[i] = Activations.geluTanh(z[i]);
        }
        break;
      case SILU:
        for (int i = from; i < to; i++) {
          y[i] = Activations.silu(z[i]);
        }
        break;
      case HARD_SIGMOID:
        for (int i = from; i < to; i++) {
          y[i] = Activations.hardSigmoid(z[i]);
        }
        break;
      case HARD_SWISH:
        for (int i = from; i < to; i++) {
          y[i] = Activations.hardSwish(z[i]);
        }
        break;
      case CLIP:
        for (int i = from; i < to; i++) {
          y[i] = Activations.clip(z[i], a, b);
        }
        break;
      default:
        System.arraycopy(z, from, y, from, to - from);
    }
  }

  /** dz = dy * function'(z), from one element to the one before another. */
  static void backward(Activation.Function function, double[] z, double[] dy, double[] dz, int from, int to,
      double a, double b) {
    switch (function) {
      case RELU:
        for (int i = from; i < to; i++) {
          dz[i] = dy[i] * ActivationDerivatives.relu(z[i]);
        }
        break;
      case LEAKY_RELU:
        for (int i = from; i < to; i++) {
          dz[i] = dy[i] * ActivationDerivatives.leakyRelu(z[i], a);
        }
        break;
      case SIGMOID:
        for (int i = from; i < to; i++) {
          dz[i] = dy[i] * ActivationDerivatives.sigmoid(z[i]);
        }
        break;
      case TANH:
        for (int i = from; i < to; i++) {
          dz[i] = dy[i] * ActivationDerivatives.tanh(z[i]);
        }
        break;
      case SOFTPLUS:
        for (int i = from; i < to; i++) {
          dz[i] = dy[i] * ActivationDerivatives.softplus(z[i]);
        }
        break;
      case ELU:
        for (int i = from; i < to; i++) {
          dz[i] = dy[i] * ActivationDerivatives.elu(z[i], a);
        }
        break;
      case GELU:
        for (int i = from; i < to; i++) {
          dz[i] = dy[i] * ActivationDerivatives.gelu(z[i]);
        }
        break;
      case GELU_TANH:
        for (int i = from; i < to; i++) {
          dz[i] = dy[i] * ActivationDerivatives.geluTanh(z[i]);
        }
        break;
      case SILU:
        for (int i = from; i < to; i++) {
          dz[i] = dy[i] * ActivationDerivatives.silu(z[i]);
        }
        break;
      case HARD_SIGMOID:
        for (int i = from; i < to; i++) {
          dz[i] = dy[i] * ActivationDerivatives.hardSigmoid(z[i]);
        }
        break;
      case HARD_SWISH:
        for (int i = from; i < to; i++) {
          dz[i] = dy[i] * ActivationDerivatives.hardSwish(z[i]);
        }
        break;
      case CLIP:
        for (int i = from; i < to; i++) {
          dz[i] = dy[i] * ActivationDerivatives.clip(z[i], a, b);
        }
        break;
      default:
        System.arraycopy(dy, from, dz, from, to - from);
    }
  }
}
