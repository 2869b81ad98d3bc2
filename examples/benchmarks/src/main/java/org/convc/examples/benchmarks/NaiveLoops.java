package org.convc.examples.benchmarks;

import java.util.Arrays;

/**
 * The definition, loop by loop, with what does not change computed outside of the inner loops. A slower rendering would flatter whoever
 * is compared with it.
 */
final class NaiveLoops {

  private final int batch;
  private final int channels;
  private final int height;
  private final int width;
  private final int filters;
  private final int rows;
  private final int columns;
  private final int groupChannels;
  private final int groupFilters;
  private final int kernelHeight;
  private final int kernelWidth;
  private final int strideHeight;
  private final int strideWidth;
  private final int dilationHeight;
  private final int dilationWidth;
  private final int padHeight;
  private final int padWidth;

  NaiveLoops(Relation relation) {
    LayerSpec layer = relation.layer();
    batch = layer.batch();
    channels = relation.channels();
    height = relation.height();
    width = relation.width();
    filters = relation.filters();
    rows = relation.rows();
    columns = relation.columns();
    groupChannels = relation.groupChannels();
    groupFilters = relation.groupFilters();
    kernelHeight = layer.kernelHeight();
    kernelWidth = layer.kernelWidth();
    strideHeight = layer.strideHeight();
    strideWidth = layer.strideWidth();
    dilationHeight = layer.dilationHeight();
    dilationWidth = layer.dilationWidth();
    padHeight = layer.padHeight();
    padWidth = layer.padWidth();
  }

  /** Each output is the sum of its window. */
  void narrow(float[] wide, float[] weights, float[] narrow) {
    for (int n = 0; n < batch; n++) {
      for (int f = 0; f < filters; f++) {
        int firstPlane = n * channels + f / groupFilters * groupChannels;
        for (int oy = 0; oy < rows; oy++) {
          for (int ox = 0; ox < columns; ox++) {
            float sum = 0;
            for (int c = 0; c < groupChannels; c++) {
              for (int ky = 0; ky < kernelHeight; ky++) {
                int iy = oy * strideHeight + ky * dilationHeight - padHeight;
                if (iy < 0 || iy >= height) {
                  continue;
                }
                int wideRow = ((firstPlane + c) * height + iy) * width;
                int weightRow = ((f * groupChannels + c) * kernelHeight + ky) * kernelWidth;
                for (int kx = 0; kx < kernelWidth; kx++) {
                  int ix = ox * strideWidth + kx * dilationWidth - padWidth;
                  if (ix >= 0 && ix < width) {
                    sum += wide[wideRow + ix] * weights[weightRow + kx];
                  }
                }
              }
            }
            narrow[((n * filters + f) * rows + oy) * columns + ox] = sum;
          }
        }
      }
    }
  }

  /** Each input is added to all places that its window reaches. */
  void wide(float[] narrow, float[] weights, float[] wide) {
    Arrays.fill(wide, 0);
    for (int n = 0; n < batch; n++) {
      for (int f = 0; f < filters; f++) {
        int firstPlane = n * channels + f / groupFilters * groupChannels;
        for (int c = 0; c < groupChannels; c++) {
          for (int oy = 0; oy < rows; oy++) {
            for (int ox = 0; ox < columns; ox++) {
              float value = narrow[((n * filters + f) * rows + oy) * columns + ox];
              for (int ky = 0; ky < kernelHeight; ky++) {
                int iy = oy * strideHeight + ky * dilationHeight - padHeight;
                if (iy < 0 || iy >= height) {
                  continue;
                }
                int wideRow = ((firstPlane + c) * height + iy) * width;
                int weightRow = ((f * groupChannels + c) * kernelHeight + ky) * kernelWidth;
                for (int kx = 0; kx < kernelWidth; kx++) {
                  int ix = ox * strideWidth + kx * dilationWidth - padWidth;
                  if (ix >= 0 && ix < width) {
                    wide[wideRow + ix] += value * weights[weightRow + kx];
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /** Each weight is the sum over all places where it is used. */
  void weights(float[] wide, float[] narrow, float[] weights) {
    for (int f = 0; f < filters; f++) {
      for (int c = 0; c < groupChannels; c++) {
        int channel = f / groupFilters * groupChannels + c;
        for (int ky = 0; ky < kernelHeight; ky++) {
          for (int kx = 0; kx < kernelWidth; kx++) {
            float sum = 0;
            for (int n = 0; n < batch; n++) {
              for (int oy = 0; oy < rows; oy++) {
                int iy = oy * strideHeight + ky * dilationHeight - padHeight;
                if (iy < 0 || iy >= height) {
                  continue;
                }
                int wideRow = ((n * channels + channel) * height + iy) * width;
                int narrowRow = ((n * filters + f) * rows + oy) * columns;
                for (int ox = 0; ox < columns; ox++) {
                  int ix = ox * strideWidth + kx * dilationWidth - padWidth;
                  if (ix >= 0 && ix < width) {
                    sum += wide[wideRow + ix] * narrow[narrowRow + ox];
                  }
                }
              }
            }
            weights[((f * groupChannels + c) * kernelHeight + ky) * kernelWidth + kx] = sum;
          }
        }
      }
    }
  }
}
