package org.convc.runtime;

import static org.convc.runtime.Pointwise.CHANNELS;
import static org.convc.runtime.Pointwise.FILTERS;
import static org.convc.runtime.Pointwise.PIXELS;

import java.util.Arrays;

/**
 * The kernels of a 1 x 1 convolution from 3 to 4 channels of 2 x 5 pixels, with one scratch array that sums the
 * channels of a pixel. Forward packs the weights with the filters side by side; backwardData reads them as they are.
 */
final class PointwiseDoubleKernels extends DoubleKernels {

  private final Activation activation;
  private final Runnable inKernel;

  PointwiseDoubleKernels(Activation activation, Runnable inKernel) {
    super(0, KernelMemory.none().scratch(FILTERS, 0).forwardPacked(CHANNELS * FILTERS).readsWeights());
    this.activation = activation;
    this.inKernel = inKernel;
  }

  @Override
  protected void packForward(double[] weights, double[][] packed, Team team) {
    for (int f = 0; f < FILTERS; f++) {
      for (int c = 0; c < CHANNELS; c++) {
        packed[0][c * FILTERS + f] = weights[f * CHANNELS + c];
      }
    }
  }

  @Override
  protected void forwardKernel(int batch, double[] x, double[] weights, double[] bias, double[] y, double[][] packed,
      double[][] scratch, Team team) {
    biasedSumKernel(batch, x, weights, bias, y, packed, scratch, team);
    for (int i = 0; i < batch * FILTERS * PIXELS; i++) {
      y[i] = activation.apply(y[i]);
    }
  }

  @Override
  protected void biasedSumKernel(int batch, double[] x, double[] weights, double[] bias, double[] z, double[][] packed,
      double[][] scratch, Team team) {
    inKernel.run();
    double[] sums = scratch[0];
    for (int n = 0; n < batch; n++) {
      for (int p = 0; p < PIXELS; p++) {
        for (int f = 0; f < FILTERS; f++) {
          sums[f] = bias == null ? 0 : bias[f];
          for (int c = 0; c < CHANNELS; c++) {
            sums[f] += packed[0][c * FILTERS + f] * x[(n * CHANNELS + c) * PIXELS + p];
          }
          z[(n * FILTERS + f) * PIXELS + p] = sums[f];
        }
      }
    }
  }

  @Override
  protected void backwardDataKernel(int batch, double[] dz, double[] weights, double[] dx, double[][] packed,
      double[][] scratch, Team team) {
    inKernel.run();
    for (int n = 0; n < batch; n++) {
      for (int c = 0; c < CHANNELS; c++) {
        for (int p = 0; p < PIXELS; p++) {
          double sum = 0;
          for (int f = 0; f < FILTERS; f++) {
            sum += weights[f * CHANNELS + c] * dz[(n * FILTERS + f) * PIXELS + p];
          }
          dx[(n * CHANNELS + c) * PIXELS + p] = sum;
        }
      }
    }
  }

  @Override
  protected void backwardWeightsKernel(int batch, double[] x, double[] dz, double[] dWeights, double[][] scratch, Team team) {
    inKernel.run();
    for (int f = 0; f < FILTERS; f++) {
      for (int c = 0; c < CHANNELS; c++) {
        double sum = 0;
        for (int n = 0; n < batch; n++) {
          for (int p = 0; p < PIXELS; p++) {
            sum += x[(n * CHANNELS + c) * PIXELS + p] * dz[(n * FILTERS + f) * PIXELS + p];
          }
        }
        dWeights[f * CHANNELS + c] = sum;
      }
    }
  }

  @Override
  protected void backwardBiasKernel(int batch, double[] dz, double[] dBias, double[][] scratch, Team team) {
    inKernel.run();
    Arrays.fill(dBias, 0);
    for (int n = 0; n < batch; n++) {
      for (int f = 0; f < FILTERS; f++) {
        for (int p = 0; p < PIXELS; p++) {
          dBias[f] += dz[(n * FILTERS + f) * PIXELS + p];
        }
      }
    }
  }
}
