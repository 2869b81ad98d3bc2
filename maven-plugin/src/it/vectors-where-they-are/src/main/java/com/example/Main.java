package com.example;

import java.util.Arrays;
import org.convc.runtime.ConvLayer;
import org.convc.runtime.PackedWeights;

/** Prints what the kernels work on, and what they make of integers. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    ConvLayer down = new Down();
    float[] x = new float[down.info().inputLength(2)];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % 11 - 5;
    }
    float[] w = new float[down.info().weightsLength()];
    for (int i = 0; i < w.length; i++) {
      w[i] = i % 7 - 3;
    }
    float[] y = new float[down.info().outputLength(2)];
    down.forward(2, x, w, null, y, down.newWorkspace(2));
    PackedWeights packed = down.packWeights(w);
    float[] again = new float[y.length];
    down.forward(2, x, packed, null, again, down.newWorkspace(2));
    System.out.println(down.kernels());
    System.out.println(Arrays.hashCode(y) + " " + Arrays.equals(y, again));

    ConvLayer up = new Up();
    double[] dy = new double[up.info().outputLength(1)];
    Arrays.setAll(dy, i -> i % 5 - 2);
    double[] weights = new double[up.info().weightsLength()];
    Arrays.setAll(weights, i -> i % 9 - 4);
    double[] dx = new double[up.info().inputLength(1)];
    up.backwardData(1, dy, weights, dx, up.newWorkspace(1));
    System.out.println(up.kernels());
    System.out.println(Arrays.hashCode(dx));
  }
}
