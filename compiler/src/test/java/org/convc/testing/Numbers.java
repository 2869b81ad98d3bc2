package org.convc.testing;

import java.util.Arrays;
import java.util.Optional;

/** Arrays of numbers, in either type. */
public final class Numbers {

  private Numbers() {}

  public static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  public static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  public static float[] nan(float[] array) {
    Arrays.fill(array, Float.NaN);
    return array;
  }

  public static double[] nan(double[] array) {
    Arrays.fill(array, Double.NaN);
    return array;
  }

  /** Where two arrays differ in a bit first; empty where they are the same. */
  public static Optional<String> difference(String name, double[] expected, double[] actual) {
    if (expected.length != actual.length) {
      return Optional.of(name + " has " + actual.length + " elements, expected " + expected.length);
    }
    for (int i = 0; i < actual.length; i++) {
      if (Double.doubleToRawLongBits(expected[i]) != Double.doubleToRawLongBits(actual[i])) {
        return Optional.of(name + "[" + i + "] is " + actual[i] + ", expected " + expected[i]);
      }
    }
    return Optional.empty();
  }

  public static long nonZeros(double[] values) {
    return Arrays.stream(values).filter(v -> v != 0).count();
  }
}
