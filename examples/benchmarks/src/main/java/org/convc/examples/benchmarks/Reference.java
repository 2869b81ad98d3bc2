package org.convc.examples.benchmarks;

import java.util.SplittableRandom;

/**
 * Some elements of a result, summed in double precision straight from the definition, each with the sum of the
 * magnitudes of its terms. A float computation in whatever order errs by a few units in the last place of that second
 * sum.
 */
public final class Reference {

  /**
   * The most roundoffs that a right result may be off by. Winograd's transforms cost about ten, sums in any order about
   * one; a term left out costs thousands.
   */
  public static final double MOST_ERROR = 64;

  /** The roundoff of a float. */
  private static final double UNIT = 0x1p-24;

  private static final int SAMPLES = 400;

  private final int[] indices;
  private final double[] sums;
  private final double[] magnitudes;

  private Reference(int count) {
    indices = new int[count];
    sums = new double[count];
    magnitudes = new double[count];
  }

  /** Samples at random, the first and the last element always, all of them where there are few. */
  static Reference of(LayerSpec layer, Pass pass, Operands operands) {
    return of(layer, pass, operands, SAMPLES);
  }

  /** Of all elements, for layers that are small. */
  public static Reference complete(LayerSpec layer, Pass pass, Operands operands) {
    return of(layer, pass, operands, Integer.MAX_VALUE);
  }

  private static Reference of(LayerSpec layer, Pass pass, Operands operands, int samples) {
    int length = layer.resultLength(pass);
    Reference reference = new Reference(Math.min(length, samples));
    SplittableRandom random = new SplittableRandom(length);
    Sum sum = new Sum(Relation.of(layer), operands);
    for (int i = 0; i < reference.indices.length; i++) {
      int index = length <= samples ? i : i == 0 ? 0 : i == 1 ? length - 1 : random.nextInt(length);
      sum.compute(pass, index);
      reference.indices[i] = index;
      reference.sums[i] = sum.value;
      reference.magnitudes[i] = sum.magnitude;
    }
    return reference;
  }

  /** The largest error of a result, in roundoffs of the magnitudes; infinite where something is not a number. */
  public double error(float[] result) {
    double worst = 0;
    for (int i = 0; i < indices.length; i++) {
      double error = Math.abs(result[indices[i]] - sums[i]);
      // An element without terms is exactly zero.
      double units = error == 0 ? 0 : error / (UNIT * magnitudes[i]);
      worst = units >= 0 ? Math.max(worst, units) : Double.POSITIVE_INFINITY;
    }
    return worst;
  }

  /** One element at a time. */
  private static final class Sum {

    private final Relation r;
    private final LayerSpec layer;
    private final float[] wide;
    private final float[] narrow;
    private final float[] weights;
    private double value;
    private double magnitude;

    Sum(Relation relation, Operands operands) {
      this.r = relation;
      this.layer = relation.layer();
      this.wide = relation.wide(operands);
      this.narrow = relation.narrow(operands);
      this.weights = operands.weights();
    }

    void compute(Pass pass, int index) {
      value = 0;
      magnitude = 0;
      switch (r.result(pass)) {
        case NARROW -> narrow(index);
        case WIDE -> wide(index);
        case WEIGHTS -> weights(index);
      }
    }

    private void add(float a, float b) {
      double term = (double) a * b;
      value += term;
      magnitude += Math.abs(term);
    }

    private void narrow(int index) {
      int ox = index % r.columns();
      int oy = index / r.columns() % r.rows();
      int f = index / (r.columns() * r.rows()) % r.filters();
      int n = index / (r.columns() * r.rows()) / r.filters();
      int firstChannel = f / r.groupFilters() * r.groupChannels();
      for (int ky = 0; ky < layer.kernelHeight(); ky++) {
        for (int kx = 0; kx < layer.kernelWidth(); kx++) {
          int iy = r.wideRow(oy, ky);
          int ix = r.wideColumn(ox, kx);
          if (inside(iy, ix)) {
            for (int c = 0; c < r.groupChannels(); c++) {
              add(wide[r.wideIndex(n, firstChannel + c, iy, ix)], weights[r.weightIndex(f, c, ky, kx)]);
            }
          }
        }
      }
    }

    private void wide(int index) {
      int ix = index % r.width();
      int iy = index / r.width() % r.height();
      int channel = index / (r.width() * r.height()) % r.channels();
      int n = index / (r.width() * r.height()) / r.channels();
      int group = channel / r.groupChannels();
      for (int ky = 0; ky < layer.kernelHeight(); ky++) {
        for (int kx = 0; kx < layer.kernelWidth(); kx++) {
          int oy = Math.floorDiv(iy - r.wideRow(0, ky), layer.strideHeight());
          int ox = Math.floorDiv(ix - r.wideColumn(0, kx), layer.strideWidth());
          if (oy < 0 || oy >= r.rows() || ox < 0 || ox >= r.columns()
              || r.wideRow(oy, ky) != iy || r.wideColumn(ox, kx) != ix) {
            continue;
          }
          for (int f = group * r.groupFilters(); f < (group + 1) * r.groupFilters(); f++) {
            add(
                narrow[r.narrowIndex(n, f, oy, ox)],
                weights[r.weightIndex(f, channel % r.groupChannels(), ky, kx)]);
          }
        }
      }
    }

    private void weights(int index) {
      int kx = index % layer.kernelWidth();
      int ky = index / layer.kernelWidth() % layer.kernelHeight();
      int c = index / (layer.kernelWidth() * layer.kernelHeight()) % r.groupChannels();
      int f = index / (layer.kernelWidth() * layer.kernelHeight()) / r.groupChannels();
      int channel = f / r.groupFilters() * r.groupChannels() + c;
      for (int n = 0; n < layer.batch(); n++) {
        for (int oy = 0; oy < r.rows(); oy++) {
          for (int ox = 0; ox < r.columns(); ox++) {
            int iy = r.wideRow(oy, ky);
            int ix = r.wideColumn(ox, kx);
            if (inside(iy, ix)) {
              add(wide[r.wideIndex(n, channel, iy, ix)], narrow[r.narrowIndex(n, f, oy, ox)]);
            }
          }
        }
      }
    }

    private boolean inside(int iy, int ix) {
      return iy >= 0 && iy < r.height() && ix >= 0 && ix < r.width();
    }
  }
}
